package org.erpconnector.auth.keys;

import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Secret;

/** What the settings say of keys. A {@link KeyProvider} is given one; it shows passwords through {@link Secret} only. */
public interface KeySettings {
    /** The application whose key is wanted: two filters of one server ask with two ids. */
    String applicationId();

    /** Whose certificates are expected. */
    Environment environment();

    /** Setting {@code application-key}, as written. */
    Optional<String> applicationKey();

    /** Setting {@code application-key-alias}. */
    Optional<String> applicationKeyAlias();

    /** Setting {@code application-key-password}. */
    Optional<Secret> applicationKeyPassword();

    /** Setting {@code application-key-entry-password}. */
    Optional<Secret> applicationKeyEntryPassword();

    /** Setting {@code caller-keys}, one element a place; empty when it is not set, or is discovery. */
    List<String> callerKeys();

    /** True if {@code caller-keys} is {@code discovery}: the caller's keys are fetched, and none is pinned. */
    boolean discovery();

    /** Setting {@code caller-keys-password}. */
    Optional<Secret> callerKeysPassword();
}
