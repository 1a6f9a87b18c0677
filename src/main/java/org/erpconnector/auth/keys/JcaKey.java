package org.erpconnector.auth.keys;

import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;

/**
 * An RSA key and the security provider that computes with it: one made for another provider is converted at every
 * signature, which costs more than a fast provider saves. Immutable; its text shows no key.
 *
 * @param <K> private or public
 * @param key that provider's own
 * @param provider empty: the first of the JVM's list that takes the key
 */
public record JcaKey<K extends Key>(K key, Optional<Provider> provider) {
    private static final String RS256 = "SHA256withRSA";

    /** A key for the first of the JVM's providers that takes it. */
    public static <K extends Key> JcaKey<K> of(K key) {
        return new JcaKey<>(key, Optional.empty());
    }

    /**
     * RSASSA-PKCS1-v1_5 with SHA-256, not initialised yet. For one use: to make one is cheap, and one that a thread of
     * the server's kept would hold the web application's classes.
     *
     * @throws NoSuchAlgorithmException if the provider lacks it
     */
    public Signature signature() throws NoSuchAlgorithmException {
        return provider.isPresent() ? Signature.getInstance(RS256, provider.get()) : Signature.getInstance(RS256);
    }

    @Override
    public String toString() {
        return "JcaKey[" + provider.map(Provider::getName).orElse("default") + "]";
    }
}
