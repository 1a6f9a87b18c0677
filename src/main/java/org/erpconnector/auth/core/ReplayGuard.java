package org.erpconnector.auth.core;

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
     * @param key names the public key that proved the token, by its RFC 7638 thumbprint: two callers may choose the same
     *     nonce, and a key may have many names. Never the token's own text, which a third party can change without
     *     breaking the signature
     * @param nonce the caller's challenge
     * @param until the first instant at which the token is refused anyway, so that it may be forgotten
     * @return whether this was the first use
     * @throws ReplayStoreException if it cannot tell; the handshake must not be answered then
     */
    boolean firstUse(String key, String nonce, Instant until) throws ReplayStoreException;

    /**
     * Forgets a use, since no answer came of it: its sender may come again with the same token. Only the caller that
     * {@link #firstUse} answered with true may call it, once it is certain that no reply token is sent.
     *
     * @param key as it was recorded
     * @param nonce likewise
     * @throws ReplayStoreException if the use stays recorded
     */
    void release(String key, String nonce) throws ReplayStoreException;

    /** Ends its threads, if it has any. */
    @Override
    void close();
}
