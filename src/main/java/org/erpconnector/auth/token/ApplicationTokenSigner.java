package org.erpconnector.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
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

    private final SigningKey key;
    private final Clock clock;

    /**
     * @param key the application key, of 1024 bits or more
     * @param clock gives the minute
     */
    public ApplicationTokenSigner(SigningKey key, Clock clock) {
        this.key = key;
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
            JcaKey<PrivateKey> own = key.key();
            Signature signature = own.signature();
            signature.initSign(own.key());
            signature.update(signed);
            byte[] bytes = signature.sign();
            key.check(signed, bytes);
            return bytes;
        } catch (GeneralSecurityException | RuntimeException | LinkageError | AssertionError | InternalError e) {
            // The errors are those of native providers.
            throw new SigningException("the application key did not sign", e);
        }
    }
}
