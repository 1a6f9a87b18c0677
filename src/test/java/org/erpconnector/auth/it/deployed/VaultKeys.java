package org.erpconnector.auth.it.deployed;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.erpconnector.auth.keys.ConnectorKeys;
import org.erpconnector.auth.keys.KeyProvider;
import org.erpconnector.auth.keys.KeySettings;

/** A deployer's own provider: asks no setting, but a place of its own. */
@ApplicationScoped
public class VaultKeys implements KeyProvider {
    @Override
    public ConnectorKeys load(KeySettings places) {
        try {
            return open(Path.of(System.getProperty("it.vault")));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the vault does not open", e);
        }
    }

    private static ConnectorKeys open(Path vault) throws IOException, GeneralSecurityException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(vault)) {
            words.load(reader);
        }
        char[] password = words.getProperty("application.password").toCharArray();
        String alias = words.getProperty("application.alias");
        KeyStore store = KeyStore.getInstance(
                Path.of(words.getProperty("application.keystore")).toFile(), password);
        X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
        return new ConnectorKeys(
                (PrivateKey) store.getKey(alias, password),
                (RSAPublicKey) certificate.getPublicKey(),
                Optional.of(certificate),
                List.of(certificate(Path.of(words.getProperty("caller.certificate")))));
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
