package org.erpconnector.auth;

import java.util.Optional;
import java.util.function.Supplier;
import org.erpconnector.auth.message.Answer;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.replay.ReplayGuard;
import org.erpconnector.auth.replay.ReplayStoreException;
import org.erpconnector.auth.token.TokenRejectedException;
import org.erpconnector.auth.token.VerifiedCallerToken;

/**
 * Proves a caller token and that it was not used before, and says in the log why not: for handshakes and for other calls
 * that carry one. Safe for use by several threads.
 */
final class TokenProof {
    /** What came of it. */
    sealed interface Outcome {
        /**
         * Proven, and never to be proven again unless it is released.
         *
         * @param token what it says
         * @param credentials what proved it, and signs the answer
         */
        record Proven(VerifiedCallerToken token, Credentials credentials) implements Outcome {}

        /**
         * Not proven.
         *
         * @param answer for the caller
         */
        record Unproven(Answer answer) implements Outcome {}
    }

    private final Supplier<Credentials> credentials;
    private final Runnable keyMissed;
    private final ReplayGuard replay;
    private final HandshakeLog log;

    /**
     * @param credentials gives what counts now; asked once for each token
     * @param keyMissed told when a token names a key that is not known
     * @param replay tells whether a token was used before
     * @param log hears of every token that is not proven
     */
    TokenProof(Supplier<Credentials> credentials, Runnable keyMissed, ReplayGuard replay, HandshakeLog log) {
        this.credentials = credentials;
        this.keyMissed = keyMissed;
        this.replay = replay;
        this.log = log;
    }

    /**
     * Judges a token.
     *
     * @param subject what carries it, for the log
     * @param token as it came; empty if there was none
     * @param saml true if a SAML assertion came in its place
     */
    Outcome of(HandshakeLog.Subject subject, String token, boolean saml) {
        if (saml) {
            return refuse(subject, Reason.SAML_NOT_SUPPORTED, "a SAML assertion instead of a JWT");
        }
        try {
            Credentials now = credentials.get();
            if (now.verifier().isEmpty()) {
                log.failed(
                        subject,
                        Reason.CALLER_KEYS_UNAVAILABLE,
                        "no key set of the caller that may be used: see the warning of this filter");
                return new Outcome.Unproven(new Answer.Unavailable());
            }
            VerifiedCallerToken verified = now.verifier().get().verify(token);
            return replay.firstUse(verified.keyThumbprint(), verified.nonce(), verified.refusedFrom())
                    ? new Outcome.Proven(verified, now)
                    : refuse(
                            subject.of(Optional.of(verified.tenant())),
                            Reason.TOKEN_REPLAYED,
                            "its nonce was answered before");
        } catch (TokenRejectedException e) {
            if (e.reason() == Reason.KEY_UNKNOWN) {
                keyMissed.run();
            }
            return refuse(subject.of(e.tenant()), e.reason(), String.valueOf(e.getMessage()));
        } catch (ReplayStoreException e) {
            log.replayUnknown(subject, e);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // Whatever we did not foresee must never end in a signature, nor in a server's error page with our classes.
            // A LinkageError is a web application that brings another version of what we use.
            log.internalError(subject, e);
        }
        return new Outcome.Unproven(new Answer.Unavailable());
    }

    /**
     * Lets a token be proven again, since nothing comes of it: to be called by whoever it was proven for, in place of an
     * answer that holds a reply token.
     */
    void release(Outcome.Proven proven) {
        try {
            replay.release(proven.token().keyThumbprint(), proven.token().nonce());
        } catch (ReplayStoreException e) {
            // The handshake has its line already. Should its token come again, it is refused.
            log.trace("the nonce stays used", String.valueOf(e.getMessage()));
        }
    }

    private Outcome refuse(HandshakeLog.Subject subject, Reason reason, String detail) {
        log.refused(subject, reason, detail);
        return new Outcome.Unproven(new Answer.Refused(reason.sentence()));
    }
}
