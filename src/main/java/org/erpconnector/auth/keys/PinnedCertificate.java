package org.erpconnector.auth.keys;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * One token-signing certificate of the caller, trusted because the deployer named it: no issuer, validity or
 * signature of it counts. Immutable. Two are equal if their certificates are.
 */
public final class PinnedCertificate {
    private final X509Certificate certificate;
    private final RSAPublicKey publicKey;
    private final String sha1Hex;
    private final String x5t;
    private final String x5tS256;

    private PinnedCertificate(X509Certificate certificate, RSAPublicKey publicKey) {
        this.certificate = certificate;
        this.publicKey = publicKey;
        this.sha1Hex = Thumbprints.sha1Hex(certificate);
        this.x5t = Thumbprints.x5t(certificate);
        this.x5tS256 = Thumbprints.x5tS256(certificate);
    }

    /**
     * Pins a certificate.
     *
     * @throws IllegalArgumentException if its key is not RSA; {@link KeyCheck} refuses it earlier, with a remedy
     */
    public static PinnedCertificate of(X509Certificate certificate) {
        if (certificate.getPublicKey() instanceof RSAPublicKey publicKey) {
            return new PinnedCertificate(certificate, publicKey);
        }
        throw new IllegalArgumentException("a certificate without an RSA key");
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public RSAPublicKey publicKey() {
        return publicKey;
    }

    /** SHA-1 of the certificate, 40 upper-case hex digits. */
    public String sha1Hex() {
        return sha1Hex;
    }

    /** SHA-1 of the certificate, base64url without padding. */
    public String x5t() {
        return x5t;
    }

    /** SHA-256 of the certificate, base64url without padding. */
    public String x5tS256() {
        return x5tS256;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PinnedCertificate pinned && certificate.equals(pinned.certificate);
    }

    @Override
    public int hashCode() {
        return certificate.hashCode();
    }

    /** For logs: subject and thumbprint, both public. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().getName() + ", SHA-1 " + sha1Hex;
    }
}
