package org.erpconnector.auth;

import java.time.Duration;

/**
 * How much of a request is read to judge it, and how long that may take.
 *
 * @param bytes at most
 * @param patience from the first look at the body on; whoever sends a byte now and then would hold a thread for hours
 */
record BodyLimits(int bytes, Duration patience) {
    /** A handshake has a few kilobytes: whoever needs longer means no good, or has lost its connection. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
}
