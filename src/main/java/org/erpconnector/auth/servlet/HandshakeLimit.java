package org.erpconnector.auth.servlet;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * At most so many signatures a second. Only proven handshakes are counted: counting others would let a stranger lock
 * SuperOffice out. Safe for use by several threads.
 */
final class HandshakeLimit {
    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private final AtomicReference<Window> window;

    /** Handshakes since the start of a second. */
    private record Window(long start, int count) {}

    /**
     * @param perSecond the limit; 0: none
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    HandshakeLimit(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.window = new AtomicReference<>(new Window(nanoTime.getAsLong(), 0));
    }

    /** Counts one handshake and tells whether it is still within the limit. */
    boolean admits() {
        if (perSecond == 0) {
            return true;
        }
        long now = nanoTime.getAsLong();
        Window counted = window.updateAndGet(before -> now - before.start() >= SECOND
                ? new Window(now, 1)
                : new Window(before.start(), Math.min(before.count(), perSecond) + 1));
        return counted.count() <= perSecond;
    }
}
