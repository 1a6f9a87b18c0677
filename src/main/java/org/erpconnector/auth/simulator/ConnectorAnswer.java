package org.erpconnector.auth.simulator;

import java.util.List;
import java.util.Optional;

/**
 * The connector's answer, as its caller reads it.
 *
 * @param reason why it was refused or cannot be read; empty if accepted
 * @param replyToken the token of an acceptance
 * @param remarks for the connector's developer
 */
record ConnectorAnswer(Outcome outcome, String reason, Optional<String> replyToken, List<String> remarks) {

    enum Outcome {
        /** The connector accepts; its reply token is not verified yet. */
        ACCEPTED,
        /** The connector refuses. */
        REFUSED,
        /** SuperOffice's client cannot read the reply. */
        UNREADABLE
    }

    static ConnectorAnswer accepted(Optional<String> replyToken, List<String> remarks) {
        return new ConnectorAnswer(Outcome.ACCEPTED, "", replyToken, remarks);
    }

    static ConnectorAnswer refused(String reason, List<String> remarks) {
        return new ConnectorAnswer(Outcome.REFUSED, reason, Optional.empty(), remarks);
    }

    static ConnectorAnswer refused(String reason) {
        return refused(reason, List.of());
    }

    static ConnectorAnswer unreadable(String why) {
        return new ConnectorAnswer(Outcome.UNREADABLE, why, Optional.empty(), List.of());
    }

    /** Without the reply token. */
    @Override
    public String toString() {
        return "ConnectorAnswer[" + outcome + ", " + reason + "]";
    }
}
