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
 * What the status page tells of the past: the last verdicts, a day in hours, and what was last heard of the caller's clock and
 * of the replay store. Some fifty kilobytes at most, whoever sends however much. Safe for use by several threads.
 */
final class History {
    /** Verdicts that are remembered of each kind. */
    static final int VERDICTS = 50;

    static final int HOURS = 24;
    private static final long HOUR = TimeUnit.HOURS.toSeconds(1);

    private final Deque<Verdict> handshakes = new ArrayDeque<>(VERDICTS);
    /** Of their own, so that a flood of either does not take the handshakes away. */
    private final Deque<Verdict> calls = new ArrayDeque<>(VERDICTS);

    private final Deque<Verdict> nearMisses = new ArrayDeque<>(VERDICTS);
    private final Hour[] hours = new Hour[HOURS];
    private @Nullable Verdict accepted;
    private @Nullable Verdict telling;
    private @Nullable Proven proven;
    private @Nullable Asked asked;
    private @Nullable Instant storeFailed;

    /**
     * An hour of the day.
     *
     * @param number since 1970
     * @param counts by outcome
     */
    private record Hour(long number, Map<Outcome, Long> counts) {}

    /**
     * The token that was proven last.
     *
     * @param at our clock then
     * @param notBefore what it says
     * @param expires likewise
     */
    record Proven(Instant at, Instant notBefore, Instant expires) {}

    /** The last question to the replay store, and what became of it. */
    record Asked(Instant at, String outcome) {}

    synchronized void handshake(Verdict verdict) {
        add(verdict.outcome() == Outcome.PASSED ? nearMisses : handshakes, verdict);
        count(verdict);
        if (verdict.outcome() == Outcome.ACCEPTED) {
            accepted = verdict;
        }
        if (telling(verdict)) {
            telling = verdict;
        }
    }

    private static boolean telling(Verdict verdict) {
        Stage stage = verdict.reason().map(Reason::stage).orElse(Stage.PROVEN);
        // The one failure that anybody can cause, without a token.
        boolean byAnybody = verdict.reason().filter(Reason.TOO_MANY_BODIES::equals).isPresent();
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
        long number = Math.floorDiv(verdict.instant().getEpochSecond(), HOUR);
        int at = (int) Math.floorMod(number, (long) HOURS);
        Hour hour = hours[at];
        // Of another day, be it that the clock was set back.
        if (hour == null || hour.number() != number) {
            hour = new Hour(number, new EnumMap<>(Outcome.class));
            hours[at] = hour;
        }
        hour.counts().merge(verdict.outcome(), 1L, Long::sum);
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

    /** The last verdicts on handshakes, the newest first. */
    synchronized List<Verdict> handshakes() {
        return List.copyOf(handshakes);
    }

    /** The last calls that were refused or failed, likewise. */
    synchronized List<Verdict> calls() {
        return List.copyOf(calls);
    }

    /** What looked like a handshake and went on to the connector, likewise. */
    synchronized List<Verdict> nearMisses() {
        return List.copyOf(nearMisses);
    }

    /** The last handshake that was accepted. */
    synchronized Optional<Verdict> accepted() {
        return Optional.ofNullable(accepted);
    }

    /**
     * The last verdict that tells whether SuperOffice gets its answer: on a token that it has signed, or a failure of ours.
     * Kept by itself, since strangers can have any number of others.
     */
    synchronized Optional<Verdict> telling() {
        return Optional.ofNullable(telling);
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
     * An hour, as it is shown.
     *
     * @param from its beginning
     * @param counts handshakes by outcome; none of those that did not happen
     */
    record Shown(Instant from, Map<Outcome, Long> counts) {}

    /** The day that ends now, the oldest hour first, this one last. */
    synchronized List<Shown> day(Instant now) {
        long current = Math.floorDiv(now.getEpochSecond(), HOUR);
        List<Shown> day = new ArrayList<>();
        for (long number = current - HOURS + 1; number <= current; number++) {
            Hour hour = hours[(int) Math.floorMod(number, (long) HOURS)];
            Map<Outcome, Long> counts = hour == null || hour.number() != number ? Map.of() : Map.copyOf(hour.counts());
            day.add(new Shown(Instant.ofEpochSecond(number * HOUR), counts));
        }
        return day;
    }
}
