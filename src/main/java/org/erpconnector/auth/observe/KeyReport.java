package org.erpconnector.auth.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What monitoring shows of a filter's keys. Safe for use by several threads; never shows a key. */
public interface KeyReport {
    /** The keys that are in use. */
    List<KeyView> keys();

    /** The id of the key of ours that signs now. */
    String signingKey();

    /** From when on the key that follows signs; empty if none follows. */
    Optional<Instant> nextKeyFrom();

    /** Name of the security provider that computes with them; {@code default}: the JVM's own choice. */
    String cryptoProvider();

    /** When every place was last read without a fault. */
    Instant loadedAt();

    /** How long ago the caller's key set was last fetched; empty where certificates are pinned, or if it never was. */
    Optional<Duration> callerKeySetAge();

    /** True while handshakes can be answered, be it with keys that are not the newest. */
    boolean usable();

    /**
     * Why the newest keys are not in use, or whose certificate is near or past its end, naming setting, place and remedy;
     * empty if all is well. Never a secret.
     */
    Optional<String> problem();

    /**
     * Reads every place of keys now.
     *
     * @throws IllegalStateException if the new keys cannot be used, with the text of {@link #problem()}; the last good
     *     ones stay
     */
    void reload();

    /**
     * What a start would find now. Changes nothing.
     *
     * @param initParams those of another web.xml; empty: the filter's own
     * @throws IllegalStateException while another check runs, or the web application is stopping
     */
    SettingsReport check(Optional<Map<String, String>> initParams);
}
