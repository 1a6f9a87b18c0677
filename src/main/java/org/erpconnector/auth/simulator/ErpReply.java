package org.erpconnector.auth.simulator;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a WCF client sees of a reply; text that is absent or nil is empty here.
 *
 * @param misread what it sees otherwise than the connector meant it
 */
record ErpReply(Status status, Payload payload, List<String> misread) {

    static final String UNKNOWN_CONNECTION = "UNKNOWN_CONNECTION_ID";

    record Status(boolean isOk, String state, String userExplanation, String techExplanation, String errorCode) {}

    /** One of these is what the operation gives, the others are empty. */
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

    /** What the connector says besides yes or no. */
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
