package org.erpconnector.auth.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.AbstractDeserializer;
import io.jsonwebtoken.jackson.io.JacksonDeserializer;
import java.io.Reader;
import java.security.Provider;
import java.security.ProviderException;
import java.security.interfaces.RSAPublicKey;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.erpconnector.auth.json.StrictJson;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Is this token SuperOffice's, and meant for us, now? Our rules judge its form and its header, which names one of the
 * caller's keys. jjwt's parser proves the signature by that key and only then asks for the claims, which our rules judge.
 * Immutable and safe for use by several threads.
 */
public final class CallerTokenVerifier {
    private final CallerKeys callers;
    private final CallerTokenRules rules;
    private final StrictJson json = new StrictJson(CompactJws.LIMITS);
    private final IdentityHashMap<CallerKey, Proving> verifying;

    /** A key as it is computed with, and the one name of it that does not depend on where it was found. */
    private record Proving(JcaKey<RSAPublicKey> key, String thumbprint) {}

    /**
     * @param callers the keys that may sign
     * @param rules what the claims must say
     * @param provider computes with the keys; empty: the JVM's own choice
     */
    public CallerTokenVerifier(CallerKeys callers, CallerTokenRules rules, Optional<Provider> provider) {
        this.callers = callers;
        this.rules = rules;
        // By identity: Java 17 keeps the class loader of the last record that was compared by equals, so that
        // our classes would stay when the web application has gone.
        this.verifying = new IdentityHashMap<>();
        for (CallerKey key : callers.all()) {
            RSAPublicKey publicKey = key.publicKey();
            verifying.put(key, new Proving(JcaKey.verifying(publicKey, provider), Thumbprints.jwk(publicKey)));
        }
    }

    /**
     * Loads the libraries that every token needs, so that a jar that is missing shows when the filter starts, and not when
     * the first caller comes: keys that have yet to be fetched make no verifier.
     *
     * @throws LinkageError if a class is missing
     */
    public static void link() {
        ObjectMapper mapper = new StrictJson(CompactJws.LIMITS).mapper();
        Jwts.parser()
                .json(new JacksonDeserializer<>(mapper))
                .sig()
                .add(Jwts.SIG.RS256)
                .and()
                .build();
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
     * @param observer notified of each rule that holds, in their order
     * @throws TokenRejectedException if it is anything but a valid, current token for this application
     */
    public VerifiedCallerToken verify(String token, VerificationObserver observer) throws TokenRejectedException {
        CompactJws jws = CompactJws.parse(token, json);
        observer.holds(TokenRule.FORM, () -> "three base64url parts, the header is a JSON object");
        CallerKey key = HeaderRules.select(jws.header(), callers, observer);
        Proving by = Objects.requireNonNull(verifying.get(key), "selected a key that is not the caller's");
        Content content = new Content(jws, json);
        Optional<RuntimeException> objection = prove(jws, key, by.key(), content);
        observer.holds(TokenRule.SIGNATURE, () -> "made by key " + key.id());
        JsonNode claims = content.claims();
        observer.holds(TokenRule.CLAIMS, () -> "a JSON object");
        VerifiedCallerToken verified = rules.check(claims, key.id(), by.thumbprint(), observer);
        if (objection.isPresent()) {
            // Our rules have named a fault more precisely than jjwt can; but what it refuses is refused.
            throw new TokenRejectedException(
                    Reason.CLAIMS_MALFORMED,
                    "jjwt refuses them: " + objection.get().getClass().getSimpleName());
        }
        return verified;
    }

    /**
     * Proves the signature, by the whole of jjwt's parser.
     *
     * @return what it says against the claims, once it has proven their signature
     */
    private Optional<RuntimeException> prove(CompactJws jws, CallerKey key, JcaKey<RSAPublicKey> by, Content content)
            throws TokenRejectedException {
        // Of one token, so that nothing of one caller's is left for the next.
        JwtParserBuilder parser = Jwts.parser()
                .json(content)
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
                .clock(() -> Date.from(rules.clock().instant()))
                .clockSkewSeconds(rules.clockSkew().toSeconds())
                .requireIssuer(rules.issuer())
                .verifyWith(by.key());
        by.provider().ifPresent(parser::provider);
        try {
            parser.build().parseSignedClaims(jws.text());
            return Optional.empty();
        } catch (JwtException | IllegalArgumentException e) {
            if (content.asked()) {
                return Optional.of(e);
            }
            // jjwt says the same of all that a security provider throws, be it for a signature of the wrong length or
            // for a native library that has gone. Where the signature is good, that is no fault of the caller's.
            Throwable thrown = e.getCause();
            if (thrown != null && jws.signedBy(key.publicKey())) {
                throw platformFault(thrown);
            }
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

    /**
     * What jjwt reads in place of JSON: first the header that was judged, then, once the signature is proven, the claims.
     * So each is read once, strictly, and jjwt and our rules see the same. For one token and one thread.
     */
    private static final class Content extends AbstractDeserializer<Map<String, ?>> {
        private final CompactJws jws;
        private final StrictJson json;
        private boolean headerGiven;
        private @Nullable JsonNode claims;
        private @Nullable TokenRejectedException fault;

        Content(CompactJws jws, StrictJson json) {
            this.jws = jws;
            this.json = json;
        }

        @Override
        protected Map<String, ?> doDeserialize(Reader unread) throws TokenRejectedException {
            if (!headerGiven) {
                headerGiven = true;
                return members(jws.header());
            }
            try {
                JsonNode read = jws.claims(json);
                claims = read;
                return members(read);
            } catch (TokenRejectedException e) {
                fault = e;
                throw e;
            }
        }

        /** Whether jjwt came as far as the claims, which it does with a proven signature only. */
        boolean asked() {
            return claims != null || fault != null;
        }

        JsonNode claims() throws TokenRejectedException {
            if (fault != null) {
                throw fault;
            }
            return Objects.requireNonNull(claims, "verified without claims");
        }

        /** Text and numbers as jjwt knows them; all else it need not understand. */
        private static Map<String, Object> members(JsonNode object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.properties().forEach(member -> {
                JsonNode value = member.getValue();
                members.put(
                        member.getKey(),
                        value.isTextual() ? value.textValue() : value.isNumber() ? value.numberValue() : value);
            });
            return members;
        }
    }
}
