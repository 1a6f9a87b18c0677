package org.erpconnector.auth.core;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.erpconnector.auth.reason.Reason;

/**
 * The one way from the text of a caller token to our signature: verify, claim its nonce, sign. Each step takes what only
 * the step before it can make. Safe for use by several threads.
 */
public final class Authenticator {
    private final Supplier<Credentials> credentials;
    private final Runnable keyMissed;
    private final ReplayGuard replay;
    private final BooleanSupplier limit;
    private final Clock clock;

    /** What a fresh token is used for. */
    private interface Use<T> {
        T of(FreshCallerToken token, Credentials now) throws SigningException, LimitException;
    }

    /** More handshakes than the settings admit. */
    private static final class LimitException extends Exception {
        LimitException() {
            super("more than max-handshakes-per-second", null, false, false);
        }
    }

    /**
     * @param credentials gives the keys in use; asked once for each token, so that a change of keys never mixes two sets
     * @param keyMissed called when a token names a key that is not known
     * @param replay knows the nonces that were used
     * @param limit counts a handshake and tells whether it may still be signed
     * @param clock tells the time of replies, and which of our keys signs
     */
    public Authenticator(
            Supplier<Credentials> credentials,
            Runnable keyMissed,
            ReplayGuard replay,
            BooleanSupplier limit,
            Clock clock) {
        this.credentials = credentials;
        this.keyMissed = keyMissed;
        this.replay = replay;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Answers a handshake.
     *
     * @param token the text of the caller token, trimmed; empty if there was none
     * @param form of the reply
     * @param signed hears of the reply before the caller does: if it throws, there is none
     */
    public Result<ReplyToken> answer(String token, ReplyForm form, Consumer<ReplyToken> signed) {
        return judge(
                token,
                (fresh, now) -> {
                    // Of fresh tokens only: else one overheard token, sent again and again, would use the limit up
                    // and lock the caller out.
                    if (!limit.getAsBoolean()) {
                        throw new LimitException();
                    }
                    Instant instant = clock.instant();
                    return now.signer(instant).sign(fresh, form, instant);
                },
                signed);
    }

    /**
     * Judges the token of a call that is no handshake. Nothing is signed.
     *
     * @param token as for {@link #answer}
     * @param admitted hears whose call it is: if it throws, the call is not let through
     */
    public Result<VerifiedCallerToken> admit(String token, Consumer<VerifiedCallerToken> admitted) {
        return judge(token, (fresh, now) -> fresh.verified(), admitted);
    }

    private <T> Result<T> judge(String token, Use<T> use, Consumer<T> told) {
        try {
            Credentials now = credentials.get();
            if (now.verifier().isEmpty()) {
                return new Result.Unavailable<>(
                        Reason.CALLER_KEYS_UNAVAILABLE,
                        "no key set of the caller can be used; see the earlier WARNING for caller-keys",
                        Optional.empty(),
                        null);
            }
            VerifiedCallerToken verified = now.verifier().get().verify(token);
            Optional<FreshCallerToken> fresh = FreshCallerToken.claim(verified, replay);
            return fresh.isPresent()
                    ? use(fresh.get(), now, use, told)
                    : new Result.Refused<>(
                            Reason.TOKEN_REPLAYED,
                            "its nonce was answered before",
                            Optional.of(verified.tenant()),
                            Optional.empty());
        } catch (TokenRejectedException e) {
            if (e.reason() == Reason.KEY_UNKNOWN) {
                keyMissed.run();
            }
            return new Result.Refused<>(e.reason(), String.valueOf(e.getMessage()), e.tenant(), e.times());
        } catch (ReplayStoreException e) {
            return new Result.Unavailable<>(
                    Reason.REPLAY_STORE_UNAVAILABLE, String.valueOf(e.getMessage()), Optional.empty(), e);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // What we did not foresee ends neither in a signature nor in the server's error page with our classes. A
            // LinkageError: the web application brings another version of a library.
            return new Result.Unavailable<>(Reason.INTERNAL_ERROR, "", Optional.empty(), e);
        }
    }

    private <T> Result<T> use(FreshCallerToken fresh, Credentials now, Use<T> use, Consumer<T> told) {
        try {
            T made = use.of(fresh, now);
            told.accept(made);
            return new Result.Accepted<>(made);
        } catch (LimitException e) {
            return unanswered(fresh, Reason.TOO_MANY_HANDSHAKES, e);
        } catch (SigningException e) {
            return unanswered(fresh, Reason.SIGNING_FAILED, e);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return unanswered(fresh, Reason.INTERNAL_ERROR, e);
        }
    }

    /** The caller may come again with the same token: if a reply was signed, it has not left this class. */
    private <T> Result<T> unanswered(FreshCallerToken fresh, Reason reason, Throwable cause) {
        String detail = String.valueOf(cause.getMessage());
        try {
            fresh.release(replay);
        } catch (ReplayStoreException e) {
            // Should its token come again, it is refused as a replay.
            detail += "; its nonce stays used: " + e.getMessage();
            cause.addSuppressed(e);
        }
        return new Result.Unavailable<>(
                reason, detail, Optional.of(fresh.verified().tenant()), cause);
    }
}
