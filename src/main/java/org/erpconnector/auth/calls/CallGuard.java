package org.erpconnector.auth.calls;

import java.util.Optional;
import java.util.function.Predicate;
import org.erpconnector.auth.reason.Reason;

/**
 * What is asked of a request that is no handshake before the connector gets it; nothing by default. Safe for use by
 * several threads.
 */
public final class CallGuard {
    private final Optional<Predicate<String>> callers;
    private final Optional<SecretPath> secret;
    private final Optional<RecentHandshake> recent;

    /**
     * A call, as the connector is to see it.
     *
     * @param path inside the web application, without the secret
     * @param secret true if the secret was in the path, and so has to be taken out of it
     */
    public record Call(String path, boolean secret) {}

    /**
     * @param callers tells whether an address may call; empty: any may
     * @param secret what the path has to begin with; empty: nothing
     * @param recent tells of the last handshake; empty: none is needed
     */
    public CallGuard(
            Optional<Predicate<String>> callers, Optional<SecretPath> secret, Optional<RecentHandshake> recent) {
        this.callers = callers;
        this.secret = secret;
        this.recent = recent;
    }

    /** Whether anything is asked at all. */
    public boolean asks() {
        return callers.isPresent() || secret.isPresent() || recent.isPresent();
    }

    /**
     * Takes the secret out of a path.
     *
     * @param path inside the web application, decoded and normalised by the server
     */
    public Call call(String path) {
        return secret.flatMap(known -> known.behind(path))
                .map(rest -> new Call(rest, true))
                .orElseGet(() -> new Call(path, false));
    }

    /**
     * Judges a call.
     *
     * @param call what {@link #call} has made of its path
     * @param address where it comes from, as the server tells it
     * @return why it is refused; empty if it may pass
     */
    public Optional<Reason> judge(Call call, String address) {
        if (callers.isPresent() && !callers.get().test(address)) {
            return Optional.of(Reason.CALLER_NOT_ALLOWED);
        }
        if (secret.isPresent() && !call.secret()) {
            return Optional.of(Reason.SECRET_PATH_MISSING);
        }
        if (recent.isPresent() && !recent.get().holds()) {
            return Optional.of(Reason.HANDSHAKE_NOT_RECENT);
        }
        return Optional.empty();
    }

    /**
     * What a log may show of a path: nothing that may be the secret, in the wrong place or a little wrong.
     *
     * @param call what {@link #call} has made of the path
     */
    public String shown(Call call) {
        return secret.isPresent() ? SecretPath.shown(call.path()) : call.path();
    }

    /** A handshake has been answered with a reply token. */
    public void handshakeSucceeded() {
        recent.ifPresent(RecentHandshake::succeeded);
    }
}
