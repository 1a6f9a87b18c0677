package org.erpconnector.auth.simulator;

import java.io.IOException;

/** There was no answer; the message says from where, and why if known. */
final class UnreachableException extends IOException {

    private final boolean brokeOff;

    UnreachableException(String message, Throwable cause, boolean brokeOff) {
        super(message, cause);
        this.brokeOff = brokeOff;
    }

    /** Whether the connection was made and then broke. */
    boolean brokeOff() {
        return brokeOff;
    }
}
