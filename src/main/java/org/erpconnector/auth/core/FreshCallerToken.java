package org.erpconnector.auth.core;

import java.util.Optional;

/**
 * A verified caller token whose nonce was claimed: the first use of it, and the only one that may be answered. {@link
 * #claim} alone makes one, and signers take nothing else. Immutable.
 */
final class FreshCallerToken {
    private final VerifiedCallerToken token;

    private FreshCallerToken(VerifiedCallerToken token) {
        this.token = token;
    }

    /**
     * Claims the nonce of a token.
     *
     * @return empty if it was claimed before: the token is a replay
     * @throws ReplayStoreException if nobody can tell
     */
    static Optional<FreshCallerToken> claim(VerifiedCallerToken token, ReplayGuard replay) throws ReplayStoreException {
        return replay.firstUse(token.keyThumbprint(), token.nonce(), token.nonceRetainedUntil())
                ? Optional.of(new FreshCallerToken(token))
                : Optional.empty();
    }

    /** Lets its nonce be claimed again, since no answer comes of it. */
    void release(ReplayGuard replay) throws ReplayStoreException {
        replay.release(token.keyThumbprint(), token.nonce());
    }

    VerifiedCallerToken verified() {
        return token;
    }
}
