package org.erpconnector.auth.it.deployed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import javax.cache.CacheManager;
import javax.cache.Caching;

/** A cache of the web application's own, made when it is first used: its provider lies in WEB-INF/lib. */
@ApplicationScoped
public class PackagedCaches {
    @Produces
    @ApplicationScoped
    public CacheManager manager() {
        return Caching.getCachingProvider().getCacheManager();
    }

    public void close(@Disposes CacheManager manager) {
        manager.getCachingProvider().close();
    }
}
