package org.erpconnector.auth.servlet;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.erpconnector.auth.core.Result;
import org.erpconnector.auth.core.TokenTimes;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.Form;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.observe.LogRateLimiter;
import org.erpconnector.auth.observe.Observation;
import org.erpconnector.auth.observe.Outcome;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One line for each handshake, for the operator at night: outcome, reason code, contract, who asked. Of a flood of
 * refusals or failures with one reason only the first lines of each minute are written, then their number; an accepted
 * handshake always has its line, and the first of each form another. Never a token, a nonce, a key or a password.
 * Values from outside lose their control characters and are cut, so that nobody can forge lines of the log (CWE-117).
 *
 * <p>What is logged is also counted and told to listeners, here and nowhere else, so that the two agree.
 */
final class HandshakeLog {
    private static final String PLACE = HandshakeLog.class.getName();
    private static final int LONGEST_DETAIL = 240;
    private static final int LONGEST_LINE = 512;
    static final int LONGEST_ADDRESS = 64;
    private static final int LONGEST_TRACE = 400;

    private final Logger logger;
    private final String filter;
    private final Observation observation;
    private final LogRateLimiter budget;
    private final KnownForms forms;

    /**
     * @param logger where lines go
     * @param filter the filter's name in web.xml, since a server may have several
     * @param observation hears every verdict as well
     * @param budget how many lines of one kind are written
     * @param forms which forms of handshakes were written
     */
    HandshakeLog(Logger logger, String filter, Observation observation, LogRateLimiter budget, KnownForms forms) {
        this.logger = logger;
        this.filter = word(filter, LONGEST_ADDRESS);
        this.observation = observation;
        this.budget = budget;
        this.forms = forms;
    }

    /**
     * @param subject with its tenant
     * @param applicationId which of our application ids it was for
     * @param callerKeyId the key that proved it
     * @param signedBy the key of ours that signed the answer
     */
    void accepted(Subject subject, String applicationId, String callerKeyId, String signedBy) {
        observation.handshake(now -> subject.verdict(now, Outcome.ACCEPTED, Optional.empty()));
        observation.accepted(subject.contract(), subject.tenant().orElseThrow(), applicationId, callerKeyId);
        summarise();
        write(
                Level.INFO,
                "handshake accepted: filter=" + filter + subject.shown() + " caller-key=" + callerKeyId + " signed-by="
                        + signedBy + " application-id=" + applicationId);
    }

    /** The names in an accepted handshake, the first of its form since the start. */
    void form(HandshakeRequest request) {
        Contract contract = request.shape().contract();
        if (forms.isNew(contract, request.form().print())) {
            write(
                    Level.INFO,
                    "handshake form: filter=" + filter + " contract=" + contract.label() + " form=["
                            + printable(request.form().text(), Form.LONGEST) + "]");
        }
    }

    /** A handshake that could be read has its answer: measured, and no line. */
    void answered(long nanos) {
        observation.answered(nanos);
    }

    /** Likewise of the replay store. */
    void replayStoreAsked(String outcome, long nanos) {
        observation.replayStoreAsked(outcome, nanos);
    }

    /** A call has what the settings ask of it without a token of its own: it is counted, and leaves no line. */
    void callPassed() {
        observation.callAccepted();
    }

    /** A call that carries a token of its own: there are many of them, so no line for each in a log of usual levels. */
    void callAccepted(Subject call) {
        observation.callAccepted();
        if (logger.isLoggable(Level.FINE)) {
            write(Level.FINE, "call accepted: filter=" + filter + call.shown());
        }
    }

    void refused(Subject subject, Reason reason, String detail) {
        String from = printable(subject.from().address(), LONGEST_ADDRESS);
        if (subject.isCall()) {
            observation.callRefused(subject.contract(), from, reason);
            observation.call(now -> subject.verdict(now, Outcome.REFUSED, Optional.of(reason)));
        } else {
            observation.refused(subject.contract(), from, reason);
            observation.handshake(now -> subject.verdict(now, Outcome.REFUSED, Optional.of(reason)));
        }
        String outcome = subject.kind() + " refused";
        if (admits(outcome, reason)) {
            write(Level.WARNING, line(outcome, subject, reason, detail));
        }
    }

    /**
     * What looks like a handshake is not one of ours, and the connector's error may be all that its sender sees.
     *
     * @param contentType as sent, or null; its parameters are not shown, since they may hold anything
     */
    void passedOn(Caller from, Reason reason, @Nullable String contentType) {
        observation.passedOn(reason);
        Subject passed = Subject.handshake("unknown", from);
        observation.handshake(now -> passed.verdict(now, Outcome.PASSED, Optional.of(reason)));
        String outcome = "handshake passed on";
        if (admits(outcome, reason)) {
            String type = contentType == null ? "none" : contentType.split(";", 2)[0];
            write(
                    Level.WARNING,
                    line(
                            outcome,
                            passed,
                            reason,
                            reason.meaning() + "; content-type=" + printable(type, LONGEST_ADDRESS)));
        }
    }

    /** What a token of SuperOffice's own says of its time: for the status page, and no line. */
    void proven(TokenTimes times) {
        observation.proven(times.notBefore(), times.expires());
    }

