package org.erpconnector.auth.simulator;

import java.util.List;
import java.util.Optional;

/**
 * What the connector said, as its caller understood it.
 *
 * @param reason why the answer is no; empty when accepted
 * @param replyToken the token that came with a yes
 * @param remarks what a developer of the connector should know about the answer
 */
record ConnectorAnswer(boolean accepted, String reason, Optional<String> replyToken, List<String> remarks) {

    static ConnectorAnswer accepted(Optional<String> replyToken, List<String> remarks) {
        return new ConnectorAnswer(true, "", replyToken, remarks);
    }

    static ConnectorAnswer refused(String reason, List<String> remarks) {
        return new ConnectorAnswer(false, reason, Optional.empty(), remarks);
    }

    static ConnectorAnswer refused(String reason) {
        return refused(reason, List.of());
    }

    /** Keeps the reply token out of anything that prints this record. */
    @Override
    public String toString() {
        return accepted ? "ConnectorAnswer[accepted]" : "ConnectorAnswer[refused: " + reason + "]";
    }
}
