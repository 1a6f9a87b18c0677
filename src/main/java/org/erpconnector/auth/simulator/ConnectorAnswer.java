package org.erpconnector.auth.simulator;

import java.util.List;
import java.util.Optional;

/**
 * What the connector said, as its caller understood it.
 *
 * @param reason why the answer is no, or cannot be read; empty when accepted
 * @param replyToken the token that came with a yes
 * @param remarks what a developer of the connector should know about the answer
 */
record ConnectorAnswer(Outcome outcome, String reason, Optional<String> replyToken, List<String> remarks) {

    enum Outcome {
        /** The connector says yes; its reply token is still to be verified. */
        ACCEPTED,
        /** The connector says no. */
        REFUSED,
        /** SuperOffice's client would fail on the reply, whatever it was meant to say. */
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

    /** Keeps the reply token out of anything that prints this record. */
    @Override
    public String toString() {
        return "ConnectorAnswer[" + outcome + ", " + reason + "]";
    }
}
