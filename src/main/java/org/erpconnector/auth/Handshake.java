package org.erpconnector.auth;

import java.time.Clock;
import java.util.function.Supplier;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.message.Answer;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.MessageProblem;
import org.erpconnector.auth.message.Recognition;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.replay.ReplayGuard;
import org.erpconnector.auth.replay.ReplayStoreException;
import org.erpconnector.auth.token.Reason;
import org.erpconnector.auth.token.SigningException;
import org.erpconnector.auth.token.TokenRejectedException;
import org.erpconnector.auth.token.VerifiedCallerToken;

/**
 * From question to answer, without a servlet: the one place where faults become replies. Every handshake leaves one
 * line in the log. Safe for use by several threads.
 */
final class Handshake {
    private final Supplier<Credentials> credentials;
    private final Runnable keyMissed;
    private final Clock clock;
    private final ReplayGuard replay;
    private final HandshakeLimit limit;
    private final CallGuard calls;
    private final ReplyWriter writer;
    private final HandshakeLog log;

    /**
     * @param credentials gives what counts now; asked once for each handshake
     * @param keyMissed told when a token names a key that is not known
     * @param clock tells which application key signs
     * @param replay tells whether a token was used before
     * @param limit how many are signed
     * @param calls told of every success
     * @param writer makes answers of verdicts
     * @param log hears every verdict
     */
    Handshake(
            Supplier<Credentials> credentials,
            Runnable keyMissed,
            Clock clock,
            ReplayGuard replay,
            HandshakeLimit limit,
            CallGuard calls,
            ReplyWriter writer,
            HandshakeLog log) {
        this.credentials = credentials;
        this.keyMissed = keyMissed;
        this.clock = clock;
        this.replay = replay;
        this.limit = limit;
        this.calls = calls;
        this.writer = writer;
        this.log = log;
    }

    /**
     * Judges a handshake that could be read.
     *
     * @param from address of the caller, for the log
     */
    HandshakeReply answer(HandshakeRequest request, String from) {
        log.trace("handshake read", request);
        Contract contract = request.shape().contract();
        return writer.answer(request.shape(), judge(request, contract, from));
    }

    private Answer judge(HandshakeRequest request, Contract contract, String from) {
        if (request.saml()) {
            return refuse(contract, from, Reason.SAML_NOT_SUPPORTED, "a SAML assertion instead of a JWT");
        }
        try {
            Credentials now = credentials.get();
            if (now.verifier().isEmpty()) {
                log.failed(
                        contract.label(),
                        from,
                        "caller-keys-unavailable",
                        "no key set of the caller that may be used: see the warning of this filter");
                return new Answer.Unavailable();
            }
            VerifiedCallerToken token = now.verifier().get().verify(request.token());
            // Before the limit: else one overheard token, sent again and again, would use it up and lock the caller
            // out.
            if (!replay.firstUse(token.callerKeyId(), token.nonce(), token.refusedFrom())) {
                return refuse(contract, from, Reason.TOKEN_REPLAYED, "tenant " + token.tenant());
            }
            if (!limit.admits()) {
                log.failed(contract.label(), from, "too-many-handshakes", "more than max-handshakes-per-second");
                return new Answer.Unavailable();
            }
            String replyToken = now.signers(clock.instant()).of(contract).sign(token);
            calls.handshakeSucceeded();
            log.accepted(contract, from, token);
            return new Answer.Accepted(replyToken);
        } catch (TokenRejectedException e) {
            if (e.reason() == Reason.KEY_UNKNOWN) {
                keyMissed.run();
            }
            return refuse(contract, from, e.reason(), String.valueOf(e.getMessage()));
        } catch (ReplayStoreException e) {
            log.replayUnknown(contract.label(), from, e);
            return new Answer.Unavailable();
        } catch (SigningException e) {
            log.signingFailed(contract.label(), from, e);
            return new Answer.Unavailable();
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // Whatever we did not foresee must never end in a signature, nor in a server's error page with our classes.
            // A LinkageError is a web application that brings another version of what we use.
            log.internalError(contract.label(), from, e);
            return new Answer.Unavailable();
        }
    }

    /** Refuses what claims to be a SOAP handshake and cannot be read. */
    HandshakeReply unreadable(SoapVersion version, MessageProblem problem, String from) {
        log.refused("soap", from, problem.code(), problem.sentence());
        return writer.unreadable(version, problem);
    }

    /** Refuses what came to the HTTP contract and cannot be read. */
    HandshakeReply unreadable(Contract contract, MessageProblem problem, String from) {
        log.refused(contract.label(), from, problem.code(), problem.sentence());
        return writer.unreadable(problem);
    }

    /** Answers what we cannot judge because of the server it came through: never the caller's fault. */
    HandshakeReply unavailable(Recognition recognition, String from, String reasonCode, String detail) {
        log.failed(label(recognition), from, reasonCode, detail);
        return unavailable(recognition);
    }

    /** Answers what we cannot judge because of something that we did not foresee. */
    HandshakeReply unavailable(Recognition recognition, String from, Throwable cause) {
        log.internalError(label(recognition), from, cause);
        return unavailable(recognition);
    }

    private HandshakeReply unavailable(Recognition recognition) {
        return recognition instanceof Recognition.Http
                ? writer.unavailable()
                : writer.unavailable(recognition.version());
    }

    private static String label(Recognition recognition) {
        return recognition instanceof Recognition.Http http ? http.contract().label() : "soap";
    }

    private Answer refuse(Contract contract, String from, Reason reason, String detail) {
        log.refused(contract.label(), from, reason.code(), detail);
        return new Answer.Refused(reason.sentence());
    }
}
