package org.erpconnector.auth.servlet;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * So many wrong passwords a minute, from whatever address: who guesses has many. While it is spent the right one is refused as
 * well, or a guesser would learn it all the same. Safe for use by several threads: of many guesses at once none is free.
 */
final class GuessBudget {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int guesses;
    private final LongSupplier nanoTime;
    private long begun;
    private int wrong;

    /** What becomes of a password. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** The budget is spent with it. */
        LAST_WRONG,
        /** Refused unseen. */
        SPENT
    }

    /**
     * @param guesses in a minute
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    GuessBudget(int guesses, LongSupplier nanoTime) {
        this.guesses = guesses;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    synchronized Verdict judge(boolean right) {
        long now = nanoTime.getAsLong();
        if (now - begun >= MINUTE) {
            begun = now;
            wrong = 0;
        }
        if (wrong >= guesses) {
            return Verdict.SPENT;
        }
        if (right) {
            return Verdict.RIGHT;
        }
        wrong++;
        return wrong < guesses ? Verdict.WRONG : Verdict.LAST_WRONG;
    }
}
