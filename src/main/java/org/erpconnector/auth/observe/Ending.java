package org.erpconnector.auth.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Resources to release when the filter stops: threads, registrations in the server. Each is released even if another
 * one throws, since one that stays would leak the class loader of the web application. Not thread-safe.
 */
public final class Ending {
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Logger logger;

    private record Part(String name, Runnable end) {}

    /** @param logger for resources that cannot be released */
    public Ending(Logger logger) {
        this.logger = logger;
    }

    /**
     * Adds a resource.
     *
     * @param name for the log
     * @param end releases it
     */
    public void add(String name, Runnable end) {
        parts.push(new Part(name, end));
    }

    /** Releases all, the last added first. Can be called again. */
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
