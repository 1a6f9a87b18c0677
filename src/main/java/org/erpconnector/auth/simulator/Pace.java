package org.erpconnector.auth.simulator;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Holds requests back, so that no more go out in a second than somebody's server is to be asked for. */
final class Pace {

    private final long between;
    private final LongSupplier clock;
    private final LongConsumer pause;
    private long next;

    /**
     * Makes one.
     *
     * @param between nanoseconds from one request to the next, 0 for none
     * @param clock in nanoseconds
     * @param pause waits for so many nanoseconds
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

    /** Waits for one's turn; a pause may end early, so the clock is asked again. */
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
