package org.erpconnector.auth.replay;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.erpconnector.auth.core.ReplayStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the server's own JCache: by the name that the settings give, as a CDI bean, or under Payara's name. Never through
 * {@code Caching.getCachingProvider()}: in Payara that is a client, which waits for a cluster for ever. Loaded only where
 * the settings ask for it, since many servers have no JCache. Safe for use by several threads.
 */
final class ServerCache implements JCacheReplayGuard.Finder {
    static final String NONE = "the server has no javax.cache.CacheManager";
    private static final String PAYARAS = "payara/CacheManager";

    private final String applicationId;
    /** A manager, or a cache that the administrator has made. */
    private final ServerResource<Object> resource;

    private ServerCache(String applicationId, ServerResource<Object> resource) {
        this.applicationId = applicationId;
        this.resource = resource;
    }

    /**
     * For a thread of the server's that starts the web application.
     *
     * @param name in JNDI; empty: where a server has it by itself
     * @throws ReplayStoreException if the server has none, or its data grid is switched off
     * @throws RuntimeException if there are several, or the one there is fails
     */
    static ServerCache of(Optional<String> name, String applicationId) throws ReplayStoreException {
        return new ServerCache(
                applicationId,
                ServerResource.of(
                        name.isPresent()
                                ? () -> ServerResource.bound(name.get(), CacheManager.class, Cache.class)
                                : ServerCache::byItself));
    }

    private static Object byItself() throws ReplayStoreException {
        CacheManager bean = cdiRuns() ? Beans.find() : null;
        if (bean != null) {
            return bean;
        }
        try {
            return ServerResource.bound(PAYARAS, CacheManager.class);
        } catch (ReplayStoreException notBound) {
            throw new ReplayStoreException(NONE);
        }
    }

    private static boolean cdiRuns() {
        try {
            return Beans.running();
        } catch (LinkageError classesAbsent) {
            return false;
        }
    }

    @Override
    public Cache<String, String> find() throws ReplayStoreException {
        Object known = resource.get();
        DeadlineThreads.seeClassesOf(known);
        if (known instanceof CacheManager manager ? manager.isClosed() : ((Cache<?, ?>) known).isClosed()) {
            resource.lost();
            known = resource.get();
            DeadlineThreads.seeClassesOf(known);
        }
        return known instanceof CacheManager manager
                ? NonceCache.open(manager, applicationId)
                : NonceCache.given((Cache<?, ?>) known);
    }

    /** Apart, so that CDI is linked only where it is. */
    private static final class Beans {
        static boolean running() {
            try {
                CDI.current().getBeanManager();
                return true;
            } catch (IllegalStateException switchedOff) {
                return false;
            }
        }

        static @Nullable CacheManager find() {
            Instance<CacheManager> beans = CDI.current().select(CacheManager.class);
            // Payara's own bean is null where the grid is switched off.
            CacheManager manager = beans.isUnsatisfied() ? null : beans.get();
            if (manager != null) {
                // A bean with a scope is made when it is first called: here and now, where the web application's
                // classes are.
                manager.isClosed();
            }
            return manager;
        }
    }
}
