package org.erpconnector.auth.core;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The names by which keys and certificates are known in JWT headers. Base64 is base64url without padding (RFC 7515
 * section 2). Stateless.
 */
public final class Thumbprints {
    private Thumbprints() {}

    /** SHA-1 of the certificate as 40 upper-case hex digits: SuperOffice's {@code kid}. */
    public static String sha1Hex(X509Certificate certificate) {
        return HexFormat.of().withUpperCase().formatHex(sha1(certificate));
    }

    /** SHA-1 of the certificate in base64url: header {@code x5t} (RFC 7515 section 4.1.7). */
    public static String x5t(X509Certificate certificate) {
        return base64Url(sha1(certificate));
    }

    static byte[] sha1(X509Certificate certificate) {
        return digest("SHA-1", der(certificate));
    }

    /** SHA-256 of the certificate in base64url: header {@code x5t#S256} (RFC 7515 section 4.1.8). */
    public static String x5tS256(X509Certificate certificate) {
        return base64Url(digest("SHA-256", der(certificate)));
    }

    /** SHA-256 thumbprint of a bare key in base64url (RFC 7638): its name when there is no certificate. */
    public static String jwk(RSAPublicKey key) {
        // RFC 7638 section 3.2: required members only, in lexicographic order, without whitespace.
        String json = "{\"e\":\"" + number(key.getPublicExponent()) + "\",\"kty\":\"RSA\",\"n\":\""
                + number(key.getModulus()) + "\"}";
        return base64Url(digest("SHA-256", json.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * What log, JMX, metrics, events and the doctor call a key: SHA-1 of its certificate in hexadecimal, which SuperOffice
     * writes as {@code kid}; {@link #jwk} of a key without one.
     */
    public static String id(RSAPublicKey key, Optional<X509Certificate> certificate) {
        return certificate.map(Thumbprints::sha1Hex).orElseGet(() -> jwk(key));
    }

    /** RFC 7518 section 6.3.1: unsigned big-endian, in as few bytes as hold it. */
    private static String number(BigInteger value) {
        byte[] signed = value.toByteArray();
        return base64Url(signed.length > 1 && signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoded form", e);
        }
    }

    /** SHA-1 only names a certificate here; nothing is proven by it. */
    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks " + algorithm, e);
        }
    }
}
