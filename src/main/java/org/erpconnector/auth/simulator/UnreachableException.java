package org.erpconnector.auth.simulator;

import java.io.IOException;

/** Nobody answered; the message says where, and why as far as it is known. */
final class UnreachableException extends IOException {

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
