package org.erpconnector.auth.attack;

import java.util.Set;

/**
 * What must come back.
 *
 * @param kind of answer
 * @param reason code that the log must name; empty where there is none
 * @param statuses of HTTP that are right; 0: none, the server closes the connection
 */
public record Expected(Kind kind, String reason, Set<Integer> statuses) {
    /** Kinds of answers; where the catalogue has a letter for it, the letter is in front. */
    public enum Kind {
        /** OK: a reply token, one signature. */
        ACCEPTED,
        /** N: the negative answer of the contract, no signature. */
        REFUSED,
        /** F: a fault, or a plain status of HTTP. */
        UNREADABLE,
        /** P: the connector's own answer, its body whole. */
        PASSED,
        /** Each server in its way, or else the filter; never the connector under the handshake's path; no signature without an accepted line. */
        SERVER
    }

    static Expected accepted() {
        return new Expected(Kind.ACCEPTED, "", Set.of(200));
    }

    static Expected refused(String reason) {
        return new Expected(Kind.REFUSED, reason, Set.of(200, 401));
    }

    /** SOAP 1.1 says 500 to every fault, SOAP 1.2 and JSON 400 to the sender's. */
    static Expected unreadable(String reason) {
        return new Expected(Kind.UNREADABLE, reason, Set.of(400, 500));
    }

    static Expected unreadable(String reason, int status) {
        return new Expected(Kind.UNREADABLE, reason, Set.of(status));
    }

    /** A body that broke off: there may be nobody any more to hear the answer, which some servers do not even try. */
    static Expected brokenOff() {
        return new Expected(Kind.UNREADABLE, "body-broken", Set.of(0, 400));
    }

    static Expected passed() {
        return new Expected(Kind.PASSED, "", Set.of(200));
    }

    static Expected server(Integer... statuses) {
        return new Expected(Kind.SERVER, "", Set.of(statuses));
    }
}
