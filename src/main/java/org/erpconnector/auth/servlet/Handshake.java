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
import org.erpconnector.auth.message.Answer;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Recognition;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.reason.Reason;

/**
 * From question to answer, without a servlet: the one place where faults become replies. Every handshake leaves one
 * line in the log. Safe for use by several threads.
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
     * @param log hears every verdict
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
    HandshakeReply answer(HandshakeRequest request, HandshakeLog.Caller from) {
        log.trace("handshake read", request);
        HandshakeLog.Subject subject =
                HandshakeLog.Subject.handshake(request.shape().contract().label(), from);
        Result<ReplyToken> result = request.saml()
                ? saml()
                : authenticator.answer(
                        request.token(), form(request.shape().contract()), reply -> accepted(request, subject, reply));
        return writer.answer(
                request.shape(),
                result.<Answer>fold(
                        Answer.Accepted::new,
                        refused -> {
                            log.refused(subject, refused);
                            return new Answer.Refused(refused.reason().sentence());
                        },
                        unavailable -> {
                            log.failed(subject, unavailable);
                            return new Answer.Unavailable();
                        }));
    }

    /** No token of a kind that this is about. */
    static <T> Result<T> saml() {
        return new Result.Refused<>(Reason.SAML_NOT_SUPPORTED, "a SAML assertion instead of a JWT", Optional.empty());
    }

    private void accepted(HandshakeRequest request, HandshakeLog.Subject subject, ReplyToken reply) {
        VerifiedCallerToken caller = reply.caller();
        calls.handshakeSucceeded();
        log.accepted(
                subject.of(Optional.of(caller.tenant())),
                caller.applicationId(),
                caller.callerKeyId(),
                reply.signedBy());
        signed.accept(reply.signedBy());
        // Of proven tokens only: a stranger can neither write this line nor use it up.
        log.form(request);
    }

    /** The published verifier of the SOAP contracts reads an application token only; "a signed JWT" is the article's word. */
    private ReplyForm form(Contract contract) {
        return switch (choice) {
            case APPLICATION_TOKEN -> ReplyForm.APPLICATION_TOKEN;
            case JWT -> ReplyForm.JWT;
            case AUTO ->
                switch (contract) {
                    case CONNECTOR_PARAMETER, CONNECTOR_MESSAGE, MIRRORING -> ReplyForm.APPLICATION_TOKEN;
                    case HTTP_JWT, HTTP_JSON -> ReplyForm.JWT;
                };
        };
    }

    /** Refuses what claims to be a SOAP handshake and cannot be read. */
    HandshakeReply unreadable(SoapVersion version, Reason problem, HandshakeLog.Caller from) {
        log.refused(HandshakeLog.Subject.handshake("soap", from), problem, problem.sentence());
        return writer.unreadable(version, problem);
    }

    /** Refuses what came to the HTTP contract and cannot be read. */
    HandshakeReply unreadable(Contract contract, Reason problem, HandshakeLog.Caller from) {
        log.refused(HandshakeLog.Subject.handshake(contract.label(), from), problem, problem.sentence());
        return writer.unreadable(problem);
    }

    /** Answers what we cannot judge because of the server it came through: never the caller's fault. */
    HandshakeReply unavailable(Recognition recognition, HandshakeLog.Caller from, Reason reason, String detail) {
        log.failed(subject(recognition, from), reason, detail);
        return unavailable(recognition);
    }

    /** Answers what we cannot judge because of something that we did not foresee. */
    HandshakeReply unavailable(Recognition recognition, HandshakeLog.Caller from, Throwable cause) {
        log.internalError(subject(recognition, from), cause);
        return unavailable(recognition);
    }

    private HandshakeReply unavailable(Recognition recognition) {
        return recognition instanceof Recognition.Http
                ? writer.unavailable()
                : writer.unavailable(recognition.version());
    }

    private static HandshakeLog.Subject subject(Recognition recognition, HandshakeLog.Caller from) {
        String contract =
                recognition instanceof Recognition.Http http ? http.contract().label() : "soap";
        return HandshakeLog.Subject.handshake(contract, from);
    }
}
