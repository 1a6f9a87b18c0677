package org.erpconnector.auth.keys.source;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.interfaces.PBEKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Opens an encrypted PKCS#8 key: PBES2 with PBKDF2, PBES1 (RFC 8018) and those of PKCS#12 (RFC 7292 appendix C). PBES2 is
 * put together here and not by the JDK's {@code PBEWith...} algorithms: these lack AES-192 and 3DES, and on Java 17 take
 * ASCII passwords only.
 */
final class EncryptedKey {
    private static final String PBES2 = "2a864886f70d01050d";
    private static final String PBKDF2 = "2a864886f70d01050c";
    private static final String HMAC_SHA1 = "2a864886f70d0207";
    private static final Map<String, String> HMACS = Map.of(
            HMAC_SHA1,
            "HmacSHA1",
            "2a864886f70d0208",
            "HmacSHA224",
            "2a864886f70d0209",
            "HmacSHA256",
            "2a864886f70d020a",
            "HmacSHA384",
            "2a864886f70d020b",
            "HmacSHA512",
            "2a864886f70d020c",
            "HmacSHA512/224",
            "2a864886f70d020d",
            "HmacSHA512/256");

    /** @param bits of its key */
    private record Scheme(String algorithm, int bits) {}

    private static final Map<String, Scheme> CIPHERS = Map.of(
            "608648016503040102", new Scheme("AES", 128),
            "608648016503040116", new Scheme("AES", 192),
            "60864801650304012a", new Scheme("AES", 256),
            "2a864886f70d0307", new Scheme("DESede", 192));

    private static final String CONVERT = "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in <file> -out key.pem";

    private EncryptedKey() {}

    /** The password as it is: the JDK's own such key takes ASCII only on Java 17, and narrows other letters since. */
    private record Password(Secret secret) implements PBEKey {
        @Override
        public char[] getPassword() {
            return secret.reveal();
        }

        @Override
        public byte @Nullable [] getSalt() {
            return null;
        }

        @Override
        public int getIterationCount() {
            return 0;
        }

        @Override
        public String getAlgorithm() {
            return "PBE";
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return new String(secret.reveal()).getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Decrypts it.
     *
     * @param members of the DER: an algorithm with its parameters, and the encrypted bytes
     * @return the DER of the key
     */
    static byte[] open(KeySourceContext context, byte[] der, List<DerHeader> members) throws ConfigurationException {
        if (context.password().isEmpty()) {
            throw context.refusePassword(
                    "the private key is encrypted and no password is set",
                    "Set " + context.passwordPlace(),
                    new GeneralSecurityException("no password"));
        }
        Cipher cipher;
        try {
            cipher = cipher(der, members.get(0), context.password().get());
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw context.refuse(
                    "the private key is encrypted with an algorithm that this Java lacks, or is damaged", CONVERT, e);
        }
        try {
            byte[] clear = cipher.doFinal(members.get(1).value(der));
            // One wrong password in 256 gives a padding that looks right.
            if (!DerHeader.members(clear).isEmpty()) {
                return clear;
            }
            throw wrong(context, new GeneralSecurityException("not DER"));
        } catch (BadPaddingException e) {
            throw wrong(context, e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw context.refuse("the encrypted private key is damaged", "Copy the file again, or export it again", e);
        }
    }

    private static ConfigurationException wrong(KeySourceContext context, GeneralSecurityException cause) {
        return context.refusePassword(
                "the password does not open the private key",
                "Set " + context.passwordPlace() + " to the password with which the key was encrypted",
                cause);
    }

    private static Cipher cipher(byte[] der, DerHeader algorithm, Secret password)
            throws GeneralSecurityException, IOException {
        List<DerHeader> named = algorithm.inside(der);
        if (named.size() == 2 && named.get(0).hex(der).equals(PBES2)) {
            return pbes2(der, named.get(1).inside(der), password);
        }
        EncryptedPrivateKeyInfo sealed = new EncryptedPrivateKeyInfo(der);
        AlgorithmParameters parameters = sealed.getAlgParameters();
        if (parameters == null) {
            throw new NoSuchAlgorithmException(sealed.getAlgName());
        }
        Cipher cipher = Cipher.getInstance(sealed.getAlgName());
        cipher.init(Cipher.DECRYPT_MODE, new Password(password), parameters);
        return cipher;
    }

    /** RFC 8018 appendix A.4: how the key is derived, then how it is used. */
    private static Cipher pbes2(byte[] der, List<DerHeader> both, Secret password) throws GeneralSecurityException {
        List<DerHeader> derivation = both.get(0).inside(der);
        List<DerHeader> encryption = both.get(1).inside(der);
        Scheme scheme = CIPHERS.get(encryption.get(0).hex(der));
        if (!derivation.get(0).hex(der).equals(PBKDF2) || scheme == null) {
            throw new NoSuchAlgorithmException("a key derivation or cipher of PBES2");
        }
        List<DerHeader> parameters = derivation.get(1).inside(der);
        // Salt and iteration count; then optionally the key length, which the cipher implies, and the HMAC if not
        // SHA-1.
        DerHeader last = parameters.get(parameters.size() - 1);
        String hmac = last.tag() == DerHeader.SEQUENCE ? last.inside(der).get(0).hex(der) : HMAC_SHA1;
        if (!HMACS.containsKey(hmac)) {
            throw new NoSuchAlgorithmException("an HMAC of PBKDF2");
        }
        PBEKeySpec spec = new PBEKeySpec(
                password.reveal(),
                parameters.get(0).value(der),
                new BigInteger(parameters.get(1).value(der)).intValueExact(),
                scheme.bits());
        byte[] key = SecretKeyFactory.getInstance("PBKDF2With" + HMACS.get(hmac))
                .generateSecret(spec)
                .getEncoded();
        Cipher cipher = Cipher.getInstance(scheme.algorithm() + "/CBC/PKCS5Padding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, scheme.algorithm()),
                new IvParameterSpec(encryption.get(1).value(der)));
        return cipher;
    }
}
