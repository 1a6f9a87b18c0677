package org.erpconnector.auth.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/** The JSON form of a handshake: one object, one string member {@code SignedToken}, nothing after it. */
final class JsonBody {
    private static final String MEMBER = "SignedToken";
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // RFC 8259 section 4: names should be unique; parsers differ in which of two they take.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // The usual buffers hang on the server's threads: with them all our classes would, after the web
            // application has gone.
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(20)
                    .build())
            .build();

    private JsonBody() {}

    static String signedToken(String json) throws MalformedMessageException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            String token = object(parser);
            if (token != null && parser.nextToken() == null) {
                return token;
            }
        } catch (IOException unreadable) {
            // Falls through to the one refusal: the parser's own message would quote the input.
        }
        throw new MalformedMessageException(Reason.JSON_UNREADABLE);
    }

    private static @Nullable String object(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        String token = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(MEMBER) && value == JsonToken.VALUE_STRING) {
                token = parser.getText();
            } else if (name.equalsIgnoreCase(MEMBER)) {
                return null;
            } else {
                parser.skipChildren();
            }
        }
        return token;
    }
}
