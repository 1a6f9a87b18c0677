package org.erpconnector.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.erpconnector.auth.keys.JcaKey;

/**
 * The reply of the SOAP contracts, as SuperOffice's published signer and verifier have it: {@code nonce.minute.signature},
 * the minute as {@code yyyyMMddHHmm} in UTC, the signature RSASSA-PKCS1-v1_5 with SHA-256 over {@code nonce.minute} in
 * standard base64 with padding. Immutable and safe for use by several threads.
 */
public final class ApplicationTokenSigner implements ReplyTokenSigner {
    /** ROOT, so that a server in Thai or Arabic still writes Gregorian years and ASCII digits. */
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final JcaKey<PrivateKey> key;
    private final RSAPublicKey publicKey;
    private final Clock clock;

    /**
     * @param key the application key, of 1024 bits or more
     * @param publicKey its public half
     * @param clock gives the minute
     */
    public ApplicationTokenSigner(JcaKey<PrivateKey> key, RSAPublicKey publicKey, Clock clock) {
        this.key = key;
        this.publicKey = publicKey;
        this.clock = clock;
    }

    @Override
    public String sign(VerifiedCallerToken token) throws SigningException {
        String statement = token.nonce() + "." + MINUTE.format(clock.instant());
        return statement + "." + Base64.getEncoder().encodeToString(signature(statement));
    }

    private byte[] signature(String statement) throws SigningException {
        byte[] signed = statement.getBytes(StandardCharsets.UTF_8);
        try {
            Signature signature = key.signature();
            signature.initSign(key.key());
            signature.update(signed);
            byte[] bytes = signature.sign();
            if (!(key.key() instanceof RSAPrivateCrtKey)) {
                verify(signed, bytes);
            }
            return bytes;
        } catch (GeneralSecurityException | RuntimeException | LinkageError | AssertionError | InternalError e) {
            // The errors are those of native providers.
            throw new SigningException("the application key did not sign", e);
        }
    }

    /**
     * The JDK checks what it computes with a CRT key, and so do AWS-LC and BoringSSL, which are behind native providers.
     * Any other key may live in hardware, where one faulty signature can betray the key (Boneh, DeMillo and Lipton, 1997).
     */
    private void verify(byte[] signed, byte[] bytes) throws GeneralSecurityException, SigningException {
        Signature check = JcaKey.of(publicKey).signature();
        check.initVerify(publicKey);
        check.update(signed);
        if (!check.verify(bytes)) {
            throw new SigningException("the application key made a signature that its public half does not verify");
        }
    }
}
