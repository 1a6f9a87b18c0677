package org.erpconnector.auth.token;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.Serializer;
import io.jsonwebtoken.jackson.io.JacksonSerializer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.erpconnector.auth.json.StrictJson;
import org.erpconnector.auth.keys.JcaKey;
import org.jspecify.annotations.Nullable;

/**
 * The reply of the HTTP contract: a JWT signed with RS256 (RFC 7519, RFC 7515), valid for five minutes, which names the
 * caller's nonce. Immutable and safe for use by several threads.
 */
public final class SignedJwtSigner implements ReplyTokenSigner {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    /** Not jjwt's default, whose buffers hang on the server's threads when the web application has gone. */
    private final Serializer<Map<String, ?>> json = new JacksonSerializer<>(new StrictJson(CompactJws.LIMITS).mapper());

    private final SigningKey key;
    private final KeyId keyId;
    private final Clock clock;

    /**
     * How the reply names our key.
     *
     * @param kid value of {@code kid}
     * @param x5t base64url of our certificate's SHA-1, without padding; null if there is no certificate
     */
    public record KeyId(String kid, @Nullable String x5t) {}

    /**
     * @param key the application key, of 2048 bits or more (RFC 7518 section 3.3)
     * @param keyId how the reply names it
     * @param clock gives the times
     */
    public SignedJwtSigner(SigningKey key, KeyId keyId, Clock clock) {
        this.key = key;
        this.keyId = keyId;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings(
            "deprecation") // "single" warns of readers who expect an array; ours is known to send a single one
    public String sign(VerifiedCallerToken token) throws SigningException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            JwtBuilder jwt = Jwts.builder()
                    .json(json)
                    .b64Url(Base64UrlStream::new)
                    .header()
                    .type("JWT")
                    .keyId(keyId.kid())
                    .and()
                    .issuer(CallerTokenRules.SERVICE + token.applicationId())
                    .audience()
                    .single(token.issuer())
                    .subject(token.tenant())
                    .claim("nonce", token.nonce())
                    .issuedAt(Date.from(now))
                    .notBefore(Date.from(now))
                    .expiration(Date.from(now.plus(LIFETIME)))
                    .id(UUID.randomUUID().toString());
            String x5t = keyId.x5t();
            if (x5t != null) {
                jwt.header()
                        .x509Sha1Thumbprint(Base64.getUrlDecoder().decode(x5t))
                        .and();
            }
            JcaKey<PrivateKey> own = key.key();
            own.provider().ifPresent(jwt::provider);
            return checked(jwt.signWith(own.key(), Jwts.SIG.RS256).compact());
        } catch (GeneralSecurityException | RuntimeException | LinkageError | AssertionError | InternalError e) {
            // The errors are those of native providers.
            throw new SigningException("the application key did not sign a JWT", e);
        }
    }

    private String checked(String jwt) throws GeneralSecurityException, SigningException {
        int dot = jwt.lastIndexOf('.');
        key.check(
                jwt.substring(0, dot).getBytes(StandardCharsets.US_ASCII),
                Base64.getUrlDecoder().decode(jwt.substring(dot + 1)));
        return jwt;
    }
}
