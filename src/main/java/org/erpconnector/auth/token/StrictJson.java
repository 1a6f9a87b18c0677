package org.erpconnector.auth.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The one way in which JSON of a token is read, and written by jjwt. */
final class StrictJson {
    private static final int DEEPEST = 8;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_STRING = 8192;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_DOCUMENT = 16384;

    /** Threads at once that find a buffer to use again; others make their own. */
    private static final int BUFFERS = 16;

    private StrictJson() {}

    static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                // RFC 8725 section 2.4, RFC 7515 section 10.12: of two members of a name, readers take different ones.
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // An exception that quotes its source would carry the token into a log.
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                // The usual buffers hang on the server's threads: with them all our classes would, after the web
                // application has gone. These go with their mapper.
                .recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS))
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(LONGEST_STRING)
                        .maxNameLength(LONGEST_NAME)
                        .maxDocumentLength(LONGEST_DOCUMENT)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
