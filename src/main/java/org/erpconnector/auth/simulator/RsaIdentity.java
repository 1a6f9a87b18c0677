package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A private RSA key with its certificate. */
record RsaIdentity(PrivateKey privateKey, X509Certificate certificate) {

    static RsaIdentity generate(int bits, String commonName, Instant now) throws GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits, random);
        KeyPair keys = generator.generateKeyPair();
        return new RsaIdentity(keys.getPrivate(), SelfSignedCertificate.of(keys, commonName, now, random));
    }

    /**
     * Reads a PKCS12 file.
     *
     * @param alias the entry to use; if empty, the file must hold exactly one key
     */
    static RsaIdentity load(Path file, String password, Optional<String> alias) throws UsageException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            String entry = alias.isPresent() ? alias.get() : onlyKey(store, file);
            Key key = store.getKey(entry, password.toCharArray());
            if (key instanceof PrivateKey privateKey
                    && store.getCertificate(entry) instanceof X509Certificate certificate
                    && certificate.getPublicKey() instanceof RSAPublicKey) {
                return new RsaIdentity(privateKey, certificate);
            }
            throw new UsageException(
                    "the keystore " + file + " has no RSA key under the alias [" + Shown.text(entry) + "]");
        } catch (IOException | GeneralSecurityException e) {
            throw new UsageException("cannot open the keystore " + file + ": " + Shown.cause(e), e);
        }
    }

    private static String onlyKey(KeyStore store, Path file) throws GeneralSecurityException, UsageException {
        List<String> keys = Collections.list(store.aliases()).stream()
                .filter(alias -> isKey(store, alias))
                .toList();
        if (keys.size() != 1) {
            throw new UsageException(
                    "the keystore " + file + " holds " + keys.size() + " keys: name one with --caller-alias");
        }
        return keys.get(0);
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a loaded keystore cannot be read", e);
        }
    }
}
