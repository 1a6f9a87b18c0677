package org.erpconnector.auth.message;

import org.erpconnector.auth.core.ReplyToken;

/** What the answer says, whatever its shape. */
public sealed interface Answer {
    /**
     * The caller is who it says it is.
     *
     * @param replyToken our signed token: without one there is no positive answer
     */
    record Accepted(ReplyToken replyToken) implements Answer {}

    /**
     * The handshake is refused.
     *
     * @param reason the sentence for the caller; nothing of the input
     */
    record Refused(String reason) implements Answer {}

    /** We cannot judge or sign right now; the caller may come again. */
    record Unavailable() implements Answer {}
}
