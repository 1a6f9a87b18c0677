package org.erpconnector.auth.core;

import java.util.Optional;
import java.util.function.Function;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What became of a caller token. Immutable.
 *
 * @param <T> what a proven one is worth: a {@link ReplyToken} for a handshake, a {@link VerifiedCallerToken} for a call
 */
public sealed interface Result<T> {
    /** The caller is SuperOffice, and its token was not used before. */
    record Accepted<T>(T value) implements Result<T> {}

    /**
     * The caller's fault.
     *
     * @param reason the reason code
     * @param detail for the log only: what was expected and what came; never the token, the nonce or a signature
     * @param tenant the customer, once a signature of SuperOffice's has proven it
     * @param times of the token, likewise; empty of one that was used before, whose times are old
     */
    record Refused<T>(Reason reason, String detail, Optional<String> tenant, Optional<TokenTimes> times)
            implements Result<T> {}

    /**
     * Our fault or the platform's: nothing is decided about the token, and it may come again.
     *
     * @param reason the reason code
     * @param detail for the log only
     * @param tenant as in {@link Refused}
     * @param cause what was thrown; null if nothing was
     */
    record Unavailable<T>(
            Reason reason,
            String detail,
            Optional<String> tenant,
            @Nullable Throwable cause) implements Result<T> {}

    /** What the one of these three that it is comes to: a switch in which none can be forgotten. */
    default <A> A fold(
            Function<? super T, ? extends A> accepted,
            Function<Refused<T>, ? extends A> refused,
            Function<Unavailable<T>, ? extends A> unavailable) {
        if (this instanceof Accepted<T> it) {
            return accepted.apply(it.value());
        }
        return this instanceof Refused<T> it ? refused.apply(it) : unavailable.apply((Unavailable<T>) this);
    }
}
