package org.erpconnector.auth.keys.jwks;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.erpconnector.auth.keys.TestKeys;

/** A certification authority of a test, and servers with certificates of it. */
public final class TestAuthority {
    private static final String PASSWORD = "of-no-secret";

    private final KeyPair pair = TestKeys.pair("RSA", 2048);
    private final X509Certificate root = certificate(
            pair,
            "CN=Test Authority",
            pair,
            "CN=Test Authority",
            null,
            Instant.now().plus(Duration.ofDays(1)));

    /** A truststore that holds this authority alone. */
    public Path trustStore(Path folder) {
        return TestKeys.made(() -> Files.write(
                folder.resolve("trust.p12"),
                TestKeys.store("PKCS12", java.util.Map.of("root", root), PASSWORD, PASSWORD)));
    }

    public static String password() {
        return PASSWORD;
    }

    /** Sockets of a server that shows a certificate of this authority for these names, until an instant. */
    public javax.net.ServerSocketFactory sockets(GeneralNames names, Instant until) {
        KeyPair own = TestKeys.pair("RSA", 2048);
        return sockets(own, certificate(own, "CN=Server", pair, "CN=Test Authority", names, until));
    }

    /** Sockets of a server that has signed its certificate itself. */
    public static javax.net.ServerSocketFactory selfSigned(GeneralNames names) {
        KeyPair own = TestKeys.pair("RSA", 2048);
        return sockets(
                own,
                certificate(
                        own, "CN=Server", own, "CN=Server", names, Instant.now().plus(Duration.ofDays(1))));
    }

    public static GeneralNames names(String dns, String ip) {
        return new GeneralNames(
                new GeneralName[] {new GeneralName(GeneralName.dNSName, dns), new GeneralName(GeneralName.iPAddress, ip)
                });
    }

    private static javax.net.ServerSocketFactory sockets(KeyPair own, X509Certificate certificate) {
        return TestKeys.made(() -> {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", own.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context.getServerSocketFactory();
        });
    }

    private static X509Certificate certificate(
            KeyPair subject, String name, KeyPair issuer, String issuerName, GeneralNames names, Instant until) {
        return TestKeys.made(() -> {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuerName),
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(Instant.now().minus(Duration.ofDays(30))),
                    Date.from(until),
                    new X500Name(name),
                    subject.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(names == null));
            if (names != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuer.getPrivate())));
        });
    }
}
