package org.erpconnector.auth.observe;

import java.util.Locale;

/** The outcome of a handshake or of another call. */
public enum Outcome {
    /** Answered with a signed token, or let through. */
    ACCEPTED,
    /** Refused: a fault of its sender. */
    REFUSED,
    /** Not judged or not answered: a fault of the filter or the platform. */
    FAILED,
    /** It looks like a handshake but went on to the connector. */
    PASSED;

    /** As logs, metrics and the status page write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
