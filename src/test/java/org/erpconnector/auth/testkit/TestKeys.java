package org.erpconnector.auth.testkit;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key pair and its certificate, X.509 v1 as SuperOffice's are; made anew for each test run. */
public record TestKeys(KeyPair pair, X509Certificate certificate) {
    /** Keys of a size in bits. */
    public static TestKeys ofBits(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            X500Name name = new X500Name("CN=Test Federated Login,O=Test");
            JcaX509v1CertificateBuilder builder = new JcaX509v1CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(Instant.parse("2013-09-03T11:42:27Z")),
                    Date.from(Instant.parse("2113-08-10T11:42:27Z")),
                    name,
                    pair.getPublic());
            return new TestKeys(
                    pair,
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(
                                    new JcaContentSignerBuilder("SHA1withRSA").build(pair.getPrivate()))));
        } catch (NoSuchAlgorithmException | OperatorCreationException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    public RSAPublicKey publicKey() {
        return (RSAPublicKey) pair.getPublic();
    }
}
