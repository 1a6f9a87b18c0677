package org.erpconnector.auth.simulator;

/** The command line cannot be carried out; the message tells the person what to change. */
final class UsageException extends Exception {

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
