package org.erpconnector.auth.core;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * An RSA key and the security provider that computes with it: a key made for another provider is converted at every
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

    /** The key for signing; one that the provider cannot read, such as one in hardware, stays where it is. */
    public static JcaKey<PrivateKey> signing(PrivateKey key, Optional<Provider> by) {
        return translated(key, by)
                .filter(PrivateKey.class::isInstance)
                .map(own -> new JcaKey<>((PrivateKey) own, by))
                .orElseGet(() -> of(key));
    }

    /** The key for verifying. */
    public static JcaKey<RSAPublicKey> verifying(RSAPublicKey key, Optional<Provider> by) {
        // The very same numbers: the holder of another private half could call as SuperOffice.
        return translated(key, by)
                .filter(own -> own instanceof RSAPublicKey other
                        && other.getModulus().equals(key.getModulus())
                        && other.getPublicExponent().equals(key.getPublicExponent()))
                .map(own -> new JcaKey<>((RSAPublicKey) own, by))
                .orElseGet(() -> of(key));
    }

    private static Optional<Key> translated(Key key, Optional<Provider> by) {
        if (by.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(KeyFactory.getInstance("RSA", by.get()).translateKey(key));
        } catch (GeneralSecurityException | RuntimeException | Error e) {
            // To compute more slowly is better than not at all; the check of the provider has warned of our own key.
            return Optional.empty();
        }
    }

    /**
     * RSASSA-PKCS1-v1_5 with SHA-256, not initialised yet. For one use: one that a thread of the server keeps would hold
     * the web application's classes.
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
