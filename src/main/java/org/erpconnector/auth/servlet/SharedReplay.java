package org.erpconnector.auth.servlet;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.cache.CacheManager;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;
import org.erpconnector.auth.keys.ServerCacheManager;
import org.erpconnector.auth.keys.ServerContext;
import org.erpconnector.auth.replay.JCacheReplayGuard;
import org.jspecify.annotations.Nullable;

/** Puts the guard together that the nodes of a cluster share. Apart from {@link FilterComponents}: not every server has JCache. */
final class SharedReplay {
    private static final String JCACHE = "jcache";
    private static final String NONE = "the server has no javax.cache.CacheManager";

    private static final String NOT_TO_BE_HAD = "its javax.cache.CacheManager cannot be had: ";

    private static final int MOST_CAUSES = 5;
    private static final int LONGEST_MESSAGE = 240;

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
            // The API is not there; or a provider is, and something that it needs is not.
            boolean noApi = String.valueOf(e.getMessage()).contains("javax/cache/");
            throw refused(noApi ? NONE : NOT_TO_BE_HAD + e.getClass().getName() + messages(e), e);
        } catch (ReplayStoreException e) {
            throw refused(e.getMessage() + messages(e.getCause()), e);
        } catch (RuntimeException e) {
            // Such as several beans of that type.
            throw refused(NOT_TO_BE_HAD + e.getClass().getName() + messages(e), e);
        }
    }

    /** What a provider says is for the deployer, and there is nothing of a caller's in it yet. */
    private static String messages(@Nullable Throwable thrown) {
        List<String> messages = new ArrayList<>();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            messages.add(HandshakeLog.printable(String.valueOf(cause.getMessage()), LONGEST_MESSAGE));
            cause = cause.getCause();
        }
        return messages.isEmpty() ? "" : messages.stream().distinct().collect(Collectors.joining("; ", " [", "]"));
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
            found.ifPresent(JCacheReplayGuard::seeClassesOf);
            if (found.filter(manager -> !manager.isClosed()).isEmpty()) {
                findAgain.run();
            }
            return found.orElseThrow(() -> new ReplayStoreException(NONE));
        }
    }
}
