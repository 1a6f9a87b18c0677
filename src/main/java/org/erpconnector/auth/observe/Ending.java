package org.erpconnector.auth.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What has begun and has to end: threads, entries in the server. Each is ended, whatever the others throw at it, since one
 * that stays keeps every class of a web application that is gone. For one thread at a time.
 */
public final class Ending {
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Logger logger;

    private record Part(String name, Runnable end) {}

    /** @param logger hears what cannot be ended */
    public Ending(Logger logger) {
        this.logger = logger;
    }

    /**
     * Adds what has begun.
     *
     * @param name for the log
     * @param end ends it
     */
    public void add(String name, Runnable end) {
        parts.push(new Part(name, end));
    }

    /** Ends all, the last first. Does no harm twice. */
    public void run() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.end().run();
            } catch (RuntimeException | Error e) {
                logger.log(
                        Level.WARNING,
                        part.name() + " could not be ended, and may keep the classes of this web application",
                        e);
            }
        }
    }
}
