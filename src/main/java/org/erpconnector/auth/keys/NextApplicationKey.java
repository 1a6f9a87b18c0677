package org.erpconnector.auth.keys;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The application key that follows, tested. Immutable; its text shows no key.
 *
 * @param key signs from {@code from} on
 * @param publicKey its public half
 * @param certificate its certificate, where there is one
 * @param from the first instant at which it signs
 */
public record NextApplicationKey(
        PrivateKey key, RSAPublicKey publicKey, Optional<X509Certificate> certificate, Instant from) {
    @Override
    public String toString() {
        return "NextApplicationKey[" + publicKey.getModulus().bitLength() + " bits, from " + from + "]";
    }
}
