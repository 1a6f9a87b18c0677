package org.erpconnector.auth.core;

import java.time.Duration;

/** A length of time as a person says it: clocks that differ, and tokens of last year, are recognised at a glance. */
final class TimeSpan {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private TimeSpan() {}

    /** Whole units, rounded down, the largest that comes at least twice: {@code 90 seconds}, {@code 1891 days}. */
    static String of(Duration span) {
        long seconds = span.abs().toSeconds();
        if (seconds >= 2 * DAY) {
            return seconds / DAY + " days";
        }
        if (seconds >= 2 * HOUR) {
            return seconds / HOUR + " hours";
        }
        if (seconds >= 2 * MINUTE) {
            return seconds / MINUTE + " minutes";
        }
        return seconds == 1 ? "1 second" : seconds + " seconds";
    }
}
