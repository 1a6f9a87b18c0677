package org.erpconnector.auth.keys;

import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Secret;

/**
 * What the settings say of keys. Immutable; shows no password.
 *
 * @param applicationId the application whose key is wanted: two filters of one server ask with two ids
 * @param environment whose certificates are expected
 * @param applicationKey setting {@code application-key}, as written
 * @param applicationKeyAlias setting {@code application-key-alias}
 * @param applicationKeyPassword setting {@code application-key-password}
 * @param applicationKeyEntryPassword setting {@code application-key-entry-password}
 * @param callerKeys setting {@code caller-keys}, one element a place; empty when it is not set
 * @param callerKeysPassword setting {@code caller-keys-password}
 */
public record KeyPlaces(
        String applicationId,
        Environment environment,
        Optional<String> applicationKey,
        Optional<String> applicationKeyAlias,
        Optional<Secret> applicationKeyPassword,
        Optional<Secret> applicationKeyEntryPassword,
        List<String> callerKeys,
        Optional<Secret> callerKeysPassword) {
    public KeyPlaces {
        callerKeys = List.copyOf(callerKeys);
    }
}
