package org.erpconnector.auth.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * The one way in which JSON of others is read: one meaning for each text, or none. Nothing of one text is left when the
 * next is read, but buffers of bounded number and size that are written before they are read. Immutable and safe for use
 * by several threads.
 */
public final class StrictJson {
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_NAME = 256;

    /** Threads at once that find a buffer to use again; others make their own. */
    private static final int BUFFERS = 16;

    private final Limits limits;
    private final ObjectMapper mapper;

    /**
     * How much is read.
     *
     * @param characters of the whole text, and so of each string in it
     * @param depth of objects and arrays in each other
     * @param commas in the whole text: every member and element but the first has one in front, so they bound what is
     *     built of a text before any of it is
     */
    public record Limits(int characters, int depth, int commas) {}

    /** @param limits how much is read */
    public StrictJson(Limits limits) {
        this.limits = limits;
        JsonFactory factory = JsonFactory.builder()
                // Else all texts share one table of member names, which some hundred chosen names break for all: the
                // hash is linear, so that they collide whatever its seed is. Interned names are never forgotten.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // RFC 8725 section 2.4, RFC 7515 section 10.12: of two members of a name, readers take different ones.
                // Names that collide cost no more than others: the JDK's set makes a tree of them.
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // An exception that quotes its source would carry a token into a log.
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                // The usual buffers hang on the server's threads: with them all our classes would, after the web
                // application has gone. These go with their mapper.
                .recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS))
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(limits.characters())
                        .maxNameLength(LONGEST_NAME)
                        .maxDocumentLength(limits.characters())
                        .build())
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * Reads a text that is one object.
     *
     * @throws MalformedJsonException if it is anything else, or beyond the limits
     */
    public JsonNode object(String text) throws MalformedJsonException {
        if (text.length() > limits.characters() || commas(text) > limits.commas()) {
            throw new MalformedJsonException("too large");
        }
        JsonNode node;
        try {
            node = mapper.readTree(text);
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            // Whatever a parser throws at a text is the fault of the text; its message would quote it.
            throw new MalformedJsonException("not strict JSON");
        }
        if (!node.isObject()) {
            throw new MalformedJsonException("not a JSON object");
        }
        return node;
    }

    /** A tree as one text. */
    public String text(JsonNode tree) {
        try {
            return mapper.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that is no JSON", e);
        }
    }

    /** For a library that is to read or write JSON in this way. */
    public ObjectMapper mapper() {
        return mapper;
    }

    private static int commas(String text) {
        int count = 0;
        for (int at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) {
            count++;
        }
        return count;
    }
}
