package org.erpconnector.auth.observe;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.reason.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What the status page shows of the past: the last verdicts, counts per hour of the last day, the times of the last
 * proven token, and the last use of the replay store. Bounded to about fifty kilobytes. Safe for use by several
 * threads.
 */
final class History {
    /** How many verdicts of each kind are kept. */
    static final int VERDICTS = 50;

    static final int HOURS = 24;
    private static final long HOUR = TimeUnit.HOURS.toSeconds(1);

    private final Deque<Verdict> handshakes = new ArrayDeque<>(VERDICTS);
    /** Kept apart, so that a flood of calls does not push out the handshakes. */
    private final Deque<Verdict> calls = new ArrayDeque<>(VERDICTS);

    private final Deque<Verdict> nearMisses = new ArrayDeque<>(VERDICTS);
    private final Hour[] hours = new Hour[HOURS];
    private @Nullable Verdict accepted;
    private @Nullable Verdict decisive;
    private @Nullable Proven proven;
    private @Nullable Asked asked;
    private @Nullable Instant storeFailed;

    /**
     * Counts of one hour.
     *
     * @param number hours since 1970-01-01T00:00Z
     * @param counts by outcome
     */
    private record Hour(long number, Map<Outcome, Long> counts) {}

    /**
     * The times of the last token whose signature was proven.
     *
     * @param at when it came, by our clock
     * @param notBefore its nbf
     * @param expires its exp
     */
    record Proven(Instant at, Instant notBefore, Instant expires) {}

    /** The last use of the replay store and its outcome. */
    record Asked(Instant at, String outcome) {}

    synchronized void handshake(Verdict verdict) {
        add(verdict.outcome() == Outcome.PASSED ? nearMisses : handshakes, verdict);
        count(verdict);
        if (verdict.outcome() == Outcome.ACCEPTED) {
            accepted = verdict;
        }
        if (decisive(verdict)) {
            decisive = verdict;
        }
    }

    private static boolean decisive(Verdict verdict) {
        Stage stage = verdict.reason().map(Reason::stage).orElse(Stage.PROVEN);
        // Anybody can cause this failure, without a token.
        boolean byAnybody =
                verdict.reason().filter(Reason.TOO_MANY_BODIES::equals).isPresent();
        return (stage == Stage.PROVEN || stage == Stage.FAILURE) && !byAnybody;
    }

    synchronized void call(Verdict verdict) {
        add(calls, verdict);
    }

    private static void add(Deque<Verdict> to, Verdict verdict) {
        if (to.size() == VERDICTS) {
            to.removeLast();
        }
        to.addFirst(verdict);
    }

    private void count(Verdict verdict) {
        long number = number(verdict.instant());
        int at = slot(number);
        Hour hour = hours[at];
        // The slot holds an hour of another day, also if the clock was set back.
        if (hour == null || hour.number() != number) {
            hour = new Hour(number, new EnumMap<>(Outcome.class));
            hours[at] = hour;
        }
        hour.counts().merge(verdict.outcome(), 1L, Long::sum);
    }

    private static long number(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), HOUR);
    }

    private static int slot(long number) {
        return (int) Math.floorMod(number, (long) HOURS);
    }

    synchronized void proven(Proven token) {
        proven = token;
    }

    synchronized void storeAsked(Asked question, boolean failed) {
        asked = question;
        if (failed) {
            storeFailed = question.at();
        }
    }

    /** The last handshakes, the newest first. */
    synchronized List<Verdict> handshakes() {
        return List.copyOf(handshakes);
    }

    /** The last calls that were refused or failed, the newest first. */
    synchronized List<Verdict> calls() {
        return List.copyOf(calls);
    }

    /** The last requests that look like a handshake but went on to the connector, the newest first. */
    synchronized List<Verdict> nearMisses() {
        return List.copyOf(nearMisses);
    }

    /** The last handshake that was accepted. */
    synchronized Optional<Verdict> accepted() {
        return Optional.ofNullable(accepted);
    }

    /**
     * The last verdict that shows whether SuperOffice gets an answer: on a token that SuperOffice signed, or a failure
     * that strangers cannot cause. Kept apart, since strangers can cause any number of other verdicts.
     */
    synchronized Optional<Verdict> decisive() {
        return Optional.ofNullable(decisive);
    }

    synchronized Optional<Proven> proven() {
        return Optional.ofNullable(proven);
    }

    synchronized Optional<Asked> storeAsked() {
        return Optional.ofNullable(asked);
    }

    synchronized Optional<Instant> storeFailed() {
        return Optional.ofNullable(storeFailed);
    }

    /**
     * An hour as the page shows it.
     *
     * @param from its start
     * @param counts handshakes by outcome; an outcome that did not happen is absent
     */
    record Shown(Instant from, Map<Outcome, Long> counts) {}

    /** The last 24 hours, the current hour last. */
    synchronized List<Shown> day(Instant now) {
        long current = number(now);
        List<Shown> day = new ArrayList<>();
        for (long number = current - HOURS + 1; number <= current; number++) {
            Hour hour = hours[slot(number)];
            Map<Outcome, Long> counts = hour == null || hour.number() != number ? Map.of() : Map.copyOf(hour.counts());
            day.add(new Shown(Instant.ofEpochSecond(number * HOUR), counts));
        }
        return day;
    }
}
