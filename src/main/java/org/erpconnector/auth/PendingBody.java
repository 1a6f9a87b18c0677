package org.erpconnector.auth;

import jakarta.servlet.ServletInputStream;
import java.util.function.Function;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.reason.Reason;

/**
 * A handshake whose body has not come yet, and what to do when it has, or when it does not: whatever comes, the answer is
 * ours. No thread waits for it.
 *
 * @param stream its body
 * @param limits how much of it is read, and how long that may take
 * @param judge answers when all of it is here
 * @param refuse answers when it cannot be read
 * @param fail answers when something happens that we did not foresee
 */
record PendingBody(
        ServletInputStream stream,
        BodyLimits limits,
        Function<PeekedBody, HandshakeReply> judge,
        Function<Reason, HandshakeReply> refuse,
        Function<Throwable, HandshakeReply> fail) {}
