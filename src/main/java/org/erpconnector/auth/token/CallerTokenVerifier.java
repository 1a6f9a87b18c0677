package org.erpconnector.auth.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.ClaimJwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.jackson.io.JacksonDeserializer;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.erpconnector.auth.keys.PinnedCertificate;
import org.erpconnector.auth.keys.PinnedCertificates;

/**
 * Is this token SuperOffice's, and meant for us, now? jjwt proves the signature; a strict gate stands before it, because
 * jjwt spends time and tolerance on unproven text, and our own rules behind it, because its claims checks convert,
 * overflow and contain. Immutable and safe for use by several threads.
 */
public final class CallerTokenVerifier {
    private final PinnedCertificates pinned;
    private final CallerTokenRules rules;
    private final ObjectMapper json;
    private final Map<PinnedCertificate, JwtParser> parsers;

    /**
     * @param pinned the certificates that may sign
     * @param rules what the claims must say
     */
    public CallerTokenVerifier(PinnedCertificates pinned, CallerTokenRules rules) {
        this.pinned = pinned;
        this.rules = rules;
        this.json = StrictJson.mapper();
        Map<PinnedCertificate, JwtParser> byCertificate = new HashMap<>();
        pinned.all().forEach(certificate -> byCertificate.put(certificate, parser(certificate, rules, json)));
        this.parsers = Map.copyOf(byCertificate);
    }

    /**
     * Verifies a token.
     *
     * @param token the text of SignedToken, trimmed; empty if there was none
     * @throws TokenRejectedException if it is anything but a valid, current token for this application
     */
    public VerifiedCallerToken verify(String token) throws TokenRejectedException {
        CompactJws jws = CompactJws.parse(token, json);
        PinnedCertificate certificate = HeaderRules.certificate(jws.header(), pinned);
        boolean claimsDoubted = prove(jws, certificate);
        VerifiedCallerToken verified = rules.check(jws.claims(), certificate.sha1Hex());
        if (claimsDoubted) {
            throw new TokenRejectedException(Reason.CLAIMS_MALFORMED, "jjwt refuses claims that our rules accept");
        }
        return verified;
    }

    /**
     * Proves the signature.
     *
     * @return true if jjwt, after the signature was right, did not like a claim: our own rules name it better
     */
    @SuppressWarnings("ReturnValueIgnored") // what jjwt parsed is not used: we have read the same bytes more strictly
    private boolean prove(CompactJws jws, PinnedCertificate certificate) throws TokenRejectedException {
        JwtParser parser = parsers.get(certificate);
        if (parser == null) {
            throw new IllegalStateException("selected a certificate that is not pinned");
        }
        try {
            parser.parseSignedClaims(jws.text());
            return false;
        } catch (ClaimJwtException e) {
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            // Its message may quote the token and the key, and some input makes jjwt throw what is no JwtException.
            throw new TokenRejectedException(
                    Reason.SIGNATURE_INVALID,
                    "not signed by certificate " + certificate.sha1Hex() + " ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    private static JwtParser parser(PinnedCertificate certificate, CallerTokenRules rules, ObjectMapper json) {
        return Jwts.parser()
                .verifyWith(certificate.publicKey())
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
