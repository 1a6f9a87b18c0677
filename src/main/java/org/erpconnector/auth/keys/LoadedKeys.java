package org.erpconnector.auth.keys;

import java.util.List;

/**
 * Keys that passed every check, ready for use: one immutable snapshot. {@link KeyProviders#load} makes it.
 *
 * @param keys as the provider gave them
 * @param callers the caller's keys, ready to be selected by a token's header
 * @param warnings whole sentences for the log; empty when all is well
 * @param provider class name of the provider that gave them
 */
public record LoadedKeys(ConnectorKeys keys, CallerKeys callers, List<String> warnings, String provider) {
    public LoadedKeys {
        warnings = List.copyOf(warnings);
    }
}
