package org.erpconnector.auth.observe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One filter in JMX: {@code org.erpconnector.auth:type=ConnectorAuth,context="/connector",filter="name"}. Instants are
 * ISO 8601 texts in UTC, or null while there is none. Counters start at zero with the web application.
 */
public interface ConnectorAuthMXBean {
    /** The application that the filter answers for. */
    String getApplicationId();

    /**
     * When a handshake was last accepted, by application id; an empty text if none was since the start. There are two
     * ids while {@code next-application-id} is set: the old one can be removed when it is no longer used.
     */
    Map<String, String> getLastUseOfApplicationIds();

    /** The SuperOffice environment that the filter trusts, such as {@code production}. */
    String getEnvironment();

    /** Handshakes that were answered with a signed token. */
    long getAccepted();

    /** Handshakes that were refused. */
    long getRefused();

    /** Handshakes that could be neither accepted nor refused, because of the filter or the platform. */
    long getFailed();

    /**
     * All metrics that metrics.md of the manual lists, by their Prometheus series name with tags: handshakes by
     * outcome, reason and contract, calls, durations, days left of keys.
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

    /** True while handshakes can be answered, as the readiness check reports it. */
    boolean isReady();

    /**
     * True while the keys in use are the newest ones and no certificate is near its end or past it. A filter that is
     * not healthy may still be ready and answer handshakes.
     */
    boolean isHealthy();

    /** Why the filter is not healthy, with a remedy; null while it is. */
    @Nullable
    String getHealthProblem();

    /** The keys in use: our own, the next one, the caller's. */
    List<KeyView> getKeys();

    /** The {@link KeyView#getId() id} of our key that signs now. */
    String getSigningKey();

    /** When the next key begins to sign; null if there is none. */
    @Nullable
    String getNextKeyFrom();

    /** The JCA provider in use; {@code default} if the JVM chooses. */
    String getCryptoProvider();

    /** When all key sources were last read without an error. */
    String getKeysLoadedAt();

    /** Events that were dropped because listeners were too slow. */
    long getDroppedEvents();

    /**
     * Reads all key sources now, without waiting for the next refresh.
     *
     * @return {@code ok}
     * @throws IllegalStateException if the new keys cannot be used, with the reason; the last good keys stay in use
     */
    String reloadKeys();

    /**
     * Dry run of a start: reads all settings and all key sources, JNDI included, and changes nothing. Finds what would
     * make a deployment fail. One check at a time.
     *
     * @return what it found; never a secret
     * @throws IllegalStateException while another check runs, or the web application is stopping
     */
    SettingsReport checkSettings();

    /**
     * The same dry run for a deployment with another web.xml.
     *
     * @param initParams all init-params that the filter would have there, each as {@code name=value}
     * @return what it found; never a secret
     * @throws IllegalArgumentException if one has no name
     * @throws IllegalStateException while another check runs, or the web application is stopping
     */
    SettingsReport checkSettings(String[] initParams);
}
