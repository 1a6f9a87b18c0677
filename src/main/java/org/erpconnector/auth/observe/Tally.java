package org.erpconnector.auth.observe;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How many handshakes had which outcome, and when the last of each was. Exact, and safe for use by several threads. */
final class Tally {
    private final LongAdder accepted = new LongAdder();
    private final ByReason refused;
    private final ByReason failed;
    private volatile @Nullable Instant lastAccepted;

    /** The last of its kind. */
    record Last(Instant instant, String reason) {}

    /**
     * @param refusals every reason for which a handshake can be refused, so that each has a counter from the beginning
     */
    Tally(Collection<String> refusals) {
        this.refused = new ByReason();
        refusals.forEach(refused::known);
        this.failed = new ByReason();
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

    /** Counters by reason code, no more than a fixed number of them. */
    static final class ByReason {
        /** Reasons are constants of ours. If ever one came from a request, it could not fill the memory (CWE-770). */
        private static final int MOST = 64;

        private static final String OTHER = "other";

        private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
        private volatile @Nullable Last last;

        private LongAdder known(String reason) {
            return counters.computeIfAbsent(reason, added -> new LongAdder());
        }

        void count(String reason, Instant now) {
            boolean room = counters.containsKey(reason) || counters.size() < MOST;
            known(room ? reason : OTHER).increment();
            last = new Last(now, reason);
        }

        long total() {
            return counters.values().stream().mapToLong(LongAdder::sum).sum();
        }

        SortedMap<String, Long> byReason() {
            SortedMap<String, Long> sums = new TreeMap<>();
            counters.forEach((reason, counter) -> sums.put(reason, counter.sum()));
            return sums;
        }

        Optional<Last> last() {
            return Optional.ofNullable(last);
        }
    }
}
