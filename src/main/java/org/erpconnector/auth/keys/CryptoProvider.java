package org.erpconnector.auth.keys;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * The security provider that signs and verifies. Immutable.
 *
 * @param provider the one that the deployer names, proven by {@link CryptoProviderCheck}; empty: the JVM's list decides
 */
public record CryptoProvider(Optional<Provider> provider) {
    /** What every Java has. */
    public static final CryptoProvider DEFAULT = new CryptoProvider(Optional.empty());

    /** As logs call it. */
    public String name() {
        return provider.map(Provider::getName).orElse("default");
    }

    /** The key for signing; one that this provider cannot read, such as one in hardware, stays with whoever holds it. */
    public JcaKey<PrivateKey> signing(PrivateKey key) {
        return translatedOrNot(key)
                .filter(PrivateKey.class::isInstance)
                .map(own -> new JcaKey<>((PrivateKey) own, provider))
                .orElseGet(() -> JcaKey.of(key));
    }

    /** The key for verifying. */
    public JcaKey<RSAPublicKey> verifying(RSAPublicKey key) {
        // The very same numbers: with others, whoever holds their private half could call as SuperOffice.
        return translatedOrNot(key)
                .filter(own -> own instanceof RSAPublicKey other
                        && other.getModulus().equals(key.getModulus())
                        && other.getPublicExponent().equals(key.getPublicExponent()))
                .map(own -> new JcaKey<>((RSAPublicKey) own, provider))
                .orElseGet(() -> JcaKey.of(key));
    }

    private Optional<Key> translatedOrNot(Key key) {
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(translated(provider.get(), key));
        } catch (GeneralSecurityException | RuntimeException | Error e) {
            // To compute more slowly is better than not at all; of a key of ours the check has warned.
            return Optional.empty();
        }
    }

    /** A provider's own key of the same numbers; a key that is the provider's own stays as it is. */
    static Key translated(Provider provider, Key key) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA", provider).translateKey(key);
    }
}
