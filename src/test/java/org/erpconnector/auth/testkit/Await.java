package org.erpconnector.auth.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Waits for what another thread, process or machine brings about. A test that passes never waits longer than that takes;
 * the limit ends one that fails.
 */
public final class Await {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 20;

    private Await() {}

    /**
     * Until it is so.
     *
     * @param what of the sentence "still not so: what"
     */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, LONGEST, condition);
    }

    /** The same, of what a busy machine may need longer for. */
    public static void until(String what, Duration longest, Callable<Boolean> condition) throws Exception {
        long begun = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - begun > longest.toNanos()) {
                throw new AssertionError("still not so: " + what);
            }
            // Pace: how often the condition is looked at.
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
