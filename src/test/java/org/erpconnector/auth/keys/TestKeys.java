package org.erpconnector.auth.keys;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Keys and files that are made when the tests run; none is ever stored in the repository. */
public final class TestKeys {
    public static final String PASSWORD = "Pa55-of-the-store";
    public static final String WRONG = "Wr0ng-pa55";

    public static final KeyPair OWN = pair("RSA", 2048);
    public static final KeyPair OTHER = pair("RSA", 2048);
    public static final KeyPair SMALL = pair("RSA", 1024);
    public static final KeyPair TINY = pair("RSA", 512);
    public static final KeyPair EC = pair("EC", 256);

    public static final X509Certificate OWN_CERTIFICATE = certificate(OWN.getPublic(), "CN=Own Connector");
    public static final X509Certificate CALLER = certificate(OTHER.getPublic(), "CN=Pretended SuperOffice");

    private TestKeys() {}

    /** Something that may throw: tests have no use for the checked exceptions of the JDK. */
    public interface Making<T> {
        T make() throws Exception;
    }

    public static <T> T made(Making<T> making) {
        try {
            return making.make();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public static KeyPair pair(String algorithm, int bits) {
        return made(() -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        });
    }

    public static X509Certificate certificate(PublicKey key, String subject) {
        return certificate(SubjectPublicKeyInfo.getInstance(key.getEncoded()), subject, "2013-09-03", "2113-08-10");
    }

    /** X.509 v1, signed with SHA-1, as SuperOffice's own certificates are. */
    public static X509Certificate certificate(SubjectPublicKeyInfo key, String subject, String from, String until) {
        return made(() -> new JcaX509CertificateConverter()
                .getCertificate(new X509v1CertificateBuilder(
                                new X500Name("CN=Test CA"),
                                BigInteger.valueOf(System.nanoTime()),
                                Date.from(Instant.parse(from + "T00:00:00Z")),
                                Date.from(Instant.parse(until + "T00:00:00Z")),
                                Locale.ROOT,
                                new X500Name(subject),
                                key)
                        .build(new JcaContentSignerBuilder("SHA1withRSA").build(OTHER.getPrivate()))));
    }

    public static byte[] der(Certificate certificate) {
        return made(certificate::getEncoded);
    }

    /** A keystore file; a value is a KeyPair, with {@link #OWN_CERTIFICATE} or its like, or a Certificate. */
    public static byte[] store(String type, Map<String, Object> entries) {
        return store(type, entries, PASSWORD, PASSWORD);
    }

    public static byte[] store(String type, Map<String, Object> entries, String password, String entryPassword) {
        return made(() -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            keyStore(type, entries, entryPassword).store(out, password.toCharArray());
            return out.toByteArray();
        });
    }

    public static KeyStore keyStore(String type, Map<String, Object> entries, String entryPassword) {
        return made(() -> {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            for (Map.Entry<String, Object> entry : new LinkedHashMap<>(entries).entrySet()) {
                if (entry.getValue() instanceof Certificate certificate) {
                    store.setCertificateEntry(entry.getKey(), certificate);
                } else {
                    KeyPair pair = (KeyPair) entry.getValue();
                    store.setKeyEntry(
                            entry.getKey(), pair.getPrivate(), entryPassword.toCharArray(), new Certificate[] {
                                pair == OWN ? OWN_CERTIFICATE : certificate(pair.getPublic(), "CN=" + entry.getKey())
                            });
                }
            }
            return store;
        });
    }

    /** What openssl pkcs12 -nokeys makes: a certificate bag without Java's mark of trust. */
    public static byte[] pkcs12WithoutMark(X509Certificate certificate) {
        return made(() -> {
            var bag = new org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder(certificate).build();
            var encryptor = new org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder(
                            PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .build(PASSWORD.toCharArray());
            return new org.bouncycastle.pkcs.PKCS12PfxPduBuilder()
                    .addEncryptedData(encryptor, new org.bouncycastle.pkcs.PKCS12SafeBag[] {bag})
                    .build(
                            new org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder()
                                    .setProvider(new BouncyCastleProvider()),
                            PASSWORD.toCharArray())
                    .getEncoded("DER");
        });
    }

    public static String pem(String label, byte[] der) {
        return pem(new PemObject(label, der));
    }

    public static String pem(Certificate certificate) {
        return pem("CERTIFICATE", der(certificate));
    }

    public static String pkcs8Pem(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    public static String pkcs1Pem(KeyPair pair) {
        return pem(made(() -> new JcaMiscPEMGenerator(pair.getPrivate()).generate()));
    }

    public static String oldEncryptedPem(KeyPair pair) {
        return pem(made(() -> new JcaMiscPEMGenerator(
                        pair.getPrivate(),
                        new JcePEMEncryptorBuilder("AES-256-CBC")
                                .setProvider(new BouncyCastleProvider())
                                .build(PASSWORD.toCharArray()))
                .generate()));
    }

    public static String encryptedPem(KeyPair pair, ASN1ObjectIdentifier algorithm) {
        return pem(made(() -> new JcaPKCS8Generator(
                        pair.getPrivate(),
                        new JceOpenSSLPKCS8EncryptorBuilder(algorithm)
                                .setProvider(new BouncyCastleProvider())
                                .setPRF(PKCS8Generator.PRF_HMACSHA256)
                                .setPassword(PASSWORD.toCharArray())
                                .build())
                .generate()));
    }

    private static String pem(PemObject object) {
        return made(() -> {
            StringWriter text = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
                writer.writeObject(object);
            }
            return text.toString();
        });
    }

    /** The elements of an RSAKeyValue in .NET's order. */
    public static Map<String, String> xmlParts(KeyPair pair) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("Modulus", base64(key.getModulus()));
        parts.put("Exponent", base64(key.getPublicExponent()));
        parts.put("P", base64(key.getPrimeP()));
        parts.put("Q", base64(key.getPrimeQ()));
        parts.put("DP", base64(key.getPrimeExponentP()));
        parts.put("DQ", base64(key.getPrimeExponentQ()));
        parts.put("InverseQ", base64(key.getCrtCoefficient()));
        parts.put("D", base64(key.getPrivateExponent()));
        return parts;
    }

    public static String xml(Map<String, String> parts) {
        return parts.entrySet().stream()
                .map(part -> "<" + part.getKey() + ">" + part.getValue() + "</" + part.getKey() + ">")
                .collect(Collectors.joining("", "<RSAKeyValue>", "</RSAKeyValue>"));
    }

    public static String base64(BigInteger number) {
        byte[] signed = number.toByteArray();
        int from = signed.length > 1 && signed[0] == 0 ? 1 : 0;
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(signed, from, signed.length));
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
