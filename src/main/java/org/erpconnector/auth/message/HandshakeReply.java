package org.erpconnector.auth.message;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A whole HTTP answer.
 *
 * @param status the HTTP status
 * @param contentType the value of Content-Type
 * @param headers further headers; none of their values comes from the request
 * @param text the body, to be sent as UTF-8
 */
public record HandshakeReply(int status, String contentType, Map<String, String> headers, String text) {
    public HandshakeReply {
        headers = Map.copyOf(headers);
    }

    /** The body's bytes. */
    public byte[] body() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Never shows the body, which may hold a reply token. */
    @Override
    public String toString() {
        return "HandshakeReply[" + status + " " + contentType + ", " + text.length() + " characters]";
    }
}
