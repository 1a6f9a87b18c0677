package org.erpconnector.auth.testkit;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.util.Date;

/**
 * jjwt's own parser, set up as its documentation advises: a second opinion on {@link TestTokens}, by code that is not ours.
 * It accepts more than we do; what we accept and it refuses, we have not understood.
 */
public final class LibraryParser {
    private final JwtParser parser;

    /** For the tokens of a caller, at {@link TestTokens#NOW}. */
    public LibraryParser(TestKeys caller) {
        parser = Jwts.parser()
                .verifyWith(caller.publicKey())
                .sig()
                .clear()
                .add(Jwts.SIG.RS256)
                .and()
                .clock(() -> Date.from(TestTokens.NOW))
                .clockSkewSeconds(Duration.ofMinutes(1).toSeconds())
                .requireIssuer("SuperOffice AS")
                .build();
    }

    /** Whether it accepts a token; if it fails in a way of its own, it does not. */
    public boolean accepts(String token) {
        try {
            return parser.parseSignedClaims(token).getPayload() != null;
        } catch (JwtException | IllegalArgumentException | ClassCastException e) {
            return false;
        }
    }
}
