package org.erpconnector.auth.keys.jwks;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The moment at which a whole exchange must have ended. By the machine's monotonic clock: the wall clock may be set
 * meanwhile. Immutable.
 *
 * @param end on the scale of {@link System#nanoTime()}
 */
record Deadline(long end) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /**
     * For how long one step may still block.
     *
     * @param most milliseconds that a single step may take
     * @return 1 or more milliseconds, since 0 means forever to a socket
     * @throws SocketTimeoutException if the deadline has passed
     */
    int millisLeft(int most) throws SocketTimeoutException {
        long left = (end - System.nanoTime()) / 1_000_000L;
        if (left < 1) {
            throw new SocketTimeoutException("the whole exchange took too long");
        }
        return (int) Math.min(left, most);
    }
}
