package org.erpconnector.auth.observe;

/** A counter of the server's own kind. Called by the thread of the handshake, so it must not wait. */
interface Meter {
    /** For servers without any. */
    Meter NONE = (outcome, reason, contract) -> {};

    /**
     * Counts one handshake. Every argument is one of a few constants: a label that came from a request would make a new
     * time series each time.
     *
     * @param outcome {@code accepted}, {@code refused} or {@code failed}
     * @param reason reason code; {@code none} if accepted
     * @param contract the wire form
     */
    void count(String outcome, String reason, String contract);
}
