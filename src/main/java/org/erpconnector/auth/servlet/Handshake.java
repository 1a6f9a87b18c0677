package org.erpconnector.auth.servlet;

import java.util.Optional;
import java.util.function.Consumer;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.config.ReplyTokenChoice;
import org.erpconnector.auth.core.Authenticator;
import org.erpconnector.auth.core.ReplyForm;
import org.erpconnector.auth.core.ReplyToken;
import org.erpconnector.auth.core.Result;
import org.erpconnector.auth.core.VerifiedCallerToken;
import org.erpconnector.auth.message.Dialect;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.message.Shape;
import org.erpconnector.auth.reason.Reason;

/**
 * From question to answer, without servlets: here alone faults become replies. Every handshake leaves one line in the
 * log. Safe for use by several threads.
 */
final class Handshake {
    private final Authenticator authenticator;
    private final ReplyTokenChoice choice;
    private final CallGuard calls;
    private final ReplyWriter writer;
    private final HandshakeLog log;
    private final Consumer<String> signed;

    /**
     * @param authenticator judges and answers tokens
     * @param choice which form of reply token the deployer wants
     * @param calls is notified of every success
     * @param writer makes answers of verdicts
     * @param log writes every verdict
     * @param signed told which key of ours has signed, by its id
     */
    Handshake(
            Authenticator authenticator,
            ReplyTokenChoice choice,
            CallGuard calls,
            ReplyWriter writer,
            HandshakeLog log,
            Consumer<String> signed) {
        this.authenticator = authenticator;
        this.choice = choice;
        this.calls = calls;
        this.writer = writer;
        this.log = log;
        this.signed = signed;
    }

    /**
     * Judges a handshake that could be read.
     *
     * @param from who asks, for the log
     */
    HandshakeReply answer(HandshakeRequest request, Caller from) {
        long begun = System.nanoTime();
        try {
            return judged(request, from, begun);
        } finally {
            log.answered(System.nanoTime() - begun);
        }
    }

    private HandshakeReply judged(HandshakeRequest request, Caller from, long begun) {
        log.trace("handshake read", request);
        Subject subject =
                Subject.handshake(request.shape().contract().label(), from).readAt(begun);
        Result<ReplyToken> result = request.saml()
                ? saml()
                : authenticator.answer(
                        request.token(), form(request.shape()), reply -> accepted(request, subject, reply));
        return result.fold(
                reply -> writer.accepted(request.shape(), reply),
                refused -> {
                    log.refused(subject, refused);
                    return writer.refused(request.shape(), refused.reason());
                },
                unavailable -> {
                    log.failed(subject, unavailable);
                    return writer.unavailable(request.shape().dialect());
                });
    }

    /** A SAML assertion is never judged. */
    static <T> Result<T> saml() {
        return new Result.Refused<>(
                Reason.SAML_NOT_SUPPORTED, "a SAML assertion instead of a JWT", Optional.empty(), Optional.empty());
    }

    private void accepted(HandshakeRequest request, Subject subject, ReplyToken reply) {
        VerifiedCallerToken caller = reply.caller();
        calls.handshakeSucceeded();
        log.accepted(
                subject.of(Optional.of(caller.tenant())),
                caller.applicationId(),
                caller.callerKeyId(),
                reply.signedBy());
        log.proven(caller.times());
        signed.accept(reply.signedBy());
        // Of proven tokens only: a stranger can neither write this line nor use it up.
        log.form(request);
    }

    /** The published verifier of the SOAP contracts reads application tokens only; the article says "a signed JWT". */
    private ReplyForm form(Shape shape) {
        return switch (choice) {
            case APPLICATION_TOKEN -> ReplyForm.APPLICATION_TOKEN;
            case JWT -> ReplyForm.JWT;
            case AUTO -> shape.fold(soap -> ReplyForm.APPLICATION_TOKEN, http -> ReplyForm.JWT);
        };
    }

    /** Refuses a handshake that cannot be read. */
    HandshakeReply unreadable(Dialect dialect, Reason problem, Caller from) {
        log.refused(Subject.handshake(dialect.label(), from), problem, problem.sentence());
        return writer.unreadable(dialect, problem);
    }

    /** Answers a handshake that cannot be judged because of the server it came through: never the caller's fault. */
    HandshakeReply unavailable(Dialect dialect, Caller from, Reason reason, String detail) {
        log.failed(Subject.handshake(dialect.label(), from), reason, detail);
        return writer.unavailable(dialect);
    }

    /** Answers a handshake that cannot be judged because of something unforeseen. */
    HandshakeReply unavailable(Dialect dialect, Caller from, Throwable cause) {
        log.internalError(Subject.handshake(dialect.label(), from), cause);
        return writer.unavailable(dialect);
    }
}
