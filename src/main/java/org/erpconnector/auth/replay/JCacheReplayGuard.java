package org.erpconnector.auth.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import javax.cache.Cache;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers nonces in a cache that all nodes of a cluster share. Safe for use by several threads and nodes.
 *
 * <p>An entry for each nonce would be forgotten too soon: JCache knows no bound on entries, so that every implementation
 * has its own, and evicts what is still of use when it is reached. Hazelcast's is 10,000. So the entries are a fixed
 * number of buckets, far below any such bound; what grows is a bucket, which refuses when it is full. It is changed only
 * if it is still what was read: of two that add one nonce at once, the other sees it when it reads again.
 *
 * <p>It remembers as long as the grid does. Where the nodes of a cluster lose each other, each part answers a token once.
 */
final class JCacheReplayGuard implements ReplayGuard {
    /** Entries of the cache, at the most. With the bucket's bound, about as many nonces as one node remembers alone. */
    static final int BUCKETS = 1024;

    private static final int ATTEMPTS = 100;

    private final Finder finder;
    private final Clock clock;
    private final DeadlineThreads threads;
    private volatile @Nullable Cache<String, String> cache;

    /** Finds the cache. Called by threads of our own. */
    interface Finder {
        /**
         * Finds it.
         *
         * @throws ReplayStoreException if there is none
         */
        Cache<String, String> find() throws ReplayStoreException;
    }

    JCacheReplayGuard(Finder finder, Clock clock, DeadlineThreads threads) {
        this.finder = finder;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * Opens the cache, and asks it once.
     *
     * @param finder asked now, and again whenever the cache that was found has failed
     * @param clock tells which tokens have expired
     * @throws ReplayStoreException if there is no such cache, or it does not answer
     */
    static JCacheReplayGuard open(Finder finder, Clock clock) throws ReplayStoreException {
        JCacheReplayGuard guard = new JCacheReplayGuard(finder, clock, DeadlineThreads.ofStore());
        try {
            guard.threads.askAtStart(() -> guard.cache().containsKey("0"));
            return guard;
        } catch (ReplayStoreException e) {
            guard.close();
            throw e;
        }
    }

    @Override
    public boolean firstUse(String key, String nonce, Instant until) throws ReplayStoreException {
        Entry entry = Entry.of(key, nonce);
        return threads.claim(
                () -> change(entry, bucket -> bucket.has(entry.digest()) ? null : added(bucket, entry, until)),
                () -> change(entry, bucket -> bucket.without(entry.digest())));
    }

    private NonceBucket added(NonceBucket bucket, Entry entry, Instant until) throws ReplayStoreException {
        return bucket.with(entry.digest(), until, clock.instant());
    }

    @Override
    public void release(String key, String nonce) throws ReplayStoreException {
        Entry entry = Entry.of(key, nonce);
        threads.ask(() -> change(entry, bucket -> bucket.without(entry.digest())));
    }

    /**
     * Where a nonce is remembered.
     *
     * @param bucket key of the cache
     * @param digest in that bucket
     */
    private record Entry(String bucket, String digest) {
        static Entry of(String key, String nonce) {
            byte[] hash = NonceHash.of(key, nonce);
            int bucket = (((hash[0] & 0xFF) << 8) | (hash[1] & 0xFF)) % BUCKETS;
            return new Entry(
                    Integer.toString(bucket),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        }
    }

    /** What becomes of a bucket; null: it stays as it is. */
    @FunctionalInterface
    private interface Change {
        @Nullable
        NonceBucket of(NonceBucket bucket) throws ReplayStoreException;
    }

    private boolean change(Entry entry, Change change) throws ReplayStoreException {
        Cache<String, String> shared = cache();
        try {
            return change(shared, entry.bucket(), change);
        } catch (RuntimeException e) {
            // A grid that was restarted is another one, and its caches others.
            cache = null;
            throw e;
        }
    }

    /** Whether the bucket was changed. */
    private static boolean change(Cache<String, String> shared, String bucket, Change change)
            throws ReplayStoreException {
        for (int attempt = 0; attempt < ATTEMPTS && !Thread.currentThread().isInterrupted(); attempt++) {
            String before = shared.get(bucket);
            NonceBucket after = change.of(before == null ? NonceBucket.EMPTY : NonceBucket.parse(before));
            if (after == null) {
                return false;
            }
            String text = after.text();
            if (before == null ? shared.putIfAbsent(bucket, text) : shared.replace(bucket, before, text)) {
                return true;
            }
        }
        throw new ReplayStoreException("gave up after " + ATTEMPTS + " concurrent updates of the nonce cache");
    }

    private Cache<String, String> cache() throws ReplayStoreException {
        Cache<String, String> known = cache;
        if (known != null) {
            DeadlineThreads.seeClassesOf(known);
        }
        if (known == null || known.isClosed()) {
            known = finder.find();
            cache = known;
        }
        return known;
    }

    /** Ends our threads. The cache stays: other nodes use it, and this one after its next start. */
    @Override
    public void close() {
        threads.close();
    }
}
