package org.erpconnector.auth.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SignatureException;
import java.security.ProviderException;
import java.security.interfaces.RSAPublicKey;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.erpconnector.auth.json.StrictJson;
import org.erpconnector.auth.keys.CallerKey;
import org.erpconnector.auth.keys.CallerKeys;
import org.erpconnector.auth.keys.CryptoProvider;
import org.erpconnector.auth.keys.JcaKey;
import org.erpconnector.auth.keys.Thumbprints;
import org.erpconnector.auth.reason.Reason;

/**
 * Is this token SuperOffice's, and meant for us, now? Its header is read strictly; jjwt's RS256 proves the signature of
 * the bytes that were read; only then the claims are read, and judged by our own rules. jjwt's parser has no part in it: it would read the same text
 * again, with more tolerance, and nothing that it may say could let a token in. Immutable and safe for use by several
 * threads.
 */
public final class CallerTokenVerifier {
    private final CallerKeys callers;
    private final CallerTokenRules rules;
    private final StrictJson json = new StrictJson(CompactJws.LIMITS);
    private final IdentityHashMap<CallerKey, Proving> verifying;

    /** A key as it is computed with, and the one name of it that does not depend on where it was found. */
    private record Proving(JcaKey<RSAPublicKey> key, String thumbprint) {}

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
        // By identity: a key is one of the caller's own. Java 17 keeps the class loader of the last record that was
        // compared by equals, so that our classes would stay when the web application has gone.
        IdentityHashMap<CallerKey, Proving> byKey = new IdentityHashMap<>();
        callers.all()
                .forEach(key -> byKey.put(
                        key, new Proving(crypto.verifying(key.publicKey()), Thumbprints.jwk(key.publicKey()))));
        this.verifying = byKey;
    }

    /**
     * Loads the libraries that every token needs, so that a jar that is missing shows when the filter starts, and not when
     * the first caller comes: keys that have yet to be fetched make no verifier.
     *
     * @throws LinkageError if a class is missing
     */
    public static void link() {
        Objects.requireNonNull(Jwts.SIG.RS256);
        new StrictJson(CompactJws.LIMITS).mapper();
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
        observer.holds(TokenRule.FORM, () -> "three base64url parts, the header is a JSON object");
        CallerKey key = HeaderRules.select(jws.header(), callers, observer);
        Proving by = Objects.requireNonNull(verifying.get(key), "selected a key that is not the caller's");
        prove(jws, key, by.key());
        observer.holds(TokenRule.SIGNATURE, () -> "made by key " + key.id());
        JsonNode claims = jws.claims(json);
        observer.holds(TokenRule.CLAIMS, () -> "a JSON object");
        return rules.check(claims, key.id(), by.thumbprint(), observer);
    }

    private static void prove(CompactJws jws, CallerKey key, JcaKey<RSAPublicKey> by) throws TokenRejectedException {
        boolean right;
        try {
            right = Jwts.SIG.RS256.verify(VerifyRequest.of(jws, by));
        } catch (SignatureException e) {
            // jjwt says the same of all that a security provider throws, be it for a signature of the wrong length or
            // for a native library that has gone. Where the signature is good, that is no fault of the caller's.
            Throwable thrown = e.getCause();
            if (thrown != null && jws.signedBy(key.publicKey())) {
                throw platformFault(thrown);
            }
            right = false;
        }
        if (!right) {
            throw new TokenRejectedException(Reason.SIGNATURE_INVALID, "not signed by key " + key.id());
        }
    }

    /** What the security provider threw, without jjwt's exceptions around it, whose messages quote the key. */
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
}
