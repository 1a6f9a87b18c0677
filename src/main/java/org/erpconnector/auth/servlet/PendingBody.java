package org.erpconnector.auth.servlet;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.Serial;
import java.util.function.Function;
import org.erpconnector.auth.message.HandshakeReply;

/**
 * A handshake whose body has not arrived as a whole, and how it is answered once it has, or cannot. It never goes on to
 * the connector, and no thread waits for it.
 *
 * @param stream its body
 * @param begun what has arrived, to be closed at the end
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
         * Gives what has arrived.
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
