package org.erpconnector.auth.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.ClaimJwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.jackson.io.JacksonDeserializer;
import io.jsonwebtoken.security.SignatureException;
import java.security.ProviderException;
import java.security.interfaces.RSAPublicKey;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.erpconnector.auth.keys.CallerKey;
import org.erpconnector.auth.keys.CallerKeys;
import org.erpconnector.auth.keys.CryptoProvider;
import org.erpconnector.auth.keys.JcaKey;

/**
 * Is this token SuperOffice's, and meant for us, now? jjwt proves the signature; a strict gate stands before it, because
 * jjwt spends time and tolerance on unproven text, and our own rules behind it, because its claims checks convert,
 * overflow and contain. Immutable and safe for use by several threads.
 */
public final class CallerTokenVerifier {
    private final CallerKeys callers;
    private final CallerTokenRules rules;
    private final ObjectMapper json;
    private final IdentityHashMap<CallerKey, JwtParser> parsers;

    /**
     * Verifies by the JVM's own choice of a security provider.
     *
     * @param callers the keys that may sign
     * @param rules what the claims must say
     */
    public CallerTokenVerifier(CallerKeys callers, CallerTokenRules rules) {
        this(callers, rules, CryptoProvider.DEFAULT);
    }

    /**
     * @param callers the keys that may sign
     * @param rules what the claims must say
     * @param crypto computes with the keys
     */
    public CallerTokenVerifier(CallerKeys callers, CallerTokenRules rules, CryptoProvider crypto) {
        this.callers = callers;
        this.rules = rules;
        this.json = StrictJson.mapper();
        // By identity: a key is one of the caller's own. Java 17 keeps the class loader of the last record that was
        // compared by equals, so that our classes would stay when the web application has gone.
        IdentityHashMap<CallerKey, JwtParser> byKey = new IdentityHashMap<>();
        callers.all().forEach(key -> byKey.put(key, parser(crypto.verifying(key.publicKey()), rules, json)));
        this.parsers = byKey;
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
            // jjwt says the same of all that a security provider throws, be it for a signature of the wrong length or
            // for a native library that has gone. Where the signature is good, that is no fault of the caller's.
            Throwable thrown = e.getCause();
            if (thrown != null && jws.signedBy(key.publicKey())) {
                throw platformFault(thrown);
            }
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

    /** What the security provider threw, without jjwt's exceptions around it, whose messages quote the token. */
    private static RuntimeException platformFault(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof LinkageError error) {
            throw error;
        }
        return root instanceof RuntimeException unchecked ? unchecked : new ProviderException(root);
    }

    /** Without the cause, whose message may quote the token and the key. */
    private static TokenRejectedException notSigned(CallerKey key, Throwable cause) {
        return new TokenRejectedException(
                Reason.SIGNATURE_INVALID,
                "not signed by key " + key.id() + " (" + cause.getClass().getSimpleName() + ")");
    }

    private static JwtParser parser(JcaKey<RSAPublicKey> key, CallerTokenRules rules, ObjectMapper json) {
        JwtParserBuilder builder = Jwts.parser();
        key.provider().ifPresent(builder::provider);
        return builder.verifyWith(key.key())
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
