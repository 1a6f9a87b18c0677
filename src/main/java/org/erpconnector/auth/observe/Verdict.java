package org.erpconnector.auth.observe;

import java.time.Instant;
import java.util.Optional;
import org.erpconnector.auth.reason.Reason;

/**
 * The verdict on one request, as the status page shows it. Immutable; its texts are printable, truncated, and hold no
 * token, nonce, key or secret.
 *
 * @param instant when it was reached
 * @param outcome of the request
 * @param reason why it was not accepted; empty if it was
 * @param contract the wire form, as logs name it
 * @param tenant the customer, once a signature has proven it
 * @param from the remote address
 * @param path within the web application
 * @param nanos time from a complete handshake to its answer; {@link #UNMEASURED} for any other request
 */
public record Verdict(
        Instant instant,
        Outcome outcome,
        Optional<Reason> reason,
        String contract,
        Optional<String> tenant,
        String from,
        String path,
        long nanos) {
    /** The request was not measured. */
    public static final long UNMEASURED = -1;
}
