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
 * A set of demo keys: the key with which the simulated SuperOffice signs, the key with which the connector signs, and a
 * second caller key of the same subject that the connector must refuse. New keys each time; an earlier set in the
 * folder is replaced, other files never are.
 *
 * @param caller the simulated SuperOffice's signing key
 * @param callerCertificate its certificate in PEM, for the connector to trust
 * @param application the connector's signing key
 * @param applicationPrivate the same key as SuperOffice issues it: RSAKeyValue XML
 * @param applicationPublic its public key, which SuperOffice keeps
 * @param foreign an untrusted caller key with the caller's alias and subject
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

    /** The simulator's default tenant. */
    public static final String TENANT = "Cust12345";

    /** Size of SuperOffice's keys and of those that it issues to applications today. */
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

    /** A new key, in memory only. */
    static RsaIdentity identity(String subject, Instant now) {
        try {
            return RsaIdentity.generate(BITS, subject, now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make an RSA key", e);
        }
    }

    /** Makes a set with a new application id and a 2048-bit application key. */
    public static DemoKeys make(Path folder) throws IOException {
        return make(folder, KeyFiles.randomHex(), BITS);
    }

    /**
     * Makes a set.
     *
     * @param bits length of the application key; the caller's keys have 2048 bits, as SuperOffice's have
     * @throws java.nio.file.FileAlreadyExistsException if a file of the same name is not of an earlier set
     * @throws IOException if the set cannot be completed; none of its keys stays in the folder
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
