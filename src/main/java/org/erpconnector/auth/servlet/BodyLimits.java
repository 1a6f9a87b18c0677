package org.erpconnector.auth.servlet;

import java.time.Duration;

/**
 * How much of a request is read to judge it, and how long that may take.
 *
 * @param bytes at most
 * @param patience from the first read on: a client that sends a byte now and then would hold a thread for hours
 * @param waiting bytes that all bodies together may hold that are waited for
 */
record BodyLimits(int bytes, Duration patience, long waiting) {
    /** Maximum time to receive a handshake's body, which has a few kilobytes. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Leaves a server whose heap is small fifteen sixteenths of it, whatever strangers send. */
    private static final int PART_OF_HEAP = 16;

    /** With a sixteenth of the heap for all bodies that are waited for. */
    BodyLimits(int bytes, Duration patience) {
        this(bytes, patience, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }
}
