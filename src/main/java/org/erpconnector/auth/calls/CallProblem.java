package org.erpconnector.auth.calls;

import java.util.Locale;

/** Why a call is refused that is no handshake. The name is the reason code of the log; the caller hears none of it. */
public enum CallProblem {
    /** Not from a network of {@code allowed-callers}. */
    CALLER_NOT_ALLOWED,
    /** Without the secret segment of {@code secret-path}. */
    SECRET_PATH_MISSING,
    /** No handshake succeeded within {@code require-recent-handshake}. */
    HANDSHAKE_NOT_RECENT;

    /** The code that the log names, such as {@code caller-not-allowed}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
