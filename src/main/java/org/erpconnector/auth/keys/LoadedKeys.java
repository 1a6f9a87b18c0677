package org.erpconnector.auth.keys;

import java.nio.file.Path;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.Thumbprints;

/**
 * Keys that passed every check, ready for use: one immutable snapshot. {@link KeyProviders#load} makes it.
 *
 * @param application our key
 * @param next the application key that follows, if one is set
 * @param callers the caller's keys, ready to be selected by a token's header; empty while a key set has not been fetched
 * @param warnings whole sentences for the log; empty when all is well
 * @param provider class name of the key provider that gave them
 * @param files the files that were read, to be watched
 * @param crypto the security provider that computes with them; empty: the JVM's own choice
 */
public record LoadedKeys(
        ApplicationSigner application,
        Optional<Credentials.Next> next,
        Optional<CallerKeys> callers,
        List<String> warnings,
        String provider,
        Set<Path> files,
        Optional<Provider> crypto) {
    public LoadedKeys {
        warnings = List.copyOf(warnings);
        files = Set.copyOf(files);
    }

    /** What logs call the security provider. */
    public String cryptoName() {
        return crypto.map(Provider::getName).orElse("default");
    }

    /**
     * The same keys of ours, with the keys that the caller's set lists. One of ours among them is left out, whatever the
     * set says: a thief of our key could also call as SuperOffice. The others stay: SuperOffice holds our public
     * half, and one entry too many must not end all handshakes.
     */
    LoadedKeys withCallers(Optional<CallerKeys> listed) {
        Optional<CallerKeys> others =
                listed.flatMap(all -> all.only(key -> holder(key).isEmpty()));
        return new LoadedKeys(application, next, others, warnings, provider, files, crypto);
    }

    /** The setting whose private key could sign as this caller; empty if none could, as it must be. */
    Optional<Setting<?>> holder(CallerKey key) {
        return KeyCheck.holder(key.publicKey(), application.publicKey(), next);
    }

    /** The same keys with more warnings. */
    LoadedKeys warning(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new LoadedKeys(application, next, callers, all, provider, files, crypto);
    }

    /**
     * Which keys these are, by thumbprints: objects of JNDI, of hardware and of other security providers are new at each
     * load, and differ in how they compare. In no order, and without the names that a set gives to a key.
     */
    Set<String> identity() {
        Set<String> all = new HashSet<>();
        all.add("crypto-provider " + cryptoName());
        all.add("own " + identity(application));
        next.ifPresent(following -> all.add("next " + identity(following.signer()) + " from " + following.from()));
        callers.map(CallerKeys::all).orElse(List.of()).stream()
                .map(key -> "caller " + identity(key.publicKey(), key.certificate()))
                .forEach(all::add);
        return all;
    }

    private static String identity(ApplicationSigner signer) {
        return identity(signer.publicKey(), signer.certificate());
    }

    private static String identity(RSAPublicKey key, Optional<X509Certificate> certificate) {
        return Thumbprints.jwk(key) + " "
                + certificate.map(Thumbprints::sha1Hex).orElse("");
    }
}
