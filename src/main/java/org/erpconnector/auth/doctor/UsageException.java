package org.erpconnector.auth.doctor;

/** The command line cannot be carried out; the message tells the person what to change and holds no secret. */
final class UsageException extends Exception {
    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
