package org.erpconnector.auth;

import java.time.Clock;
import java.util.Optional;
import javax.cache.CacheManager;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.keys.ServerCacheManager;
import org.erpconnector.auth.keys.ServerContext;
import org.erpconnector.auth.replay.JCacheReplayGuard;
import org.erpconnector.auth.replay.ReplayGuard;
import org.erpconnector.auth.replay.ReplayStoreException;

/** Puts the guard together that the nodes of a cluster share. Apart from {@link Startup}: not every server has JCache. */
final class SharedReplay {
    private static final String JCACHE = "jcache";
    private static final String NONE = "the server has no javax.cache.CacheManager";

    private SharedReplay() {}

    /**
     * Opens it.
     *
     * @throws ConfigurationException if the server has no JCache, or it does not answer
     */
    static ReplayGuard open(String applicationId, Clock clock) throws ConfigurationException {
        try {
            return Opening.open(applicationId, clock);
        } catch (LinkageError e) {
            throw refused(NONE, e);
        } catch (ReplayStoreException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            // Such as several beans of that type.
            throw refused(
                    "its javax.cache.CacheManager cannot be had ("
                            + e.getClass().getName() + ")",
                    e);
        }
    }

    private static ConfigurationException refused(String fault, Throwable cause) {
        ConfigurationException refusal = new ConfigurationException(
                new Problem(
                        Setting.REPLAY_STORE.key(),
                        JCACHE,
                        fault,
                        "Switch the server's data grid on (in Payara set-hazelcast-configuration --enabled=true), give the web"
                                + " application a CDI bean of that type, or set replay-store to memory where there is one node"));
        refusal.initCause(cause);
        return refusal;
    }

    /** The part that links against JCache. */
    private static final class Opening implements JCacheReplayGuard.Finder {
        private final Runnable findAgain = ServerContext.within(this::look);
        private volatile Optional<CacheManager> found = Optional.empty();

        static ReplayGuard open(String applicationId, Clock clock) throws ReplayStoreException {
            Opening opening = new Opening();
            // Here and now: Payara lends its context to threads of our own only once the web application has started.
            opening.look();
            if (opening.found.isEmpty()) {
                throw new ReplayStoreException(NONE);
            }
            return JCacheReplayGuard.open(opening, applicationId, clock);
        }

        private void look() {
            found = ServerCacheManager.find();
        }

        @Override
        public CacheManager find() throws ReplayStoreException {
            if (found.filter(manager -> !manager.isClosed()).isEmpty()) {
                findAgain.run();
            }
            return found.orElseThrow(() -> new ReplayStoreException(NONE));
        }
    }
}
