package org.erpconnector.auth.observe;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.reason.Stage;
import org.jspecify.annotations.Nullable;

/** How many handshakes, or calls, had which outcome, and when the last of each was. Exact, and safe for use by several threads. */
final class HandshakeCounters {
    private final LongAdder accepted = new LongAdder();
    private final ByReason refused;
    private final ByReason failed = new ByReason(Stage.reasons(Stage.FAILURE));
    private volatile @Nullable Instant lastAccepted;

    /** The last of its kind. */
    record Last(Instant instant, String reason) {}

    /** @param refusals how far a request comes that is refused */
    HandshakeCounters(Stage... refusals) {
        this.refused = new ByReason(Stage.reasons(refusals));
    }

    void accept(Instant now) {
        accepted.increment();
        lastAccepted = now;
    }

    long accepted() {
        return accepted.sum();
    }

    Optional<Instant> lastAccepted() {
        return Optional.ofNullable(lastAccepted);
    }

    ByReason refused() {
        return refused;
    }

    ByReason failed() {
        return failed;
    }

    /** A counter for each of some reasons, from the beginning. */
    static final class ByReason {
        private final Map<Reason, LongAdder> counters = new EnumMap<>(Reason.class);
        private volatile @Nullable Last last;

        ByReason(Set<Reason> reasons) {
            reasons.forEach(reason -> counters.put(reason, new LongAdder()));
        }

        void count(Reason reason, Instant now) {
            LongAdder counter = counters.get(reason);
            if (counter == null) {
                throw new IllegalArgumentException(reason + " is another outcome");
            }
            counter.increment();
            last = new Last(now, reason.code());
        }

        long total() {
            return counters.values().stream().mapToLong(LongAdder::sum).sum();
        }

        SortedMap<String, Long> byReason() {
            SortedMap<String, Long> sums = new TreeMap<>();
            counters.forEach((reason, counter) -> sums.put(reason.code(), counter.sum()));
            return sums;
        }

        Optional<Last> last() {
            return Optional.ofNullable(last);
        }
    }
}
