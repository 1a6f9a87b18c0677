package org.erpconnector.auth.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.erpconnector.auth.core.ReplayStoreException;

/**
 * Some of the used nonces, as one value of a shared cache: digests, each with the second until which it counts.
 * Immutable.
 *
 * @param forgottenUntil the latest second until which a forgotten one counted; 0 if none was forgotten
 * @param used seconds by digest
 */
record NonceBucket(long forgottenUntil, Map<String, Long> used) {
    /** Digests in one bucket, at the most. */
    static final int CAPACITY = 128;

    static final NonceBucket EMPTY = new NonceBucket(0, Map.of());

    private static final Pattern USE = Pattern.compile(" ([A-Za-z0-9_-]{43}):(\\d{1,12})");
    private static final Pattern TEXT = Pattern.compile("\\d{1,12}(?:" + USE.pattern() + ")*");

    NonceBucket {
        used = Map.copyOf(used);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws ReplayStoreException if it is anything else: what cannot be read may hold the very nonce that is asked for
     */
    static NonceBucket parse(String text) throws ReplayStoreException {
        if (!TEXT.matcher(text).matches()) {
            throw new ReplayStoreException(
                    "the shared cache holds what this version did not write: clear it, or run one"
                            + " version on all nodes");
        }
        Map<String, Long> used = new HashMap<>();
        Matcher use = USE.matcher(text);
        while (use.find()) {
            used.put(use.group(1), Long.valueOf(use.group(2)));
        }
        int end = text.indexOf(' ');
        return new NonceBucket(Long.parseLong(end < 0 ? text : text.substring(0, end)), used);
    }

    /** Types of the JDK only: another node reads it without our classes. */
    String text() {
        return used.entrySet().stream()
                .map(use -> " " + use.getKey() + ":" + use.getValue())
                .collect(Collectors.joining("", Long.toString(forgottenUntil), ""));
    }

    boolean has(String digest) {
        return used.containsKey(digest);
    }

    /**
     * With one more, and without those that have expired.
     *
     * @throws ReplayStoreException if it is full, or if the use may be among those that were forgotten
     */
    NonceBucket with(String digest, Instant until, Instant now) throws ReplayStoreException {
        long second = ceiling(until);
        Map<String, Long> live = new HashMap<>();
        long forgotten = forgottenUntil;
        for (Map.Entry<String, Long> use : used.entrySet()) {
            if (use.getValue() > now.getEpochSecond()) {
                live.put(use.getKey(), use.getValue());
            } else {
                forgotten = Math.max(forgotten, use.getValue());
            }
        }
        if (second <= forgotten) {
            // A node whose clock runs ahead has forgotten nonces that are still of use here.
            throw new ReplayStoreException(
                    "the clocks of the nodes differ, or this one was set back: a token is refused"
                            + " that has expired by another's time");
        }
        if (live.size() >= CAPACITY) {
            // To forget a live nonce would let its token in again.
            throw new ReplayStoreException(
                    "the places for nonces in the shared cache are taken by handshakes of the last minutes");
        }
        live.put(digest, second);
        return new NonceBucket(forgotten, live);
    }

    /** Without one of them. */
    NonceBucket without(String digest) {
        Map<String, Long> others = new HashMap<>(used);
        others.remove(digest);
        return new NonceBucket(forgottenUntil, others);
    }

    private static long ceiling(Instant until) {
        return until.getNano() == 0 ? until.getEpochSecond() : until.getEpochSecond() + 1;
    }
}
