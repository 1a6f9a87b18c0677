package org.erpconnector.auth.servlet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.erpconnector.auth.testkit.TestKeys;

/** The arithmetic that no handshake can do without: one RSA verification, one RSA signature, by one provider. */
final class RawRsa {
    private static final String ALGORITHM = "SHA256withRSA";

    private final Provider provider;
    private final PublicKey callerKey;
    private final PrivateKey applicationKey;
    private final byte[] verified;
    private final byte[] signature;
    private final byte[] signed;

    /**
     * @param provider of keys and signatures
     * @param token of the caller
     * @param statement to sign
     */
    RawRsa(Provider provider, TestKeys caller, TestKeys application, String token, String statement)
            throws GeneralSecurityException {
        int dot = token.lastIndexOf('.');
        // A key of another provider's costs some of them more than the signature.
        KeyFactory keys = KeyFactory.getInstance("RSA", provider);
        this.provider = provider;
        this.callerKey =
                keys.generatePublic(new X509EncodedKeySpec(caller.publicKey().getEncoded()));
        this.applicationKey = keys.generatePrivate(
                new PKCS8EncodedKeySpec(application.pair().getPrivate().getEncoded()));
        this.verified = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
        this.signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        this.signed = statement.getBytes(StandardCharsets.US_ASCII);
    }

    boolean verify() throws GeneralSecurityException {
        Signature check = Signature.getInstance(ALGORITHM, provider);
        check.initVerify(callerKey);
        check.update(verified);
        return check.verify(signature);
    }

    byte[] sign() throws GeneralSecurityException {
        Signature sign = Signature.getInstance(ALGORITHM, provider);
        sign.initSign(applicationKey);
        sign.update(signed);
        return sign.sign();
    }
}
