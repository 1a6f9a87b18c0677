package org.erpconnector.auth.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.erpconnector.auth.config.Secret;

/** Makes a PKCS12 keystore (RFC 7292) of one key, with the JDK's own algorithms. */
final class Pkcs12 {
    /** keytool demands as many. */
    private static final int SHORTEST_PASSWORD = 6;

    private Pkcs12() {}

    /** What Java and openssl both open: ASCII, since they disagree on how other characters become bytes. */
    static Secret requireUsable(Secret password) throws UsageException {
        char[] characters = password.reveal();
        if (characters.length < SHORTEST_PASSWORD
                || !new String(characters).chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new UsageException(
                    "a keystore's password has " + SHORTEST_PASSWORD + " or more characters, all of them ASCII");
        }
        return password;
    }

    /** The keystore; its certificate is the key's own, or a new one where there is none. */
    static byte[] bytes(OwnKey key, PrivateKey privateKey, String alias, Secret password, Clock clock)
            throws UsageException {
        try {
            X509Certificate certificate = key.certificate().isPresent()
                    ? key.certificate().get()
                    : SelfSigned.certificate(privateKey, key.publicKey(), alias, clock.instant());
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(alias, privateKey, password.reveal(), new Certificate[] {certificate});
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password.reveal());
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new UsageException("this Java cannot make a PKCS12 keystore of the key: " + Shown.cause(e), e);
        }
    }
}
