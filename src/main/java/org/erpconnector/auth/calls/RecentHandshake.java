package org.erpconnector.auth.calls;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a handshake succeeded a short while ago, on this node. It closes the connector while nobody synchronises; it
 * does not say that the caller of a call is who made the handshake. Safe for use by several threads.
 */
public final class RecentHandshake {
    private final long within;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Long> last = new AtomicReference<>();

    /**
     * @param within how long a handshake counts as recent
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    public RecentHandshake(Duration within, LongSupplier nanoTime) {
        this.within = within.toNanos();
        this.nanoTime = nanoTime;
    }

    void succeeded() {
        last.set(nanoTime.getAsLong());
    }

    boolean holds() {
        Long succeeded = last.get();
        return succeeded != null && nanoTime.getAsLong() - succeeded < within;
    }
}
