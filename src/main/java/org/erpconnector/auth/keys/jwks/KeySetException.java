package org.erpconnector.auth.keys.jwks;

import org.erpconnector.auth.config.Fault;

/** A key set, or an entry of one, that is not used. Holds no secret and no text of the other side but cleaned one. */
final class KeySetException extends Exception {
    private final transient Fault finding;

    /**
     * @param fault what is wrong, a part of a sentence without a full stop
     * @param remedy what to do about it, likewise
     */
    KeySetException(String fault, String remedy) {
        super(fault);
        this.finding = new Fault(fault, remedy);
    }

    KeySetException(String fault, String remedy, Throwable cause) {
        super(fault, cause);
        this.finding = new Fault(fault, remedy);
    }

    Fault finding() {
        return finding;
    }
}
