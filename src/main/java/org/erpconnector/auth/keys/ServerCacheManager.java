package org.erpconnector.auth.keys;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;
import javax.cache.CacheManager;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Finds the server's own JCache: as a CDI bean, or under Payara's name. Never through
 * {@code Caching.getCachingProvider()}: in Payara that is a client, which waits for a cluster for ever. Loaded only where
 * the settings ask for it, since many servers have no JCache. Stateless.
 */
public final class ServerCacheManager {
    private static final String NAME = "payara/CacheManager";

    private ServerCacheManager() {}

    /**
     * The cache manager, for a thread in the context of the web application.
     *
     * @return empty where the server has none, or where its data grid is switched off
     * @throws RuntimeException if there are several, or the one there is fails
     */
    public static Optional<CacheManager> find() {
        Optional<CacheManager> bean = cdiRuns() ? Beans.find() : Optional.empty();
        return bean.isPresent() ? bean : bound();
    }

    private static boolean cdiRuns() {
        try {
            return CdiKeyProviders.running();
        } catch (LinkageError classesAbsent) {
            return false;
        }
    }

    @SuppressWarnings("BanJNDI") // a constant name
    private static Optional<CacheManager> bound() {
        try {
            return new InitialContext().lookup(NAME) instanceof CacheManager manager
                    ? Optional.of(manager)
                    : Optional.empty();
        } catch (NamingException notBound) {
            return Optional.empty();
        }
    }

    /** Apart, so that CDI is linked only where it is. */
    private static final class Beans {
        static Optional<CacheManager> find() {
            Instance<CacheManager> beans = CDI.current().select(CacheManager.class);
            // Payara's own bean is null where the grid is switched off.
            Optional<CacheManager> manager =
                    beans.isUnsatisfied() ? Optional.empty() : Optional.ofNullable(beans.get());
            // A bean with a scope is made when it is first called: here and now, where the web application's classes
            // are.
            manager.ifPresent(CacheManager::isClosed);
            return manager;
        }
    }
}
