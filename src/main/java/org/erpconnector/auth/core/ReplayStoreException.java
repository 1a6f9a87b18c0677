package org.erpconnector.auth.core;

/** Nobody can tell whether a nonce was used before. The message says why and what to do, and names no nonce. */
public final class ReplayStoreException extends Exception {
    /** @param message for the log */
    public ReplayStoreException(String message) {
        super(message);
    }

    /**
     * @param message for the log
     * @param cause what the store threw
     */
    public ReplayStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
