package org.erpconnector.auth.core;

/** Our key did not sign: our fault or the platform's, never the caller's. Its cause is for the log. */
public final class SigningException extends Exception {
    SigningException(String message, Throwable cause) {
        super(message, cause);
    }

    SigningException(String message) {
        super(message);
    }
}
