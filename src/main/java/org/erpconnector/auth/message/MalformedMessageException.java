package org.erpconnector.auth.message;

/**
 * A message that is not read further. Has no stack trace and no text of the input: it is an expected outcome of bad
 * input.
 */
final class MalformedMessageException extends Exception {
    private final MessageProblem problem;

    MalformedMessageException(MessageProblem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    MessageProblem problem() {
        return problem;
    }
}
