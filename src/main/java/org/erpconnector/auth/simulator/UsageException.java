package org.erpconnector.auth.simulator;

/** A command cannot be carried out as given; the message says what to change. */
final class UsageException extends Exception {

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
