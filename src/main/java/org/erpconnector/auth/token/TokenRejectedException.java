package org.erpconnector.auth.token;

import org.erpconnector.auth.reason.Reason;

/**
 * A caller token is refused: an expected outcome, so it carries no stack trace. Thread-safe.
 */
public final class TokenRejectedException extends Exception {
    private final Reason reason;

    /**
     * @param reason the reason code
     * @param detail what was expected and what came, for the log only. May quote a claim or a key hint, never the token,
     *     the nonce or a signature; the log escapes and cuts it
     */
    TokenRejectedException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
