package org.erpconnector.auth.simulator;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A reply as a WCF client reads it; absent and nil texts are empty.
 *
 * @param misread what the client reads differently from what the connector meant
 */
record ErpReply(Status status, Payload payload, List<String> misread) {

    static final String UNKNOWN_CONNECTION = "UNKNOWN_CONNECTION_ID";
    /** Misspelt in the published ConnectorWS.ResponseErrorCodes, too. */
    static final String UNKNOWN_FIELD = "UNKOWN_FIELDKEY";

    static final String UNKNOWN_LIST_ITEM = "UNKOWN_LISTITEM_ID";

    record Status(boolean isOk, String state, String userExplanation, String techExplanation, String errorCode) {}

    /** One member is set, depending on the operation; the others are empty. */
    record Payload(List<ErpField> fields, List<String> items, List<ErpActor> actors, Map<String, String> listItems) {}

    List<ErpField> fields() {
        return payload.fields;
    }

    List<String> items() {
        return payload.items;
    }

    List<ErpActor> actors() {
        return payload.actors;
    }

    Map<String, String> listItems() {
        return payload.listItems;
    }

    boolean succeeded() {
        return status.isOk && !status.state.equals("Error");
    }

    boolean knowsNoConnection() {
        return !status.isOk && status.errorCode.strip().equals(UNKNOWN_CONNECTION);
    }

    /** The status and its explanations, in a line. */
    String explanation() {
        String said = Map.of(
                        "ErrorCode", status.errorCode,
                        "UserExplanation", status.userExplanation,
                        "TechExplanation", status.techExplanation)
                .entrySet()
                .stream()
                .filter(e -> !e.getValue().isBlank())
                .sorted(Map.Entry.comparingByKey())
                .map(e -> ", " + e.getKey() + ": " + Shown.text(e.getValue()))
                .collect(Collectors.joining());
        return "IsOk is " + status.isOk + ", State: " + status.state + said;
    }
}
