package org.erpconnector.auth.simulator;

/** An operation of the connector did not succeed; the message says what it answered. */
final class OperationFailedException extends Exception {

    OperationFailedException(String message) {
        super(message);
    }

    OperationFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
