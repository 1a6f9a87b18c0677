package org.erpconnector.auth.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits the log lines of one kind per minute; further ones are counted and summed up in one line. Without the limit a
 * stranger could fill the disk and hide the lines that matter (CWE-779). Needs no thread: the next line of any kind
 * finds the minutes that are over. Safe for use by several threads.
 */
public final class LogRateLimiter {
    /** Lines of one kind per minute, for lines that requests cause. */
    public static final int LINES = 20;

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(60);

    private final int lines;
    private final LongSupplier nanoTime;
    /** Bounded: kinds are made of outcomes and reason codes, a few dozen constants. */
    private final Map<String, Window> windows = new ConcurrentHashMap<>();
    /** Start of the oldest minute, so that most lines need not look at all of them. */
    private volatile long earliest;

    /** Lines that are counted together. Not a map key: Java 17 retains the class loader of the last record compared. */
    public record Kind(String outcome, String reason) {}

    /**
     * Lines of one kind that were not written.
     *
     * @param more how many
     * @param seconds since the first line of the minute
     */
    public record Rest(Kind kind, long more, long seconds) {}

    private record Window(Kind kind, long start, int written, long more) {}

    /**
     * @param lines of one kind per minute
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public LogRateLimiter(int lines, LongSupplier nanoTime) {
        this.lines = lines;
        this.nanoTime = nanoTime;
        this.earliest = nanoTime.getAsLong();
    }

    /**
     * Counts a line and returns whether to write it. Call {@link #drainExpired} first: a minute that is over and full
     * admits nothing until it has been drained.
     */
    public boolean admits(Kind kind) {
        long now = nanoTime.getAsLong();
        Window counted = windows.compute(
                String.join(" ", kind.outcome(), kind.reason()),
                (same, before) -> before == null
                        ? new Window(kind, now, 1, 0)
                        : before.written() < lines
                                ? new Window(kind, before.start(), before.written() + 1, 0)
                                : new Window(kind, before.start(), before.written(), before.more() + 1));
        return counted.more() == 0;
    }

    /** Ends the minutes that are over, and returns the lines that were not written in them. */
    public List<Rest> drainExpired() {
        return nanoTime.getAsLong() - earliest < WINDOW ? List.of() : over(WINDOW);
    }

    /** Ends all minutes, and returns the lines that were not written in them. */
    public List<Rest> atTheEnd() {
        return over(0);
    }

    private List<Rest> over(long age) {
        long now = nanoTime.getAsLong();
        long oldest = 0;
        List<Rest> rests = new ArrayList<>();
        for (String key : windows.keySet()) {
            Window left = windows.computeIfPresent(key, (same, window) -> {
                long elapsed = now - window.start();
                if (elapsed < age) {
                    return window;
                }
                if (window.more() > 0) {
                    rests.add(new Rest(window.kind(), window.more(), TimeUnit.NANOSECONDS.toSeconds(elapsed)));
                }
                return null;
            });
            if (left != null) {
                oldest = Math.max(oldest, now - left.start());
            }
        }
        earliest = now - oldest;
        return rests;
    }
}
