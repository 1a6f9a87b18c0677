package org.erpconnector.auth.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.erpconnector.auth.config.ConfigurationException;

/** Decodes RSA private keys from PKCS#1 (RFC 8017), PKCS#8 and encrypted PKCS#8 (RFC 5958, RFC 8018). */
final class PrivateKeys {
    private static final byte[] VERSION_0 = {2, 1, 0};
    /** SEQUENCE of rsaEncryption, 1.2.840.113549.1.1.1, and NULL. */
    private static final byte[] RSA_ENCRYPTION = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private static final int RSA_OID_AT = 4;
    private static final String CONVERT = "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in <file> -out key.pem";

    private PrivateKeys() {}

    static PrivateKey pkcs8(KeyQuery query, byte[] der) throws ConfigurationException {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw query.refuse(
                    mentionsRsa(der) ? "the private key is damaged" : "the private key is not an RSA key",
                    "SuperOffice registers RSA keys only. Make one: openssl genpkey -algorithm RSA -pkeyopt"
                            + " rsa_keygen_bits:2048 -out key.pem",
                    e);
        }
    }

    /** The JDK reads PKCS#8 only, so the PKCS#1 structure is wrapped: version, algorithm, octet string. */
    static PrivateKey pkcs1(KeyQuery query, byte[] der) throws ConfigurationException {
        return pkcs8(query, element(0x30, concat(VERSION_0, RSA_ENCRYPTION, element(0x04, der))));
    }

    static PrivateKey encrypted(KeyQuery query, byte[] der) throws ConfigurationException {
        if (query.password().isEmpty()) {
            throw query.refusePassword(
                    "the private key is encrypted and no password is set",
                    "Set " + query.passwordPlace(),
                    new GeneralSecurityException("no password"));
        }
        char[] password = query.password().get().reveal();
        if (!new String(password).chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
            throw query.refusePassword(
                    "Java opens encrypted PEM keys with ASCII passwords only",
                    "Encrypt the key again with an ASCII password, or use PKCS12",
                    new GeneralSecurityException("password is not ASCII"));
        }
        return pkcs8(query, decrypt(query, der, password));
    }

    private static byte[] decrypt(KeyQuery query, byte[] der, char[] password) throws ConfigurationException {
        EncryptedPrivateKeyInfo sealed = info(query, der);
        Cipher cipher;
        try {
            AlgorithmParameters parameters = sealed.getAlgParameters();
            String algorithm = algorithm(sealed, parameters);
            cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password)),
                    parameters);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw query.refuse("the private key is encrypted with an algorithm that this Java lacks", CONVERT, e);
        }
        try {
            return sealed.getKeySpec(cipher).getEncoded();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw query.refusePassword(
                    "the password does not open the private key",
                    "Set " + query.passwordPlace() + " to the password with which the key was encrypted",
                    e);
        }
    }

    private static EncryptedPrivateKeyInfo info(KeyQuery query, byte[] der) throws ConfigurationException {
        try {
            return new EncryptedPrivateKeyInfo(der);
        } catch (IOException | RuntimeException e) {
            throw query.refuse("the encrypted private key is damaged, or its algorithm is unknown", CONVERT, e);
        }
    }

    /** PBES2 (RFC 8018 section 6.2) is one object identifier for many: only its parameters know the cipher's name. */
    private static String algorithm(EncryptedPrivateKeyInfo sealed, AlgorithmParameters parameters)
            throws NoSuchAlgorithmException {
        if (parameters == null) {
            throw new NoSuchAlgorithmException(sealed.getAlgName());
        }
        String name = sealed.getAlgName();
        return name.equals("PBES2") || name.equals("1.2.840.113549.1.5.13") ? parameters.toString() : name;
    }

    private static boolean mentionsRsa(byte[] der) {
        byte[] oid = Arrays.copyOfRange(RSA_ENCRYPTION, RSA_OID_AT, RSA_ENCRYPTION.length - 2);
        for (int i = 0; i + oid.length <= Math.min(der.length, 40); i++) {
            if (Arrays.equals(der, i, i + oid.length, oid, 0, oid.length)) {
                return true;
            }
        }
        return false;
    }

    /** One DER element with the shortest length that holds it: the JDK refuses longer ones (X.690 section 10.1). */
    private static byte[] element(int tag, byte[] content) {
        byte[] length = BigInteger.valueOf(content.length).toByteArray();
        return content.length < 0x80
                ? concat(new byte[] {(byte) tag, (byte) content.length}, content)
                : concat(new byte[] {(byte) tag}, longLength(length), content);
    }

    private static byte[] longLength(byte[] signed) {
        byte[] octets = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        return concat(new byte[] {(byte) (0x80 | octets.length)}, octets);
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all =
                ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
