package org.erpconnector.auth.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONStringUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Builds a caller's token. It starts with the header and claims of the tokens in SuperOffice's published samples, in
 * their order: no {@code iat}, no {@code jti}, valid from a minute before its issue, a new nonce. A case of the
 * conformance kit changes it in one place; the changed text is signed.
 */
final class TokenDraft {

    static final String CONTEXT_CLAIM = "http://schemes.superoffice.net/identity/ctx";

    private static final long MAY_BE_USED_EARLIER = 60;
    /** Lifetime of an expired token in seconds: that of SuperOffice's own tokens. */
    private static final long LIFE_OF_AN_EXPIRED_ONE = 300;

    private final CallerToken.Terms terms;
    private final Instant expires;
    // Values are JSON, as a wrong value may have any type.
    private final Map<String, String> header = new LinkedHashMap<>();
    private final Map<String, String> claims = new LinkedHashMap<>();
    private UnaryOperator<String> headerText = UnaryOperator.identity();
    private UnaryOperator<String> claimsText = UnaryOperator.identity();
    private UnaryOperator<String> finished = UnaryOperator.identity();
    private Signing signing;
    private String nonce;
    private final String thumbprint;

    /** Computes the signature. */
    @FunctionalInterface
    interface Signing {
        Base64URL of(byte[] input) throws JOSEException;
    }

    private TokenDraft(CallerToken.Terms terms, RsaIdentity signer, Instant now) throws GeneralSecurityException {
        this.terms = terms;
        this.signing = rsa(JWSAlgorithm.RS256, signer);
        this.nonce = newNonce();
        byte[] sha1 =
                MessageDigest.getInstance("SHA-1").digest(signer.certificate().getEncoded());
        this.thumbprint = HexFormat.of().withUpperCase().formatHex(sha1);
        this.expires = now.plusSeconds(terms.lifetimeSeconds());
        // With exp before nbf it would be refused for that, and not because it has expired.
        Instant issued = terms.lifetimeSeconds() < 0 ? expires.minusSeconds(LIFE_OF_AN_EXPIRED_ONE) : now;
        header.put("alg", json("RS256"));
        header.put("kid", json(thumbprint));
        header.put("x5t", json(Base64URL.encode(sha1).toString()));
        header.put("typ", json("JWT"));
        claims.put("sub", json(terms.tenant()));
        claims.put("nonce", json(nonce));
        claims.put(CONTEXT_CLAIM, json(terms.tenant()));
        claims.put("nbf", Long.toString(issued.minusSeconds(MAY_BE_USED_EARLIER).getEpochSecond()));
        claims.put("exp", Long.toString(expires.getEpochSecond()));
        claims.put("iss", json(terms.issuer()));
        claims.put("aud", json("spn:" + terms.applicationId()));
    }

    static TokenDraft of(CallerToken.Terms terms, RsaIdentity signer, Instant now) throws GeneralSecurityException {
        return new TokenDraft(terms, signer, now);
    }

    /** 16 random bytes in SuperOffice's notation. */
    static String newNonce() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().withUpperCase().formatHex(random);
    }

    /** A text as JSON. */
    static String json(String text) {
        return JSONStringUtils.toJSONString(text);
    }

    String nonce() {
        return nonce;
    }

    /** Sets a header parameter. */
    TokenDraft header(String name, String json) {
        header.put(name, json);
        return this;
    }

    TokenDraft withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    /** Sets a claim. */
    TokenDraft claim(String name, String json) {
        claims.put(name, json);
        return this;
    }

    TokenDraft withoutClaim(String name) {
        claims.remove(name);
        return this;
    }

    TokenDraft nonce(String other) {
        nonce = other;
        return claim("nonce", json(other));
    }

    TokenDraft tenant(String other) {
        return claim("sub", json(other)).claim(CONTEXT_CLAIM, json(other));
    }

    /** Sets nbf and exp. */
    TokenDraft times(Instant from, Instant until) {
        return claim("nbf", Long.toString(from.getEpochSecond())).claim("exp", Long.toString(until.getEpochSecond()));
    }

    /** Changes the JSON of the header. */
    TokenDraft headerText(UnaryOperator<String> change) {
        headerText = change;
        return this;
    }

    /** Changes the JSON of the claims. */
    TokenDraft claimsText(UnaryOperator<String> change) {
        claimsText = change;
        return this;
    }

    /** Sets who computes the signature. */
    TokenDraft signing(Signing other) {
        signing = other;
        return this;
    }

    /** Sets the algorithm and who computes the signature. */
    TokenDraft signing(JWSAlgorithm algorithm, Signing other) {
        return header("alg", json(algorithm.getName())).signing(other);
    }

    /** Changes the compact serialization after signing. */
    TokenDraft finished(UnaryOperator<String> change) {
        finished = change;
        return this;
    }

    /** Signs with an RSA key, also with a short one, to test connectors that pin such a key. */
    static Signing rsa(JWSAlgorithm algorithm, RsaIdentity signer) {
        return input -> new RSASSASigner(signer.privateKey(), Set.of(AllowWeakRSAKey.getInstance()))
                .sign(new JWSHeader(algorithm), input);
    }

    CallerToken sign() throws GeneralSecurityException {
        String input = encoded(headerText.apply(object(header))) + "." + encoded(claimsText.apply(object(claims)));
        try {
            String text = input + "." + signing.of(input.getBytes(StandardCharsets.US_ASCII));
            return new CallerToken(finished.apply(text), nonce, terms.issuer(), terms.tenant(), thumbprint, expires);
        } catch (JOSEException e) {
            throw new GeneralSecurityException("the token cannot be signed", e);
        }
    }

    private static String encoded(String json) {
        return Base64URL.encode(json).toString();
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> json(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
