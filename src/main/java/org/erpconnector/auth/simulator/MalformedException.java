package org.erpconnector.auth.simulator;

/** Text that is not what it should be; the message says what is wrong with it, never what is in it. */
final class MalformedException extends Exception {

    MalformedException(String message) {
        super(message);
    }

    MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}
