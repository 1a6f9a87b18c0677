package org.erpconnector.auth.simulator;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Cases that need a saved connection: the notation of values, and error codes for unknown names. */
final class ErpValueCases {

    private static final String VALUES = "SuperOffice, ERP Sync: [I:1], [F:1.5], [DT:12/31/2013 23:59:59.0000000]";
    private static final String CODES = "SuperOffice, ConnectorWS.ResponseErrorCodes, spelt as published";
    private static final String UNKNOWN = "no such thing of the check";

    private ErpValueCases() {}

    static List<Case> all() {
        return List.of(
                Case.writing(
                        "E-25",
                        "numbers, dates and ticks in actors are written by the type of their field",
                        VALUES,
                        subject -> connected(subject, ErpValueCases::values)),
                Case.writing(
                        "E-26",
                        "an unknown field is passed over, or answered UNKOWN_FIELDKEY",
                        CODES,
                        subject -> connected(
                                subject,
                                (client, type, guid) -> coded(
                                        client,
                                        ErpOperation.GET_ACTORS_BY_TIMESTAMP,
                                        Map.of(
                                                ErpOperation.CONNECTION,
                                                guid,
                                                "ActorType",
                                                type.name(),
                                                "UpdatedOnOrAfter",
                                                "",
                                                "FieldKeys",
                                                List.of(UNKNOWN)),
                                        ErpReply.UNKNOWN_FIELD))),
                Case.writing(
                        "E-27",
                        "an unknown item of a list is passed over, or answered UNKOWN_LISTITEM_ID",
                        CODES,
                        subject -> connected(subject, ErpValueCases::item)));
    }

    /** Calls operations with a saved connection. */
    @FunctionalInterface
    private interface Inquiry {
        Finding of(ErpClient client, ActorType type, String guid) throws UnreachableException, OperationFailedException;
    }

    private static Finding connected(Subject subject, Inquiry inquiry) throws UnreachableException {
        ErpClient client = new ErpClient(subject.erp());
        String guid = UUID.randomUUID().toString();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        SyncSession session = new SyncSession(client, new Narrator(nowhere), false, guid);
        try {
            List<ErpField> fields = session.call(ErpOperation.GET_CONFIG_DATA, Map.of(), reply -> "")
                    .fields();
            session.save(ConnectionForm.fill(fields, subject.plan().given(), session::list)
                    .values());
            Optional<String> type =
                    session.call(ErpOperation.GET_SUPPORTED_ACTOR_TYPES, Map.of(), reply -> "").items().stream()
                            .findFirst();
            ActorType first =
                    type.isPresent() ? ActorType.ask(session, type.get()) : new ActorType("", List.of(), List.of());
            try {
                return inquiry.of(client, first, guid);
            } catch (OperationFailedException e) {
                return Finding.failed(Shown.cause(e));
            } finally {
                session.delete();
            }
        } catch (OperationFailedException e) {
            return Finding.skipped("no connection can be had for it: " + Shown.cause(e));
        }
    }

    private static Finding values(ErpClient client, ActorType type, String guid)
            throws UnreachableException, OperationFailedException {
        List<ErpActor> actors = client.call(
                        ErpOperation.GET_ACTORS_BY_TIMESTAMP,
                        Map.of(
                                ErpOperation.CONNECTION,
                                guid,
                                "ActorType",
                                type.name(),
                                "UpdatedOnOrAfter",
                                "",
                                "FieldKeys",
                                type.keys()))
                .actors();
        for (ErpActor actor : actors) {
            for (ErpField field : type.fields()) {
                String value = actor.values().getOrDefault(field.key(), "");
                if (!value.isEmpty() && !value.matches(form(field.type()))) {
                    return Finding.failed("the field " + Shown.text(field.key()) + ", a " + field.type() + ", is ["
                            + Shown.text(value) + "]");
                }
            }
        }
        return actors.isEmpty() ? Finding.skipped("the connector has no actors") : Finding.passed();
    }

    private static String form(String type) {
        return switch (type) {
            case "Checkbox" -> "\\[I:[01]]";
            case "Integer" -> "\\[I:-?\\d+]";
            case "Double" -> "\\[F:-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?]";
            case "Datetime" -> "\\[DT:\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{7}]";
            default -> "(?s).*";
        };
    }

    private static Finding item(ErpClient client, ActorType type, String guid)
            throws UnreachableException, OperationFailedException {
        Optional<String> list = type.fields().stream()
                .map(ErpField::listName)
                .filter(name -> !name.isBlank())
                .findFirst();
        return list.isEmpty()
                ? Finding.skipped("no field is a list")
                : coded(
                        client,
                        ErpOperation.GET_LIST_ITEMS,
                        Map.of(ErpOperation.CONNECTION, guid, "ListName", list.get(), "ListItemKeys", List.of(UNKNOWN)),
                        ErpReply.UNKNOWN_LIST_ITEM);
    }

    private static Finding coded(ErpClient client, ErpOperation operation, Map<String, ?> members, String code)
            throws UnreachableException, OperationFailedException {
        ErpReply reply = client.call(operation, members);
        return Finding.of(
                reply.succeeded() || reply.status().errorCode().strip().equals(code), reply.explanation());
    }
}
