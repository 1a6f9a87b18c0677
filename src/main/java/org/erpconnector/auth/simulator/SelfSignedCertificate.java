package org.erpconnector.auth.simulator;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes a certificate like those of SuperOffice's signing keys: X.509 version 1, no extensions (RFC 5280, section 4.1).
 * The JDK can read certificates but not make them. Signed with SHA-256; SuperOffice's own use SHA-1, which makes no
 * difference, as the signature is not verified.
 */
final class SelfSignedCertificate {

    /** OBJECT IDENTIFIER 1.2.840.113549.1.1.11, sha256WithRSAEncryption (RFC 4055, section 5), with its NULL. */
    private static final byte[] SHA256_WITH_RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00
    };
    /** OBJECT IDENTIFIER 2.5.4.3, commonName. */
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};

    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofDays(1);
    private static final Duration LIFETIME = Duration.ofDays(365);

    private SelfSignedCertificate() {}

    static X509Certificate of(KeyPair keys, String commonName, Instant now, SecureRandom random)
            throws GeneralSecurityException {
        byte[] name = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8(commonName))));
        // Positive and at most 20 octets.
        BigInteger serial = new BigInteger(127, random).setBit(126);
        byte[] toBeSigned = Der.sequence(
                Der.integer(serial),
                SHA256_WITH_RSA,
                name,
                Der.sequence(Der.time(now.minus(CLOCKS_MAY_DIFFER)), Der.time(now.plus(LIFETIME))),
                name,
                keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate(), random);
        signature.update(toBeSigned);
        byte[] certificate = Der.sequence(toBeSigned, SHA256_WITH_RSA, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }
}
