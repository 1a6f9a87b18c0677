package org.erpconnector.auth;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.message.Answer;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Recognition;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.token.SigningException;

/**
 * From question to answer, without a servlet: the one place where faults become replies. Every handshake leaves one
 * line in the log. Safe for use by several threads.
 */
final class Handshake {
    private final TokenProof proof;
    private final Clock clock;
    private final HandshakeLimit limit;
    private final CallGuard calls;
    private final ReplyWriter writer;
    private final HandshakeLog log;
    private final Consumer<String> signed;

    /**
     * @param proof judges tokens
     * @param clock tells which application key signs
     * @param limit how many are signed
     * @param calls told of every success
     * @param writer makes answers of verdicts
     * @param log hears every verdict
     * @param signed told which key of ours has signed, by its id
     */
    Handshake(
            TokenProof proof,
            Clock clock,
            HandshakeLimit limit,
            CallGuard calls,
            ReplyWriter writer,
            HandshakeLog log,
            Consumer<String> signed) {
        this.proof = proof;
        this.clock = clock;
        this.limit = limit;
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
        return writer.answer(request.shape(), judge(request, from));
    }

    private Answer judge(HandshakeRequest request, HandshakeLog.Caller from) {
        Contract contract = request.shape().contract();
        HandshakeLog.Subject subject = HandshakeLog.Subject.handshake(contract.label(), from);
        TokenProof.Outcome outcome = proof.of(subject, request.token(), request.saml());
        return outcome instanceof TokenProof.Outcome.Proven proven
                ? sign(proven, request, subject.of(Optional.of(proven.token().tenant())))
                : ((TokenProof.Outcome.Unproven) outcome).answer();
    }

    private Answer sign(TokenProof.Outcome.Proven proven, HandshakeRequest request, HandshakeLog.Subject subject) {
        try {
            // Of proven tokens only, each once: else one overheard token, sent again and again, would use the limit up
            // and lock the caller out.
            if (!limit.admits()) {
                log.failed(subject, Reason.TOO_MANY_HANDSHAKES, "more than max-handshakes-per-second");
                return unanswered(proven);
            }
            ReplySigners signers = proven.credentials().signers(clock.instant());
            String replyToken = signers.of(request.shape().contract()).sign(proven.token());
            calls.handshakeSucceeded();
            log.accepted(subject, proven.token().applicationId(), proven.token().callerKeyId(), signers.keyId());
            signed.accept(signers.keyId());
            // Of proven tokens only: a stranger can neither write this line nor use it up.
            log.form(request);
            return new Answer.Accepted(replyToken);
        } catch (SigningException e) {
            log.signingFailed(subject, e);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // As in TokenProof: a fault of ours is never the server's error page.
            log.internalError(subject, e);
        }
        return unanswered(proven);
    }

    /** The caller may come again with the same token: if one was signed, it has not left this method. */
    private Answer unanswered(TokenProof.Outcome.Proven proven) {
        proof.release(proven);
        return new Answer.Unavailable();
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
