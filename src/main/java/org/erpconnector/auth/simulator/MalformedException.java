package org.erpconnector.auth.simulator;

/** A text that cannot be parsed; the exception's message says why, without secrets. */
final class MalformedException extends Exception {

    MalformedException(String message) {
        super(message);
    }

    MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}
