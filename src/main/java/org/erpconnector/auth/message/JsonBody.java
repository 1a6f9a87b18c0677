package org.erpconnector.auth.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.erpconnector.auth.json.MalformedJsonException;
import org.erpconnector.auth.json.StrictJson;
import org.erpconnector.auth.reason.Reason;

/**
 * The JSON form of a handshake: one object, one string member {@code SignedToken}, nothing after it. Immutable and safe
 * for use by several threads.
 */
final class JsonBody {
    private static final String MEMBER = "SignedToken";
    /** As many characters as the largest max-message-size has bytes. */
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(1 << 20, 8, 128);

    private final StrictJson reader = new StrictJson(LIMITS);

    /**
     * What such a body says.
     *
     * @param object the whole of it
     * @param token the value of SignedToken
     */
    record Content(JsonNode object, String token) implements Form {
        @Override
        public long print() {
            long print = 1;
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                print = Form.mix(print, member.getKey());
            }
            return print;
        }

        @Override
        public String text() {
            StringBuilder text = new StringBuilder("application/json members(");
            String before = "";
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (text.length() > LONGEST) {
                    break;
                }
                Form.append(text.append(before), member.getKey());
                before = " ";
            }
            return text.append(')').toString();
        }

        /** Without the token. */
        @Override
        public String toString() {
            return text();
        }
    }

    Content read(String json) throws MalformedMessageException {
        JsonNode token = null;
        JsonNode object;
        try {
            object = reader.object(json);
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (member.getKey().equals(MEMBER)) {
                    token = member.getValue();
                } else if (member.getKey().equalsIgnoreCase(MEMBER)) {
                    throw new MalformedMessageException(Reason.JSON_UNREADABLE);
                }
            }
        } catch (MalformedJsonException e) {
            throw new MalformedMessageException(Reason.JSON_UNREADABLE);
        }
        if (token == null || !token.isTextual()) {
            throw new MalformedMessageException(Reason.JSON_UNREADABLE);
        }
        return new Content(object, token.textValue());
    }
}
