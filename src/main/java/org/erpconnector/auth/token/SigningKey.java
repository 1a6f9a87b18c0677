package org.erpconnector.auth.token;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import org.erpconnector.auth.keys.JcaKey;

/**
 * An application key and its public half. Immutable; its text shows no key.
 *
 * @param key the private half, and who computes with it
 * @param publicKey the public half, which SuperOffice has
 */
public record SigningKey(JcaKey<PrivateKey> key, RSAPublicKey publicKey) {
    /**
     * Verifies a signature of this key's before it leaves, unless the key is the JDK's own with CRT parts: what is computed
     * with that has been checked already, by the JDK as by AWS-LC and BoringSSL, which are behind native providers. Any
     * other key may live in hardware, where one faulty signature can betray the key (Boneh, DeMillo and Lipton, 1997).
     *
     * @throws GeneralSecurityException if it cannot be verified
     * @throws SigningException if it is wrong
     */
    void check(byte[] signed, byte[] signature) throws GeneralSecurityException, SigningException {
        boolean jdks = key.key().getClass().getModule() == Object.class.getModule();
        if (jdks && key.key() instanceof RSAPrivateCrtKey) {
            return;
        }
        Signature check = JcaKey.of(publicKey).signature();
        check.initVerify(publicKey);
        check.update(signed);
        if (!check.verify(signature)) {
            throw new SigningException("the application key made a signature that its public half does not verify");
        }
    }
}
