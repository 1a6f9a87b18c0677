package org.erpconnector.auth.message;

/** What the answer says, whatever its shape. */
public sealed interface Answer {
    /**
     * The caller is who it says it is.
     *
     * @param replyToken our signed token
     */
    record Accepted(String replyToken) implements Answer {
        /** Never shows the token. */
        @Override
        public String toString() {
            return "Accepted";
        }
    }

    /**
     * The handshake is refused.
     *
     * @param reason the sentence for the caller; nothing of the input
     */
    record Refused(String reason) implements Answer {}

    /** We cannot judge or sign right now; the caller shall come again. */
    record Unavailable() implements Answer {}
}
