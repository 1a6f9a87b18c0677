package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A set of keys to try a connector with: the key with which the pretended SuperOffice signs, the key with which the
 * connector signs, and a second caller key of the same name that the connector must refuse. Made afresh each time; a set
 * that an earlier run left in the folder is replaced, files of anybody else's never are.
 *
 * @param caller the pretended SuperOffice's signing key
 * @param callerCertificate its certificate in PEM form: the one for the connector to pin
 * @param application the connector's signing key
 * @param applicationPrivate the same key as SuperOffice would issue it: RSAKeyValue XML
 * @param applicationPublic its public half, which SuperOffice keeps
 * @param foreign a caller key that nobody trusts, of the caller's alias and subject
 * @param properties the file that names all of these, for {@code --properties}
 */
public record DemoKeys(
        String applicationId,
        String tenant,
        StoredKey caller,
        Path callerCertificate,
        StoredKey application,
        Path applicationPrivate,
        Path applicationPublic,
        StoredKey foreign,
        Path properties) {

    /** The tenant that the simulator plays unless told otherwise. */
    public static final String TENANT = "Cust12345";

    /** SuperOffice's keys and, today, those that it issues to applications. */
    public static final int BITS = 2048;

    static final String CALLER_SUBJECT = "SuperOffice Online Simulator Federated Login";

    /** A key and its certificate in a PKCS12 file; the password opens both the file and the key. */
    public record StoredKey(Path keystore, String alias, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "StoredKey[" + keystore + ", alias " + alias + "]";
        }
    }

    /** A key that is kept in memory. */
    static RsaIdentity identity(String subject, Instant now) {
        try {
            return RsaIdentity.generate(BITS, subject, now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make an RSA key", e);
        }
    }

    /** Makes a set with an application id of its own and a 2048-bit application key. */
    public static DemoKeys make(Path folder) throws IOException {
        return make(folder, KeyFiles.randomHex(), BITS);
    }

    /**
     * Makes a set.
     *
     * @param bits length of the application key; the caller's keys have 2048 bits, as SuperOffice's have
     * @throws java.nio.file.FileAlreadyExistsException when a file in the folder is not of an earlier set
     * @throws IOException when the set cannot be made whole; none of its keys is left in the folder
     */
    public static DemoKeys make(Path folder, String applicationId, int bits) throws IOException {
        try {
            RsaIdentity callerKey = RsaIdentity.generate(BITS, CALLER_SUBJECT, Instant.now());
            RsaIdentity applicationKey = RsaIdentity.generate(bits, "Demo connector " + applicationId, Instant.now());
            RsaIdentity foreignKey = RsaIdentity.generate(BITS, CALLER_SUBJECT, Instant.now());

            return KeyFiles.whole(folder, files -> {
                DemoKeys made = new DemoKeys(
                        applicationId,
                        TENANT,
                        files.keystore("caller.p12", "superoffice", callerKey),
                        files.certificate("caller.crt", callerKey.certificate()),
                        files.keystore("application.p12", "application", applicationKey),
                        files.secret("application-private.xml", RsaKeyValue.ofPrivate((RSAPrivateCrtKey)
                                applicationKey.privateKey())),
                        files.open("application-public.xml", RsaKeyValue.ofPublic((RSAPublicKey)
                                applicationKey.certificate().getPublicKey())),
                        files.keystore("foreign.p12", "superoffice", foreignKey),
                        files.path(KeyFiles.PROPERTIES));
                files.properties(made.asProperties());
                return made;
            });
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java cannot make the keys: " + Shown.cause(e), e);
        }
    }

    /** The names and values of {@code keys.properties}. */
    public Map<String, String> asProperties() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("application.id", applicationId);
        values.put("tenant", tenant);
        values.put("caller.keystore", caller.keystore().toString());
        values.put("caller.alias", caller.alias());
        values.put("caller.password", caller.password());
        values.put("caller.certificate", callerCertificate.toString());
        values.put("application.keystore", application.keystore().toString());
        values.put("application.alias", application.alias());
        values.put("application.password", application.password());
        values.put("application.private", applicationPrivate.toString());
        values.put("application.public", applicationPublic.toString());
        values.put("foreign.keystore", foreign.keystore().toString());
        values.put("foreign.alias", foreign.alias());
        values.put("foreign.password", foreign.password());
        return values;
    }
}
