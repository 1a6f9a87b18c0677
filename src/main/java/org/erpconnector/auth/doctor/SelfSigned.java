package org.erpconnector.auth.doctor;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The certificate without which a keystore takes no private key: X.509 version 3 (RFC 5280 section 4.1), signed by the
 * key itself. Nobody builds a chain from it; SuperOffice registers the bare key.
 */
final class SelfSigned {
    private static final HexFormat HEX = HexFormat.of();
    /** Version 3, as its number 2 under the tag [0]. */
    private static final byte[] VERSION_3 = HEX.parseHex("a003020102");
    /** sha256WithRSAEncryption, 1.2.840.113549.1.1.11, and NULL (RFC 4055 section 5). */
    private static final byte[] SHA256_WITH_RSA = HEX.parseHex("300d06092a864886f70d01010b0500");
    /** commonName, 2.5.4.3. */
    private static final byte[] COMMON_NAME = HEX.parseHex("0603550403");
    /** Under the tag [3]: basicConstraints, critical, no CA; keyUsage, critical, digitalSignature. */
    private static final byte[] EXTENSIONS =
            HEX.parseHex("a320301e" + "300c0603551d130101ff04023000" + "300e0603551d0f0101ff040403020780");

    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofDays(1);
    private static final Duration LIFETIME = Duration.ofDays(3650);
    private static final int SERIAL_BITS = 127;

    private SelfSigned() {}

    static X509Certificate certificate(PrivateKey key, RSAPublicKey publicKey, String commonName, Instant now)
            throws GeneralSecurityException {
        byte[] name = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8(commonName))));
        BigInteger serial = new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1);
        byte[] content = Der.sequence(
                VERSION_3,
                Der.integer(serial),
                SHA256_WITH_RSA,
                name,
                Der.sequence(Der.time(now.minus(CLOCKS_MAY_DIFFER)), Der.time(now.plus(LIFETIME))),
                name,
                publicKey.getEncoded(),
                EXTENSIONS);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content);
        byte[] certificate = Der.sequence(content, SHA256_WITH_RSA, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }
}
