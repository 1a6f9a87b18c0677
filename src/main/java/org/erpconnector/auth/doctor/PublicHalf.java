package org.erpconnector.auth.doctor;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.erpconnector.auth.core.Thumbprints;

/** Public keys and certificates, in the words of a person and in the forms that are registered. */
final class PublicHalf {
    private static final int PEM_LINE = 64;

    private PublicHalf() {}

    /** SubjectPublicKeyInfo in PEM (RFC 7468 section 13), without a line break at its end. */
    static String pem(RSAPublicKey key) {
        Base64.Encoder lines = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN PUBLIC KEY-----\n" + lines.encodeToString(key.getEncoded()) + "\n-----END PUBLIC KEY-----";
    }

    static String bits(RSAPublicKey key) {
        return "RSA " + key.getModulus().bitLength() + " bits";
    }

    /** What logs, JMX and metrics call the key, and a signed JWT of ours by {@code kid}. */
    static String keyId(RSAPublicKey key, Optional<X509Certificate> certificate) {
        return Thumbprints.id(key, certificate)
                + (certificate.isPresent()
                        ? " (SHA-1 of the certificate)"
                        : " (RFC 7638 thumbprint, there is no certificate)");
    }

    /** From when until when, and how long that still is. */
    static String validity(X509Certificate certificate, Clock clock) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        Instant now = clock.instant();
        String left;
        if (now.isBefore(from)) {
            left = "not yet valid, " + days(now, from) + " to go";
        } else {
            left = now.isAfter(until) ? "expired " + days(until, now) + " ago" : days(now, until) + " left";
        }
        return from + " to " + until + ", " + left;
    }

    private static String days(Instant earlier, Instant later) {
        long days = Duration.between(earlier, later).toDays();
        return days == 1 ? "1 day" : days + " days";
    }
}
