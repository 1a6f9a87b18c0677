package org.erpconnector.auth.replay;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Printable;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.ReplayStore;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;
import org.jspecify.annotations.Nullable;

/** Opens the store that the settings name. Links against no JCache itself: not every server has it. */
public final class ReplayStores {
    private static final String NOT_TO_BE_HAD = "its javax.cache.CacheManager cannot be had: ";
    private static final String OR_MEMORY = ", or set replay-store to memory where there is one node";
    private static final String HAVE_A_CACHE =
            "Switch the server's data grid on (in Payara set-hazelcast-configuration --enabled=true), give the web"
                    + " application a CDI bean of that type, name one by replay-cache, set replay-store to database"
                    + OR_MEMORY;
    private static final String BIND_A_CACHE =
            "Bind a javax.cache.CacheManager or javax.cache.Cache to it, or correct the name";
    private static final String BIND_A_DATASOURCE =
            "Bind a javax.sql.DataSource to it (Tomcat: a Resource in context.xml, whose name begins with java:comp/env/"
                    + " here; Payara: create-jdbc-resource), or correct the name";
    private static final String HAVE_A_TABLE = "The database must answer, and have the table " + NonceTable.NAME
            + " (the manual has its script, or set replay-create-table to true), in which its user may SELECT, INSERT,"
            + " UPDATE and DELETE";

    private static final int MOST_CAUSES = 5;
    private static final int LONGEST_MESSAGE = 240;

    private ReplayStores() {}

    /**
     * Opens it.
     *
     * @throws ConfigurationException if the server does not have it, or it does not answer
     */
    public static ReplayGuard open(SettingValues settings, Clock clock) throws ConfigurationException {
        ReplayStore store = settings.get(Setting.REPLAY_STORE);
        requireUse(settings, Setting.REPLAY_DATASOURCE, store, ReplayStore.DATABASE);
        requireUse(settings, Setting.REPLAY_CACHE, store, ReplayStore.JCACHE);
        return switch (store) {
            case MEMORY -> new MemoryReplayGuard(MemoryReplayGuard.CAPACITY, clock);
            case JCACHE -> cache(settings.get(Setting.REPLAY_CACHE), settings.get(Setting.APPLICATION_ID), clock);
            case DATABASE ->
                database(
                        settings.get(Setting.REPLAY_DATASOURCE)
                                .orElseThrow(
                                        () -> new ConfigurationException(Problem.notSet(Setting.REPLAY_DATASOURCE))),
                        settings.get(Setting.REPLAY_CREATE_TABLE),
                        clock);
            case NONE -> new NoReplayGuard();
        };
    }

    /** Who names a store for a cluster and does not use it would believe that its nodes share their nonces. */
    private static void requireUse(
            SettingValues settings, Setting<Optional<String>> name, ReplayStore store, ReplayStore needed)
            throws ConfigurationException {
        Optional<String> value = settings.get(name);
        if (value.isPresent() && store != needed) {
            throw new ConfigurationException(new Problem(
                    name.key(),
                    value.get(),
                    "not used, since replay-store is " + store.label(),
                    "Set replay-store to " + needed.label() + ", or leave this out"));
        }
    }

    private static ReplayGuard database(String name, boolean createTable, Clock clock) throws ConfigurationException {
        ServerResource<DataSource> source;
        try {
            source = ServerResource.of(() -> (DataSource) ServerResource.bound(name, DataSource.class));
        } catch (ReplayStoreException e) {
            throw refused(Setting.REPLAY_DATASOURCE, name, said(e), BIND_A_DATASOURCE, e);
        }
        try {
            return DatabaseReplayGuard.open(source, createTable, clock);
        } catch (ReplayStoreException e) {
            throw refused(Setting.REPLAY_DATASOURCE, name, said(e), HAVE_A_TABLE, e);
        }
    }

    private static ReplayGuard cache(Optional<String> name, String applicationId, Clock clock)
            throws ConfigurationException {
        try {
            return JCacheReplayGuard.open(ServerCache.of(name, applicationId), clock);
        } catch (LinkageError e) {
            // The API is not there; or a provider is, and something that it needs is not.
            boolean noApi = String.valueOf(e.getMessage()).contains("javax/cache/");
            throw refused(
                    name,
                    noApi
                            ? "the server has no javax.cache.CacheManager"
                            : NOT_TO_BE_HAD + e.getClass().getName() + messages(e),
                    e);
        } catch (ReplayStoreException e) {
            throw refused(name, said(e), e);
        } catch (RuntimeException e) {
            // Such as several beans of that type.
            throw refused(name, NOT_TO_BE_HAD + e.getClass().getName() + messages(e), e);
        }
    }

    private static ConfigurationException refused(Optional<String> cache, String fault, Throwable cause) {
        return cache.isPresent()
                ? refused(Setting.REPLAY_CACHE, cache.get(), fault, BIND_A_CACHE, cause)
                : refused(Setting.REPLAY_STORE, ReplayStore.JCACHE.label(), fault, HAVE_A_CACHE, cause);
    }

    private static ConfigurationException refused(
            Setting<?> setting, String place, String fault, String remedy, Throwable cause) {
        ConfigurationException refusal = new ConfigurationException(new Problem(setting.key(), place, fault, remedy));
        refusal.initCause(cause);
        return refusal;
    }

    private static String said(ReplayStoreException e) {
        return e.getMessage() + messages(e.getCause());
    }

    /** What a provider says is for the deployer, and there is nothing of a caller's in it yet. */
    private static String messages(@Nullable Throwable thrown) {
        List<String> messages = new ArrayList<>();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            messages.add(Printable.of(String.valueOf(cause.getMessage()), LONGEST_MESSAGE));
            cause = cause.getCause();
        }
        return messages.isEmpty() ? "" : messages.stream().distinct().collect(Collectors.joining("; ", " [", "]"));
    }
}
