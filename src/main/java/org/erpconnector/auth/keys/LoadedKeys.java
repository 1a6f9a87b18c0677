package org.erpconnector.auth.keys;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.erpconnector.auth.config.Setting;

/**
 * Keys that passed every check, ready for use: one immutable snapshot. {@link KeyProviders#load} makes it.
 *
 * @param keys as the provider gave them
 * @param next the application key that follows, if one is set
 * @param callers the caller's keys, ready to be selected by a token's header; empty while a key set has not been fetched
 * @param warnings whole sentences for the log; empty when all is well
 * @param provider class name of the provider that gave them
 * @param files the files that were read, to be watched
 * @param crypto the security provider that computes with them
 */
public record LoadedKeys(
        ConnectorKeys keys,
        Optional<NextApplicationKey> next,
        Optional<CallerKeys> callers,
        List<String> warnings,
        String provider,
        Set<Path> files,
        CryptoProvider crypto) {
    public LoadedKeys {
        warnings = List.copyOf(warnings);
        files = Set.copyOf(files);
    }

    /**
     * The same keys of ours, with the keys that the caller's set lists. One of ours among them is left out, whatever the
     * set says: with it, whoever holds our key could call as SuperOffice. The others stay: SuperOffice holds our public
     * half, and one entry too many must not end all handshakes.
     */
    LoadedKeys withCallers(Optional<CallerKeys> listed) {
        Optional<CallerKeys> others =
                listed.flatMap(all -> all.only(key -> holder(key).isEmpty()));
        return new LoadedKeys(keys, next, others, warnings, provider, files, crypto);
    }

    /** The setting whose private key could sign as this caller; empty if none could, as it must be. */
    Optional<Setting<?>> holder(CallerKey key) {
        return KeyCheck.holder(key.publicKey(), keys, next);
    }

    /** The same keys for another security provider, with more warnings. */
    LoadedKeys computedBy(CryptoProvider other, List<String> more) {
        List<String> all = Stream.concat(warnings.stream(), more.stream()).toList();
        return new LoadedKeys(keys, next, callers, all, provider, files, other);
    }
}
