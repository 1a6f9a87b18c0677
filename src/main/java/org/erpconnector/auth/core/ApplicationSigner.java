package org.erpconnector.auth.core;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.Serializer;
import io.jsonwebtoken.jackson.io.JacksonSerializer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.erpconnector.auth.json.StrictJson;

/**
 * The application key. The private half does not leave it: with a signer a fresh caller token can be answered,
 * and nothing else signed. Immutable and safe for use by several threads; its text shows no key.
 */
public final class ApplicationSigner {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    /** ROOT, so that a server in Thai or Arabic still writes Gregorian years and ASCII digits. */
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Not jjwt's default, whose buffers hang on the server's threads when the web application has gone. */
    private final Serializer<Map<String, ?>> json = new JacksonSerializer<>(new StrictJson(CompactJws.LIMITS).mapper());

    private final JcaKey<PrivateKey> key;
    private final RSAPublicKey publicKey;
    private final Optional<X509Certificate> certificate;
    private final String id;

    private ApplicationSigner(JcaKey<PrivateKey> key, RSAPublicKey publicKey, Optional<X509Certificate> certificate) {
        this.key = key;
        this.publicKey = publicKey;
        this.certificate = certificate;
        this.id = Thumbprints.id(publicKey, certificate);
    }

    /**
     * A key that signs what its public half verifies: that is tried once.
     *
     * @param key the private half; it may live in hardware, then it has no readable parts
     * @param publicKey the public half, which SuperOffice has
     * @param certificate its certificate, which names the key in a signed JWT; without one RFC 7638's thumbprint does
     * @throws SigningException if it cannot sign, or signs what its public half does not verify
     */
    public static ApplicationSigner of(PrivateKey key, RSAPublicKey publicKey, Optional<X509Certificate> certificate)
            throws SigningException {
        return tested(new ApplicationSigner(JcaKey.of(key), publicKey, certificate));
    }

    /**
     * The same key, with another security provider to compute with it. A key that the provider cannot read stays where it
     * is, see {@link #provider}.
     *
     * @throws SigningException if what it then signs is not verified
     */
    public ApplicationSigner by(Provider provider) throws SigningException {
        return tested(new ApplicationSigner(JcaKey.signing(key.key(), Optional.of(provider)), publicKey, certificate));
    }

    /**
     * The JDK signs with a wrong private exponent and never notices; every handshake would fail, at the caller, with a
     * sentence that blames nobody.
     */
    private static ApplicationSigner tested(ApplicationSigner signer) throws SigningException {
        byte[] data = new byte[32];
        new SecureRandom().nextBytes(data);
        signer.verify(data, signer.signature(data));
        return signer;
    }

    /** The public half. */
    public RSAPublicKey publicKey() {
        return publicKey;
    }

    /** The certificate of the key, where there is one. */
    public Optional<X509Certificate> certificate() {
        return certificate;
    }

    /** What logs call the key: {@link Thumbprints#id}. */
    public String id() {
        return id;
    }

    /** Who computes with the private half; empty: the first of the JVM's list that takes it. */
    public Optional<Provider> provider() {
        return key.provider();
    }

    /** The only place where a reply token is made. */
    ReplyToken sign(FreshCallerToken fresh, ReplyForm form, Instant now) throws SigningException {
        VerifiedCallerToken token = fresh.verified();
        String text = switch (form) {
            case APPLICATION_TOKEN -> applicationToken(token, now);
            case JWT -> jwt(token, now.truncatedTo(ChronoUnit.SECONDS));
        };
        return new ReplyToken(text, token, id);
    }

    private String applicationToken(VerifiedCallerToken token, Instant now) throws SigningException {
        String statement = token.nonce() + "." + MINUTE.format(now);
        byte[] signed = statement.getBytes(StandardCharsets.UTF_8);
        byte[] signature = signature(signed);
        check(signed, signature);
        return statement + "." + Base64.getEncoder().encodeToString(signature);
    }

    private byte[] signature(byte[] data) throws SigningException {
        try {
            Signature signature = key.signature();
            signature.initSign(key.key());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException | RuntimeException | LinkageError | AssertionError | InternalError e) {
            // The errors are those of native providers.
            throw new SigningException("the application key did not sign", e);
        }
    }

    @SuppressWarnings(
            "deprecation") // "single" warns of readers who expect an array; ours is known to send a single one
    private String jwt(VerifiedCallerToken token, Instant now) throws SigningException {
        String jwt;
        try {
            JwtBuilder builder = Jwts.builder()
                    .json(json)
                    .header()
                    .type("JWT")
                    .keyId(id)
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
            // As the caller names its own certificates: kid in hexadecimal, x5t in base64url.
            certificate.ifPresent(own ->
                    builder.header().x509Sha1Thumbprint(Thumbprints.sha1(own)).and());
            key.provider().ifPresent(builder::provider);
            jwt = builder.signWith(key.key(), Jwts.SIG.RS256).compact();
        } catch (RuntimeException | LinkageError | AssertionError | InternalError e) {
            throw new SigningException("the application key did not sign a JWT", e);
        }
        int dot = jwt.lastIndexOf('.');
        check(
                jwt.substring(0, dot).getBytes(StandardCharsets.US_ASCII),
                Base64.getUrlDecoder().decode(jwt.substring(dot + 1)));
        return jwt;
    }

    /**
     * Verifies a signature before it leaves, unless the JDK has done so: it does for keys of its own with CRT parts, as
     * AWS-LC and BoringSSL do behind native providers. Any other key may live in hardware, where one faulty signature can
     * betray the key (Boneh, DeMillo and Lipton, 1997).
     */
    private void check(byte[] signed, byte[] signature) throws SigningException {
        boolean jdks = key.key().getClass().getClassLoader() == Object.class.getClassLoader();
        if (!jdks || !(key.key() instanceof RSAPrivateCrtKey)) {
            verify(signed, signature);
        }
    }

    private void verify(byte[] signed, byte[] signature) throws SigningException {
        boolean right;
        try {
            Signature check = JcaKey.of(publicKey).signature();
            check.initVerify(publicKey);
            check.update(signed);
            right = check.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new SigningException("the public half of the application key cannot verify", e);
        }
        if (!right) {
            throw new SigningException("the application key made a signature that its public half does not verify");
        }
    }

    @Override
    public String toString() {
        return "ApplicationSigner[" + id + ", " + publicKey.getModulus().bitLength() + " bits]";
    }
}
