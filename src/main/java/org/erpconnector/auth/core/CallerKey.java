package org.erpconnector.auth.core;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One token-signing key of the caller and the names by which a token's header may call it. It is trusted because the
 * deployer named it, or named the key set that lists it: no issuer, validity or signature of a certificate counts.
 * Immutable.
 *
 * @param publicKey verifies the caller's signatures
 * @param certificate the certificate that holds the key; a key set may list a key without one
 * @param id what logs call it: SHA-1 of the certificate as 40 upper-case hex digits; without a certificate, RFC 7638's
 *     thumbprint of the key
 * @param kids values of {@code kid} that mean this key; one of 40 hex digits is compared without regard to case
 * @param x5ts values of {@code x5t} that mean it, base64url without padding
 * @param x5tS256s values of {@code x5t#S256} that mean it, likewise
 */
public record CallerKey(
        RSAPublicKey publicKey,
        Optional<X509Certificate> certificate,
        String id,
        Set<String> kids,
        Set<String> x5ts,
        Set<String> x5tS256s) {
    /** Bits of the smallest key that is accepted. */
    public static final int LEAST_BITS = 2048;

    /** Bits of the largest key that is accepted. */
    public static final int MOST_BITS = 8192;

    private static final Pattern SHA1_IN_HEX = Pattern.compile("[0-9A-Fa-f]{40}");

    /** Copies the names. */
    public CallerKey {
        Objects.requireNonNull(publicKey, "publicKey");
        kids = Set.copyOf(kids);
        x5ts = Set.copyOf(x5ts);
        x5tS256s = Set.copyOf(x5tS256s);
    }

    /**
     * A pinned certificate: {@code kid} is its SHA-1 in hex, as SuperOffice writes it, or its {@code x5t} value, as older
     * key sets do.
     *
     * @throws IllegalArgumentException if its key is not RSA; the checks of keys refuse it earlier, with a remedy
     */
    public static CallerKey of(X509Certificate certificate) {
        if (certificate.getPublicKey() instanceof RSAPublicKey publicKey) {
            String sha1Hex = Thumbprints.sha1Hex(certificate);
            String x5t = Thumbprints.x5t(certificate);
            return new CallerKey(
                    publicKey,
                    Optional.of(certificate),
                    sha1Hex,
                    Set.of(sha1Hex, x5t),
                    Set.of(x5t),
                    Set.of(Thumbprints.x5tS256(certificate)));
        }
        throw new IllegalArgumentException("a certificate without an RSA key");
    }

    boolean hasKid(String kid) {
        return kids.stream()
                .anyMatch(own -> own.equals(kid)
                        || (Ascii.equalsIgnoreCase(own, kid)
                                && SHA1_IN_HEX.matcher(own).matches()));
    }

    /** Its public name. */
    @Override
    public String toString() {
        return "key " + id;
    }
}
