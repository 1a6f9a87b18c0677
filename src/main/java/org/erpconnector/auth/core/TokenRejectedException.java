package org.erpconnector.auth.core;

import java.util.Optional;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A caller token is refused: an expected outcome, so it carries no stack trace. Thread-safe.
 */
public final class TokenRejectedException extends Exception {
    private final Reason reason;
    private final @Nullable String tenant;
    private final @Nullable TokenTimes times;

    /**
     * @param reason the reason code
     * @param detail what was expected and what came, for the log only. May quote a claim or a key hint, never the token,
     *     the nonce or a signature; the log escapes and cuts it
     */
    TokenRejectedException(Reason reason, String detail) {
        this(reason, detail, null, null);
    }

    private TokenRejectedException(Reason reason, String detail, @Nullable String tenant, @Nullable TokenTimes times) {
        super(detail, null, false, false);
        this.reason = reason;
        this.tenant = tenant;
        this.times = times;
    }

    /**
     * The same, of a token whose signature is proven.
     *
     * @param proven the customer that it names; null if it names none as it should
     * @param said its times; null if it has none as it should
     */
    TokenRejectedException of(@Nullable String proven, @Nullable TokenTimes said) {
        return new TokenRejectedException(reason, String.valueOf(getMessage()), proven, said);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Whose token it is, such as {@code Cust12345}; empty while its signature is not proven, or if it names nobody. */
    public Optional<String> tenant() {
        return Optional.ofNullable(tenant);
    }

    /** Its times; empty while its signature is not proven, or if it has none. */
    public Optional<TokenTimes> times() {
        return Optional.ofNullable(times);
    }
}
