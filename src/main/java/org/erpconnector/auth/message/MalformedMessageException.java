package org.erpconnector.auth.message;

import org.erpconnector.auth.reason.Reason;

/**
 * A message that is not read further. Has no stack trace and no text of the input: it is an expected outcome of bad
 * input.
 */
final class MalformedMessageException extends Exception {
    private final Reason problem;

    MalformedMessageException(Reason problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Reason problem() {
        return problem;
    }
}
