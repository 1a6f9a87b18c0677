package org.erpconnector.auth.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Remembers nonces in this process, each until its token has expired. One lock for all: it is held for less than a
 * thousandth of what the signature costs that follows.
 */
public final class MemoryReplayGuard implements ReplayGuard {
    /** Nonces at once. With tokens that live for six minutes, more than 200 handshakes a second; some 25 MB of heap. */
    public static final int CAPACITY = 100_000;

    private final int capacity;
    private final Clock clock;
    /**
     * Text and no record of two: Java 17 keeps the class loader of the last record that was compared by equals, so that our
     * classes would stay when the web application has gone, and takes some 15 ms for the first.
     */
    private final Set<String> used = new HashSet<>();

    private final Queue<Use> byExpiry = new PriorityQueue<>();
    private Instant forgottenUntil = Instant.MIN;

    private record Use(String nonce, Instant until) implements Comparable<Use> {
        @Override
        public int compareTo(Use other) {
            return until.compareTo(other.until);
        }
    }

    /**
     * @param capacity the most nonces that are remembered at once
     * @param clock tells which tokens have expired
     */
    public MemoryReplayGuard(int capacity, Clock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    @Override
    public synchronized boolean firstUse(String callerKeyId, String nonce, Instant until) throws ReplayStoreException {
        forget(clock.instant());
        if (!until.isAfter(forgottenUntil)) {
            // Its use may be among those that were forgotten, while our clock ran ahead.
            throw new ReplayStoreException("this machine's clock was set back: a token is refused that had expired by"
                    + " the time it showed before; it passes by itself within minutes");
        }
        // No nonce has a line break in it, so that two of different keys never meet.
        String asked = String.join("\n", callerKeyId, nonce);
        if (used.contains(asked)) {
            return false;
        }
        if (used.size() >= capacity) {
            // To forget a nonce that is still of use would let its token in again: whoever can make us forget by
            // sending many could then replay.
            throw new ReplayStoreException(
                    "all " + capacity + " places for nonces are taken by handshakes of the last minutes");
        }
        used.add(asked);
        byExpiry.add(new Use(asked, until));
        return true;
    }

    private void forget(Instant now) {
        Use oldest = byExpiry.peek();
        while (oldest != null && !now.isBefore(oldest.until())) {
            byExpiry.remove();
            used.remove(oldest.nonce());
            forgottenUntil = oldest.until();
            oldest = byExpiry.peek();
        }
    }

    /** How many nonces are remembered. */
    synchronized int size() {
        forget(clock.instant());
        return used.size();
    }

    /** Forgets nothing: it has no threads, and what it remembers goes with it. */
    @Override
    public void close() {}
}
