package org.erpconnector.auth.json;

/** A text of others that is not read: an expected outcome, so it has no stack trace, and nothing of the text. */
public final class MalformedJsonException extends Exception {
    MalformedJsonException(String fault) {
        super(fault, null, false, false);
    }

    /** What is wrong, as the end of a sentence: {@code not strict JSON}. */
    public String fault() {
        return String.valueOf(getMessage());
    }
}
