package org.erpconnector.auth.replay;

import java.time.Instant;

/**
 * Tells the first use of a nonce from every other one. Whoever has overheard a caller token, in a proxy's log or on the
 * way, must not be able to have it answered again (RFC 8725 section 2.8 names the class). Implementations are safe for
 * use by several threads: of a hundred that ask for one nonce at the same time, exactly one is told that it is the
 * first.
 */
public interface ReplayGuard extends AutoCloseable {
    /**
     * Records a use. To be asked only once everything else about the token has been proven: otherwise a stranger could
     * fill the memory, or use up the nonce of a token that is still to come.
     *
     * @param callerKeyId names the key that proved the token: two callers may choose the same nonce. Never the token's
     *     own text, which a third party can change without breaking the signature
     * @param nonce the caller's challenge
     * @param until the first instant at which the token is refused anyway, so that it may be forgotten
     * @return whether this was the first use
     * @throws ReplayStoreException if it cannot tell; the handshake must not be answered then
     */
    boolean firstUse(String callerKeyId, String nonce, Instant until) throws ReplayStoreException;

    /** Ends its threads, if it has any. */
    @Override
    void close();
}
