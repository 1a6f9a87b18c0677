package org.erpconnector.auth.observe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One filter, in JMX: {@code org.erpconnector.auth:type=ConnectorAuth,context="/connector",filter="name"}. Instants are
 * ISO 8601 texts in UTC, or null while there is none. Counters start at zero with the web application.
 */
public interface ConnectorAuthMXBean {
    /** The application that the filter answers for. */
    String getApplicationId();

    /**
     * When a handshake for each application id was last accepted, by id: an old one that is used no more can be dropped.
     * An empty text: not since the start of the web application. One id, or two while {@code next-application-id} is set.
     */
    Map<String, String> getLastUseOfApplicationIds();

    /** The environment whose calls it answers, such as {@code production}. */
    String getEnvironment();

    /** Handshakes that were answered with a signed token. */
    long getAccepted();

    /** Handshakes that were refused. */
    long getRefused();

    /** Handshakes that could be neither accepted nor refused, because of us or the platform. */
    long getFailed();

    /**
     * All that the manual's page of metrics lists, each series by the name and the tags that it has in Prometheus:
     * handshakes by outcome, reason and contract, calls, times, the days that keys have left.
     */
    Map<String, Double> getMetrics();

    /** When a handshake was last accepted. */
    @Nullable
    String getLastAccepted();

    /** When a handshake was last refused. */
    @Nullable
    String getLastRefused();

    /** The reason code of that refusal. */
    @Nullable
    String getLastRefusedReason();

    /** When a handshake last failed. */
    @Nullable
    String getLastFailed();

    /** The reason code of that failure. */
    @Nullable
    String getLastFailedReason();

    /** True while handshakes can be answered; what readiness says. */
    boolean isReady();

    /**
     * True while the keys in use are what their places hold, and no certificate of theirs is near or past its end. False
     * may still be ready: handshakes go on.
     */
    boolean isHealthy();

    /** What is wrong while it is not healthy, with a remedy; null otherwise. */
    @Nullable
    String getHealthProblem();

    /** The keys in use: ours, the one that follows, the caller's. */
    List<KeyView> getKeys();

    /** The {@link KeyView#getId() id} of the key of ours that signs now. */
    String getSigningKey();

    /** From when on the key that follows signs; null if none follows. */
    @Nullable
    String getNextKeyFrom();

    /** The security provider that computes with them; {@code default}: the JVM's own choice. */
    String getCryptoProvider();

    /** When every place of keys was last read without a fault. */
    String getKeysLoadedAt();

    /** Events that listeners were too slow to hear. */
    long getDroppedEvents();

    /**
     * Reads every place of keys now, for who has just changed one.
     *
     * @return {@code ok}
     * @throws IllegalStateException if the new keys cannot be used, saying why; the last good ones stay in use
     */
    String reloadKeys();

    /**
     * Reads every source of settings and every place of keys, as a start of this filter would do now, JNDI included:
     * before a deployment that a fault in them would end. Puts nothing in use, and takes nothing out of it. One check at a
     * time.
     *
     * @return what it found; never a secret
     * @throws IllegalStateException while another check runs, or the web application is stopping
     */
    SettingsReport checkSettings();

    /**
     * The same, as a deployment with another web.xml would find it.
     *
     * @param initParams all init-params that the filter would have there, each as {@code name=value}
     * @return what it found; never a secret
     * @throws IllegalArgumentException if one has no name
     * @throws IllegalStateException while another check runs, or the web application is stopping
     */
    SettingsReport checkSettings(String[] initParams);
}
