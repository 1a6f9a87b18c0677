package org.erpconnector.auth.doctor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.HexFormat;
import org.erpconnector.auth.testkit.TestKeys;

/** Key files of a test, in a folder of its own. Writes every format without the library. */
record KeyFiles(Path folder) {
    static final String PASSWORD = "Pa55-of-the-store";

    Path text(String name, String text) {
        try {
            Path file = Files.writeString(folder.resolve(name), text);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path password() {
        return text("password.txt", PASSWORD + "\n");
    }

    Path certificate(String name, TestKeys keys) {
        try {
            return Files.write(folder.resolve(name), keys.certificate().getEncoded());
        } catch (IOException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** .NET's ToXmlString(true). */
    static String xml(KeyPair pair) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        int whole = (key.getModulus().bitLength() + 7) / 8;
        return "<RSAKeyValue>" + part("Modulus", key.getModulus(), whole) + part("Exponent", key.getPublicExponent(), 3)
                + part("P", key.getPrimeP(), whole / 2) + part("Q", key.getPrimeQ(), whole / 2)
                + part("DP", key.getPrimeExponentP(), whole / 2) + part("DQ", key.getPrimeExponentQ(), whole / 2)
                + part("InverseQ", key.getCrtCoefficient(), whole / 2) + part("D", key.getPrivateExponent(), whole)
                + "</RSAKeyValue>";
    }

    private static String part(String name, BigInteger number, int length) {
        String hex = "0".repeat(length * 2) + number.toString(16);
        byte[] bytes = HexFormat.of().parseHex(hex.substring(hex.length() - length * 2));
        return "<" + name + ">" + Base64.getEncoder().encodeToString(bytes) + "</" + name + ">";
    }

    static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** Our key with its certificate. */
    Path keystore(String name, String alias, TestKeys keys) {
        return store(
                name,
                store -> store.setKeyEntry(
                        alias, keys.pair().getPrivate(), PASSWORD.toCharArray(), new Certificate[] {keys.certificate()
                        }));
    }

    Path truststore(String name, TestKeys keys) {
        return store(name, store -> store.setCertificateEntry("superoffice", keys.certificate()));
    }

    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException;
    }

    private Path store(String name, Filling filling) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.fill(store);
            Path file = text(name, "");
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
