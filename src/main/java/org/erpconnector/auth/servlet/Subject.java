package org.erpconnector.auth.servlet;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.erpconnector.auth.calls.SecretPath;
import org.erpconnector.auth.observe.Outcome;
import org.erpconnector.auth.observe.Verdict;
import org.erpconnector.auth.reason.Reason;

/**
 * What a verdict is about, as the log and the status page name it. Immutable.
 *
 * @param kind {@code handshake}, or {@code call} for everything else
 * @param contract the wire form, as logs name it
 * @param from who asks
 * @param tenant the customer, once a signature of SuperOffice's has proven it; empty: not proven
 * @param begun when it had been read, by {@link System#nanoTime}; empty: nobody could read it
 */
record Subject(String kind, String contract, Caller from, Optional<String> tenant, OptionalLong begun) {
    private static final int LONGEST_PATH = 96;

    static Subject handshake(String contract, Caller from) {
        return new Subject("handshake", contract, from, Optional.empty(), OptionalLong.empty());
    }

    static Subject call(String contract, Caller from) {
        return new Subject("call", contract, from, Optional.empty(), OptionalLong.empty());
    }

    Subject readAt(long nanos) {
        return new Subject(kind, contract, from, tenant, OptionalLong.of(nanos));
    }

    boolean isCall() {
        return kind.equals("call");
    }

    Subject of(Optional<String> proven) {
        return new Subject(kind, contract, from, proven, begun);
    }

    Verdict verdict(Instant now, Outcome outcome, Optional<Reason> reason) {
        return new Verdict(
                now,
                outcome,
                reason,
                contract,
                tenant,
                HandshakeLog.printable(from.address(), HandshakeLog.LONGEST_ADDRESS),
                HandshakeLog.printable(SecretPath.withoutLongNames(from.path()), LONGEST_PATH),
                begun.isPresent() ? System.nanoTime() - begun.getAsLong() : Verdict.UNMEASURED);
    }

    /** Who and how, for one line. */
    String shown() {
        String whose = tenant.map(proven -> " tenant=" + proven).orElse("");
        return " contract=" + contract + whose + " from="
                + HandshakeLog.word(from.address(), HandshakeLog.LONGEST_ADDRESS) + " to="
                + HandshakeLog.word(from.to(), HandshakeLog.LONGEST_ADDRESS) + " path="
                + HandshakeLog.word(from.path(), LONGEST_PATH);
    }
}
