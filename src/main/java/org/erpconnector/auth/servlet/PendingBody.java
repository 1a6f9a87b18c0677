package org.erpconnector.auth.servlet;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.Serial;
import java.util.function.Function;
import org.erpconnector.auth.message.HandshakeReply;

/**
 * A handshake of whose body something has not come yet, and what to do when it has, or when it does not: whatever comes, the
 * answer is ours. No thread waits for it.
 *
 * @param stream its body
 * @param begun what has come, to be closed at the end
 * @param limits how much of it is read, and how long that may take
 * @param answer makes a reply of what the source yields or throws
 */
record PendingBody(
        ServletInputStream stream,
        PendingBodies.Body begun,
        BodyLimits limits,
        Function<Source, HandshakeReply> answer) {
    /** Where a body comes from. */
    @FunctionalInterface
    interface Source {
        /**
         * Gives it, as far as it came.
         *
         * @throws NoRoomException if too much is held for others
         * @throws IOException if the body does not come as a whole
         */
        PeekedBody get() throws IOException;
    }

    /** Nothing of the body is held any more, since too much was held for others. */
    static final class NoRoomException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;
    }
}
