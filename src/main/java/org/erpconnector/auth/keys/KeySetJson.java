package org.erpconnector.auth.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** How documents of an issuer are read: one meaning for each text, or none. Stateless. */
final class KeySetJson {
    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_STRING = 32_768;
    private static final int LONGEST_NAME = 256;
    private static final String REMEDY = "Look at what answers at this address";

    private KeySetJson() {}

    static JsonNode object(String text) throws KeySetException {
        JsonNode node;
        try {
            node = mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new KeySetException("the answer is not JSON of one meaning", REMEDY, e);
        }
        if (!node.isObject()) {
            throw new KeySetException("the answer is not a JSON object", REMEDY);
        }
        return node;
    }

    /**
     * True if a member says nothing: it is not there, null, empty, or holds only what says nothing. .NET's
     * JsonWebKey, and writers that serialise an object's fields, write {@code "oth":[]} or {@code "d":null} for
     * what the key has not.
     */
    static boolean absent(JsonNode member) {
        if (member.isContainerNode()) {
            for (JsonNode element : member) {
                if (!absent(element)) {
                    return false;
                }
            }
            return true;
        }
        return member.isMissingNode()
                || member.isNull()
                || (member.isTextual() && member.textValue().isEmpty());
    }

    /** A member that is text; empty where there is none, or an empty one, or null. */
    static Optional<String> text(JsonNode object, String name) throws KeySetException {
        JsonNode member = object.path(name);
        if (!member.isContainerNode() && absent(member)) {
            return Optional.empty();
        }
        if (!member.isTextual()) {
            throw new KeySetException("its " + name + " is no text", REMEDY);
        }
        return Optional.of(member.textValue());
    }

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                // Of two members of one name, readers take different ones.
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                // The usual buffers hang on the calling thread, the server's at start: with them all our classes would,
                // after the web application has gone.
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(LONGEST_STRING)
                        .maxNameLength(LONGEST_NAME)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
