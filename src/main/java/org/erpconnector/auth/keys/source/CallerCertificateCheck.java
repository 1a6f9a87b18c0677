package org.erpconnector.auth.keys.source;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Fault;
import org.erpconnector.auth.core.Thumbprints;

/**
 * Whether a certificate may be pinned. Only its key and its thumbprint count: SuperOffice's are X.509 v1 and signed
 * with SHA-1, so path validation (PKIX) would refuse every one of them.
 */
public final class CallerCertificateCheck {
    private CallerCertificateCheck() {}

    public static Optional<Fault> fault(X509Certificate certificate, Environment environment) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey key)) {
            return Optional.of(new Fault(
                    "the certificate's key is of type "
                            + certificate.getPublicKey().getAlgorithm() + " and not RSA",
                    "Name the token-signing certificate of SuperOffice, which has an RSA key"));
        }
        return RsaRules.fault(key, RsaRules.LEAST_JWT_BITS)
                .map(weak -> new Fault(weak, "Name the token-signing certificate of SuperOffice"))
                .or(() -> SuperOfficeCertificate.judge(Thumbprints.sha1Hex(certificate), environment));
    }

    /** Subject and thumbprint, so that a message identifies one certificate of a file. */
    public static String name(X509Certificate certificate) {
        return CertificateNames.subject(certificate) + ", SHA-1 " + Thumbprints.sha1Hex(certificate);
    }
}
