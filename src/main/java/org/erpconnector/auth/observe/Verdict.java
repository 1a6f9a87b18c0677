package org.erpconnector.auth.observe;

import java.time.Instant;
import java.util.Optional;
import org.erpconnector.auth.reason.Reason;

/**
 * What became of one request, as the status page shows it. Immutable; its texts are printable and cut, and hold no token,
 * nonce, key or secret.
 *
 * @param instant when
 * @param outcome what
 * @param reason why; empty of an accepted one
 * @param contract the wire form, as logs name it
 * @param tenant the customer, once a signature has proven it
 * @param from the address that the server saw
 * @param path inside the web application
 * @param nanos how long a handshake took that could be read; -1 of any other request
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
    /** Of what was not measured. */
    public static final long UNMEASURED = -1;
}
