package org.erpconnector.auth.servlet;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.erpconnector.auth.observe.LogRateLimiter;

/**
 * The one thread of a filter, a daemon: checks about once a second whether keys have changed. It goes on whatever a
 * check throws: else the filter would fail much later, far from the cause.
 */
final class Refresher implements AutoCloseable {
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final long STOP_MILLIS = 10_000L;

    private final Runnable look;
    private final Logger logger;
    private final LogRateLimiter budget;
    private final Thread thread;
    private volatile boolean closed;
    private String failing = "";

    /**
     * @param filter the filter's name, for the thread's
     * @param look what to do each time
     * @param logger hears of a look that fails
     */
    Refresher(String filter, Runnable look, Logger logger) {
        this.look = look;
        this.logger = logger;
        this.budget = new LogRateLimiter(1, System::nanoTime);
        this.thread = new Thread(this::run, "erp-connector-auth keys of " + filter);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
            if (!closed) {
                lookOnce();
            }
            // A deployer's code may leave the interrupt flag set, and no pause would last. If close() has set it,
            // closed is true.
            Thread.interrupted();
        }
    }

    /** Logs a failure with its stack when it begins, then one line a minute, and how often it came. */
    private void lookOnce() {
        summarise(budget.drainExpired());
        try {
            look.run();
            failing = "";
        } catch (RuntimeException | Error e) {
            String failure = e.toString();
            if (!closed
                    && budget.admits(
                            new LogRateLimiter.Kind("failed", e.getClass().getName()))) {
                String line = thread.getName() + ": could not refresh the keys, will try again";
                if (failure.equals(failing)) {
                    logger.log(Level.SEVERE, line + ": " + e.getClass().getName());
                } else {
                    logger.log(Level.SEVERE, line, e);
                }
            }
            failing = failure;
        }
    }

    private void summarise(List<LogRateLimiter.Rest> rests) {
        rests.forEach(rest -> logger.log(
                Level.SEVERE,
                thread.getName() + ": could not refresh the keys, " + rest.more() + " times more in the last "
                        + rest.seconds() + " s: " + rest.kind().reason()));
    }

    /** Ends the thread and waits for it, so that no class of an undeployed web application stays in use. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
