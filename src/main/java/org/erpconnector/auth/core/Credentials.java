package org.erpconnector.auth.core;

import java.time.Instant;
import java.util.Optional;

/**
 * What one handshake is verified and signed with: made of one set of keys, so that a change of keys never mixes two.
 * Immutable.
 *
 * @param verifier judges caller tokens; empty while the caller's key set has not been fetched
 * @param signer our key
 * @param next the key that follows
 */
public record Credentials(Optional<CallerTokenVerifier> verifier, ApplicationSigner signer, Optional<Next> next) {
    /**
     * The key that follows.
     *
     * @param signer that key
     * @param from the first instant at which it signs
     */
    public record Next(ApplicationSigner signer, Instant from) {}

    /** The one of our keys that signs at an instant. */
    public ApplicationSigner signer(Instant now) {
        return next.filter(following -> !now.isBefore(following.from()))
                .map(Next::signer)
                .orElse(signer);
    }
}
