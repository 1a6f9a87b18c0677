package org.erpconnector.auth.simulator;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Limits the rate of requests. */
final class Pace {

    private final long between;
    private final LongSupplier clock;
    private final LongConsumer pause;
    private long next;

    /**
     * Makes a limit.
     *
     * @param between nanoseconds from one request to the next, 0 for no limit
     * @param clock a monotonic clock in nanoseconds
     * @param pause waits for a number of nanoseconds
     */
    Pace(long between, LongSupplier clock, LongConsumer pause) {
        this.between = between;
        this.clock = clock;
        this.pause = pause;
        this.next = clock.getAsLong();
    }

    static Pace none() {
        return new Pace(0, () -> 0, nanos -> {});
    }

    static Pace perSecond(int requests) {
        return new Pace(TimeUnit.SECONDS.toNanos(1) / requests, System::nanoTime, LockSupport::parkNanos);
    }

    /** Waits until the next request may go. A pause may end early, so the clock is read again. */
    void await() {
        long turn = turn();
        for (long left = turn - clock.getAsLong(); left > 0; left = turn - clock.getAsLong()) {
            pause.accept(left);
        }
    }

    private synchronized long turn() {
        long now = clock.getAsLong();
        long turn = next - now > 0 ? next : now;
        next = turn + between;
        return turn;
    }
}
