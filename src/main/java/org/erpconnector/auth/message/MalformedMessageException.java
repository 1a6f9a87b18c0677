package org.erpconnector.auth.message;

import org.erpconnector.auth.reason.Reason;

/** A message that cannot be read. Without stack trace and text of the input, since bad input is expected. */
public final class MalformedMessageException extends Exception {
    private final Reason problem;

    MalformedMessageException(Reason problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    /** Why. */
    public Reason problem() {
        return problem;
    }
}
