package org.erpconnector.auth.observe;

import java.util.Locale;

/** What becomes of a handshake, and of a call. */
public enum Outcome {
    /** It got what it asked for. */
    ACCEPTED,
    /** Its sender's fault. */
    REFUSED,
    /** Our fault or the platform's. */
    FAILED,
    /** It looks like a handshake, and went on to the connector. */
    PASSED;

    /** As logs, metrics and the status page write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
