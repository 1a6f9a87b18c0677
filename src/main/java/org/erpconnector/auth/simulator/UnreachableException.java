package org.erpconnector.auth.simulator;

import java.io.IOException;

/** Nobody answered; the message says where, and why as far as it is known. */
final class UnreachableException extends IOException {

    private final boolean brokeOff;

    UnreachableException(String message, Throwable cause, boolean brokeOff) {
        super(message, cause);
        this.brokeOff = brokeOff;
    }

    /** Whether somebody took the connection, and ended it. */
    boolean brokeOff() {
        return brokeOff;
    }
}
