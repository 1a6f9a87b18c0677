package org.erpconnector.auth.doctor;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.keys.KeyReader;

/**
 * Our key as a file holds it. Immutable; its text shows no key.
 *
 * @param key the private key, which has signed and its public half verified
 * @param found the rest of what the file holds
 * @param warnings whole sentences about the file
 */
record OwnKey(PrivateKey key, KeyReader.Found found, List<String> warnings) {
    static OwnKey read(Path file, Optional<String> alias, Optional<Secret> password, Optional<Secret> entryPassword)
            throws ConfigurationException {
        KeyReader reader = new KeyReader();
        PrivateKey key = reader.key(file, alias, password, entryPassword);
        return new OwnKey(key, reader.found().get(0), reader.warnings());
    }

    RSAPublicKey publicKey() {
        return found.key().orElseThrow();
    }

    Optional<X509Certificate> certificate() {
        return found.certificates().stream().findFirst();
    }

    String format() {
        return found.format();
    }

    @Override
    public String toString() {
        return "OwnKey[" + found.place() + ", " + found.format() + "]";
    }
}
