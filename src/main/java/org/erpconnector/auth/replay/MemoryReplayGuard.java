package org.erpconnector.auth.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;

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
     * By a text and no record of two: Java 17 keeps the class loader of the last record that was compared by equals, so that
     * our classes would stay when the web application has gone, and takes some 15 ms for the first.
     */
    private final Map<String, Use> used = new HashMap<>();

    private final Queue<Use> byExpiry = new PriorityQueue<>();
    private Instant forgottenUntil = Instant.MIN;

    /** Each is equal to itself alone. */
    private static final class Use implements Comparable<Use> {
        private final String nonce;
        private final Instant until;

        Use(String nonce, Instant until) {
            this.nonce = nonce;
            this.until = until;
        }

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
    public synchronized boolean firstUse(String key, String nonce, Instant until) throws ReplayStoreException {
        forget(clock.instant());
        if (!until.isAfter(forgottenUntil)) {
            // Its use may be among those that were forgotten, while our clock ran ahead.
            throw new ReplayStoreException("this machine's clock was set back: a token is refused that had expired by"
                    + " the time it showed before; it passes by itself within minutes");
        }
        String asked = text(key, nonce);
        if (used.containsKey(asked)) {
            return false;
        }
        if (used.size() >= capacity) {
            // To forget a nonce that is still of use would let its token in again: an attacker who makes us forget by
            // sending many could then replay.
            throw new ReplayStoreException(
                    "all " + capacity + " places for nonces are taken by handshakes of the last minutes");
        }
        Use use = new Use(asked, until);
        used.put(asked, use);
        byExpiry.add(use);
        return true;
    }

    /** Looks at every nonce: handshakes that come to no answer are few. */
    @Override
    public synchronized void release(String key, String nonce) {
        Use use = used.remove(text(key, nonce));
        if (use != null) {
            byExpiry.remove(use);
        }
    }

    /** No nonce has a line break in it, so that two of different keys never meet. */
    private static String text(String key, String nonce) {
        return String.join("\n", key, nonce);
    }

    private void forget(Instant now) {
        Use oldest = byExpiry.peek();
        while (oldest != null && !now.isBefore(oldest.until)) {
            byExpiry.remove();
            used.remove(oldest.nonce);
            forgottenUntil = oldest.until;
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
