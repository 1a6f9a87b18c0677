package org.erpconnector.auth.replay;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.erpconnector.auth.core.ReplayStoreException;
import org.jspecify.annotations.Nullable;

/** The cache that all nodes share. Stateless. */
final class NonceCache {
    /**
     * An hour is the longest life of a token, and counts from its last nonce; ten minutes are twice the largest skew;
     * the rest is for nodes whose clocks differ. What has to be remembered for how long, buckets know themselves.
     */
    private static final Duration LIFE = new Duration(TimeUnit.HOURS, 2);

    private NonceCache() {}

    /**
     * The cache of an application, made if there is none. To be called by a thread of ours.
     *
     * @param applicationId the cache is named for it
     * @throws ReplayStoreException if somebody else's cache has its name
     */
    static Cache<String, String> open(CacheManager manager, String applicationId) throws ReplayStoreException {
        DeadlineThreads.seeClassesOf(manager);
        // The case of an application id is ignored in tokens: nodes that spell it differently must meet here.
        String name = "erp-connector-auth." + applicationId.toLowerCase(Locale.ROOT);
        Cache<String, String> there = existing(manager, name);
        return there == null ? create(manager, name) : checked(there, name);
    }

    /**
     * A cache that an administrator has made, under whatever name.
     *
     * @throws ReplayStoreException if it does not take texts, or forgets too soon
     */
    @SuppressWarnings("unchecked") // it takes texts
    static Cache<String, String> given(Cache<?, ?> cache) throws ReplayStoreException {
        CompleteConfiguration<?, ?> types = cache.getConfiguration(CompleteConfiguration.class);
        if (!types.getKeyType().isAssignableFrom(String.class)
                || !types.getValueType().isAssignableFrom(String.class)) {
            throw foreign(cache.getName(), "its types", null);
        }
        return checked((Cache<String, String>) cache, cache.getName());
    }

    private static Cache<String, String> create(CacheManager manager, String name) throws ReplayStoreException {
        MutableConfiguration<String, String> configuration = new MutableConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(LIFE));
        try {
            return manager.createCache(name, configuration);
        } catch (CacheException e) {
            // Another node was quicker, in which case it is there now.
            Cache<String, String> there = existing(manager, name);
            if (there == null) {
                throw e;
            }
            return checked(there, name);
        }
    }

    private static @Nullable Cache<String, String> existing(CacheManager manager, String name)
            throws ReplayStoreException {
        try {
            return manager.getCache(name, String.class, String.class);
        } catch (ClassCastException | IllegalArgumentException e) {
            throw foreign(name, "its types", e);
        }
    }

    /** A cache that forgets sooner would let tokens in again. */
    @SuppressWarnings("unchecked") // a class literal has no type arguments
    private static Cache<String, String> checked(Cache<String, String> cache, String name) throws ReplayStoreException {
        CompleteConfiguration<?, ?> configuration = cache.getConfiguration(CompleteConfiguration.class);
        ExpiryPolicy expiry = configuration.getExpiryPolicyFactory().create();
        Duration read = expiry.getExpiryForAccess();
        Duration created = expiry.getExpiryForCreation();
        Duration updated = expiry.getExpiryForUpdate();
        if (!lasts(created)
                || !lasts(updated == null && created.isEternal() ? created : updated)
                || (read != null && !lasts(read))) {
            throw foreign(name, "its expiry", null);
        }
        return cache;
    }

    /** Null would leave a changed entry what is left of its old life, which is for ever only where it began so. */
    private static boolean lasts(@Nullable Duration duration) {
        return duration != null && (duration.isEternal() || duration.getAdjustedTime(0) >= LIFE.getAdjustedTime(0));
    }

    private static ReplayStoreException foreign(String name, String what, @Nullable Throwable cause) {
        String message = "the server has a cache " + name + " already, and " + what
                + " differs from what nonces need: remove it from the server's configuration";
        return cause == null ? new ReplayStoreException(message) : new ReplayStoreException(message, cause);
    }
}
