package org.erpconnector.auth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread of a filter, a daemon: looks about once a second whether keys have changed. Whatever a look throws, the
 * next one follows, since a filter whose keys are no longer looked after fails long after the cause.
 */
final class Refresher implements AutoCloseable {
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final long STOP_MILLIS = 10_000L;

    private final Runnable look;
    private final Logger logger;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param filter the filter's name, for the thread's
     * @param look what to do each time
     * @param logger hears of a look that fails
     */
    Refresher(String filter, Runnable look, Logger logger) {
        this.look = look;
        this.logger = logger;
        this.thread = new Thread(this::run, "erp-connector-auth keys of " + filter);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        String lastFailure = "";
        while (!closed) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
            if (!closed) {
                lastFailure = lookOnce(lastFailure);
            }
        }
    }

    /** Logs a failure when it begins, not once a second. */
    private String lookOnce(String lastFailure) {
        try {
            look.run();
            return "";
        } catch (RuntimeException | Error e) {
            String failure = e.toString();
            if (!closed && !failure.equals(lastFailure)) {
                logger.log(Level.ERROR, thread.getName() + ": could not look after the keys, will try again", e);
            }
            return failure;
        }
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
