package org.erpconnector.auth.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * At most so many lines a minute of one kind; what is beyond is counted, to be summed up in one line. Else a stranger who
 * sends nonsense fills the disk, and hides what matters between his lines (CWE-779). Needs no thread of its own: a minute
 * that is over is found by the next line of whatever kind. Safe for use by several threads.
 */
public final class LogRateLimiter {
    /** Of one kind in a minute, where each line is a request's. */
    public static final int LINES = 20;

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(60);

    private final int lines;
    private final LongSupplier nanoTime;
    /** Kinds are outcome and reason code, constants of ours: a few dozen at most. */
    private final Map<String, Window> windows = new ConcurrentHashMap<>();
    /** No minute has begun before that, so that most lines need not go through all of them. */
    private volatile long earliest;

    /** What lines are alike. No key of a map: Java 17 keeps the class loader of the last record that was compared. */
    public record Kind(String outcome, String reason) {}

    /**
     * Lines that were not written.
     *
     * @param more how many
     * @param seconds since the first line of their kind
     */
    public record Rest(Kind kind, long more, long seconds) {}

    private record Window(Kind kind, long start, int written, long more) {}

    /**
     * @param lines of one kind in a minute
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    public LogRateLimiter(int lines, LongSupplier nanoTime) {
        this.lines = lines;
        this.nanoTime = nanoTime;
        this.earliest = nanoTime.getAsLong();
    }

    /**
     * Counts a line and tells whether to write it. Ask for {@link #drainExpired} first: a minute of this kind that is over
     * admits nothing until it has been summed up.
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

    /** Begins a new minute for kinds whose minute is over, and tells what of theirs was not written. */
    public List<Rest> drainExpired() {
        return nanoTime.getAsLong() - earliest < WINDOW ? List.of() : over(WINDOW);
    }

    /** Tells what was not written at all, since nobody will ask again. */
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