    /** Who guesses the password of the status page; there is a budget of guesses, and so of these lines. */
    void statusRefused(String from, String detail) {
        write(
                Level.WARNING,
                "status page refused: filter=" + filter + " from=" + word(from, LONGEST_ADDRESS) + " detail=[" + detail
                        + "]");
    }

    void failed(Subject subject, Reason reason, String detail) {
        if (failureShown(subject, reason)) {
            write(Level.SEVERE, line(subject.kind() + " failed", subject, reason, detail));
        }
    }

    /** A token that is the caller's fault. */
    void refused(Subject subject, Result.Refused<?> result) {
        result.times().ifPresent(this::proven);
        refused(subject.of(result.tenant()), result.reason(), result.detail());
    }

    /** A token that could not be judged or answered. */
    void failed(Subject subject, Result.Unavailable<?> result) {
        Subject whose = subject.of(result.tenant());
        Throwable cause = result.cause();
        if (result.reason() == Reason.INTERNAL_ERROR && cause != null) {
            internalError(whose, cause);
        } else if (result.reason() == Reason.SIGNING_FAILED && cause != null) {
            // Its message and those of its causes say how our key or its provider failed, and hold no key material.
            failed(whose, result.reason(), result.detail(), cause);
        } else {
            failed(whose, result.reason(), result.detail());
        }
    }

    /**
     * Something that we did not foresee. An exception's message may quote what the caller sent; an error's does not.
     */
    void internalError(Subject subject, Throwable cause) {
        Throwable shown = cause instanceof Error ? cause : withoutMessage(cause);
        failed(subject, Reason.INTERNAL_ERROR, String.valueOf(shown.getMessage()), shown);
    }

    private void failed(Subject subject, Reason reason, String detail, Throwable cause) {
        if (failureShown(subject, reason)) {
            logger.log(Level.SEVERE, line(subject.kind() + " failed", subject, reason, detail), cause);
        }
    }

    private static Throwable withoutMessage(Throwable cause) {
        Throwable silent = new Throwable(cause.getClass().getName());
        silent.setStackTrace(cause.getStackTrace());
        return silent;
    }

    private boolean failureShown(Subject subject, Reason reason) {
        String from = printable(subject.from().address(), LONGEST_ADDRESS);
        if (subject.isCall()) {
            observation.callFailed(subject.contract(), from, reason);
            observation.call(now -> subject.verdict(now, Outcome.FAILED, Optional.of(reason)));
        } else {
            observation.failed(subject.contract(), from, reason);
            observation.handshake(now -> subject.verdict(now, Outcome.FAILED, Optional.of(reason)));
        }
        return admits(subject.kind() + " failed", reason);
    }

    private boolean admits(String outcome, Reason reason) {
        summarise();
        return budget.admits(new LogRateLimiter.Kind(outcome, reason.code()));
    }

    /** Says how many lines the last minute did not get. Each line asks for that first, so that no thread need. */
    void summarise() {
        budget.drainExpired().forEach(this::more);
    }

    /** Says it for the minute that has begun, since nothing will be logged after. */
    void end() {
        budget.atTheEnd().forEach(this::more);
    }

    private void more(LogRateLimiter.Rest rest) {
        write(
                Level.WARNING,
                rest.kind().outcome() + ": " + rest.more() + " more with reason="
                        + rest.kind().reason() + " in the last " + rest.seconds() + " s filter=" + filter);
    }

    /** Whether {@link #trace} writes anything. */
    boolean traces() {
        return logger.isLoggable(Level.FINER);
    }

    /** The path of a message, step by step; whatever is shown has a text without token, nonce or signature. */
    void trace(String step, Object shown) {
        if (traces()) {
            write(Level.FINER, step + ": filter=" + filter + " " + printable(shown.toString(), LONGEST_TRACE));
        }
    }

    /** The caller went away while we answered. */
    void lost(String from, String detail) {
        write(
                Level.FINE,
                "answer not delivered: filter=" + filter + " from=" + word(from, LONGEST_ADDRESS) + " detail=["
                        + printable(detail, LONGEST_DETAIL) + "]");
    }

    private String line(String outcome, Subject subject, Reason reason, String detail) {
        String line = outcome + ": reason=" + reason.code() + " filter=" + filter + subject.shown() + " detail=[";
        int room = LONGEST_LINE - line.length() - "...]".length();
        return line + printable(detail, Math.min(room, LONGEST_DETAIL)) + "]";
    }

    private void write(Level level, String line) {
        // Without parameters: a value with braces must not be taken for a message format.
        // With its place: else JUL walks the stack for a handler that asks, which costs more than the line.
        logger.logp(level, PLACE, "write", line);
    }

    /** One word: a blank would end the field, and let a header that a proxy takes for an address begin another. */
    static String word(String text, int longest) {
        return printable(text, longest).replace(' ', '_');
    }

    static String printable(String text, int longest) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), longest) + 3);
        for (int i = 0; i < text.length() && i < longest; i++) {
            char c = text.charAt(i);
            clean.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return text.length() <= longest ? clean.toString() : clean.append("...").toString();
    }
}
