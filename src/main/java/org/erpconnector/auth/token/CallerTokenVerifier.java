package org.erpconnector.auth.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.ClaimJwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.jackson.io.JacksonDeserializer;
import io.jsonwebtoken.security.SignatureException;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.erpconnector.auth.keys.CallerKey;
import org.erpconnector.auth.keys.CallerKeys;

/**
 * Is this token SuperOffice's, and meant for us, now? jjwt proves the signature; a strict gate stands before it, because
 * jjwt spends time and tolerance on unproven text, and our own rules behind it, because its claims checks convert,
 * overflow and contain. Immutable and safe for use by several threads.
 */
public final class CallerTokenVerifier {
    private final CallerKeys callers;
    private final CallerTokenRules rules;
    private final ObjectMapper json;
    private final Map<CallerKey, JwtParser> parsers;

    /**
     * @param callers the keys that may sign
     * @param rules what the claims must say
     */
    public CallerTokenVerifier(CallerKeys callers, CallerTokenRules rules) {
        this.callers = callers;
        this.rules = rules;
        this.json = StrictJson.mapper();
        Map<CallerKey, JwtParser> byKey = new HashMap<>();
        callers.all().forEach(key -> byKey.put(key, parser(key, rules, json)));
        this.parsers = Map.copyOf(byKey);
    }

    /**
     * Verifies a token.
     *
     * @param token the text of SignedToken, trimmed; empty if there was none
     * @throws TokenRejectedException if it is anything but a valid, current token for this application
     */
    public VerifiedCallerToken verify(String token) throws TokenRejectedException {
        return verify(token, VerificationObserver.NONE);
    }

    /**
     * Verifies a token while somebody watches.
     *
     * @param token the text of SignedToken, trimmed; empty if there was none
     * @param observer told of each rule that holds, in their order
     * @throws TokenRejectedException if it is anything but a valid, current token for this application
     */
    public VerifiedCallerToken verify(String token, VerificationObserver observer) throws TokenRejectedException {
        CompactJws jws = CompactJws.parse(token, json);
        observer.holds(TokenRule.FORM, () -> "three base64url parts, header and claims are JSON objects");
        CallerKey key = HeaderRules.select(jws.header(), callers, observer);
        boolean claimsDoubted = prove(jws, key);
        observer.holds(TokenRule.SIGNATURE, () -> "made by key " + key.id());
        VerifiedCallerToken verified = rules.check(jws.claims(), key.id(), observer);
        if (claimsDoubted) {
            throw new TokenRejectedException(Reason.CLAIMS_MALFORMED, "jjwt refuses claims that our rules accept");
        }
        observer.holds(TokenRule.SECOND_OPINION, () -> "jjwt accepts the claims, too");
        return verified;
    }

    /**
     * Proves the signature.
     *
     * @return true if the signature is right but jjwt did not like a claim: the token is refused whatever our own rules
     *     say, which only name the fault better
     */
    @SuppressWarnings("ReturnValueIgnored") // what jjwt parsed is not used: we have read the same bytes more strictly
    private boolean prove(CompactJws jws, CallerKey key) throws TokenRejectedException {
        JwtParser parser = Objects.requireNonNull(parsers.get(key), "selected a key that is not the caller's");
        try {
            parser.parseSignedClaims(jws.text());
            return false;
        } catch (ClaimJwtException e) {
            return true;
        } catch (SignatureException e) {
            throw notSigned(key, e);
        } catch (RuntimeException | StackOverflowError e) {
            // Some input makes jjwt throw what is no JwtException. A claim of a type that it cannot read is one:
            // whoever is sent after a forger for that searches in vain.
            if (jws.signedBy(key.publicKey())) {
                return true;
            }
            throw notSigned(key, e);
        }
    }

    /** Without the cause, whose message may quote the token and the key. */
    private static TokenRejectedException notSigned(CallerKey key, Throwable cause) {
        return new TokenRejectedException(
                Reason.SIGNATURE_INVALID,
                "not signed by key " + key.id() + " (" + cause.getClass().getSimpleName() + ")");
    }

    private static JwtParser parser(CallerKey key, CallerTokenRules rules, ObjectMapper json) {
        return Jwts.parser()
                .verifyWith(key.publicKey())
                .sig()
                .clear()
                .add(Jwts.SIG.RS256)
                .and()
                .zip()
                .clear()
                .and()
                .enc()
                .clear()
                .and()
                .key()
                .clear()
                .and()
                .json(new JacksonDeserializer<>(json))
                .clock(() -> Date.from(rules.clock().instant()))
                .clockSkewSeconds(rules.clockSkew().toSeconds())
                .requireIssuer(rules.issuer())
                .build();
    }
}
