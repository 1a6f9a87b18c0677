package org.erpconnector.auth.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of a filter's keys for monitoring. Never contains a private key. Safe for use by several threads. */
public interface KeyReport {
    /** The keys in use. */
    List<KeyView> keys();

    /** The id of our key that signs now. */
    String signingKey();

    /** When the next key begins to sign; empty if there is none. */
    Optional<Instant> nextKeyFrom();

    /** Name of the JCA provider in use; {@code default} if the JVM chooses. */
    String cryptoProvider();

    /** When all key sources were last read without an error. */
    Instant loadedAt();

    /** Time since the caller's key set was last fetched; empty if it never was, or certificates are pinned. */
    Optional<Duration> callerKeySetAge();

    /** True while handshakes can be answered, even with keys that are not the newest. */
    boolean usable();

    /**
     * Why the newest keys are not in use, or which certificate is near its end or past it, with setting, source and
     * remedy; empty if all is well. Never contains a secret.
     */
    Optional<String> problem();

    /**
     * Reads all key sources now.
     *
     * @throws IllegalStateException if the new keys cannot be used, with the text of {@link #problem()}; the last good
     *     ones stay
     */
    void reload();

    /**
     * Dry run of a start. Changes nothing.
     *
     * @param initParams the init-params of another web.xml; empty for the filter's own
     * @throws IllegalStateException while another check runs, or the web application is stopping
     */
    SettingsReport check(Optional<Map<String, String>> initParams);
}
