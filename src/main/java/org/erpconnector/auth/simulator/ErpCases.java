package org.erpconnector.auth.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The operations of ERP Sync, most judged by one walk, and the requests that a filter must pass on unchanged. */
final class ErpCases {

    private static final String CONTRACT = "the contract IErpConnectorWS 1.0";
    private static final String CODES = "SuperOffice, ConnectorWS.ResponseErrorCodes";
    private static final String SYNC = "SuperOffice, ERP Sync: connectors answer, and never throw";
    private static final int MEGABYTE = 1024 * 1024;

    private ErpCases() {}

    static List<Case> all() {
        ErpOperation[] operations = ErpOperation.values();
        Stream<Case> walked = IntStream.range(0, operations.length)
                .mapToObj(i -> Case.of(
                        String.format(Locale.ROOT, "E-%02d", i + 1),
                        operations[i].wireName() + " " + what(operations[i]),
                        CONTRACT,
                        subject -> walked(subject, operations[i])));
        return Stream.of(walked, errors().stream(), ErpValueCases.all().stream())
                .flatMap(cases -> cases)
                .toList();
    }

    private static String what(ErpOperation operation) {
        return switch (operation) {
            case GET_CONFIG_DATA -> "tells the fields of a connection";
            case TEST_CONFIG_DATA -> "takes values for them";
            case SAVE_CONNECTION -> "saves a connection";
            case TEST_CONNECTION -> "says that it works";
            case DELETE_CONNECTION -> "deletes it";
            case GET_SUPPORTED_ACTOR_TYPES -> "tells the types of actors";
            case GET_SUPPORTED_ACTOR_TYPE_FIELDS -> "tells their fields";
            case GET_SEARCHABLE_FIELDS -> "tells which can be searched";
            case GET_ACTORS -> "gives actors by their keys, as they were written";
            case SEARCH_ACTORS_ADVANCED -> "finds an actor by a restriction";
            case SEARCH_ACTORS -> "finds an actor by a text";
            case SEARCH_ACTOR_BY_PARENT -> "finds an actor below another";
            case CREATE_ACTOR -> "creates an actor, letters outside ASCII and all";
            case SAVE_ACTORS -> "saves an actor, letters outside ASCII and all";
            case GET_LIST -> "gives a list";
            case GET_LIST_ITEMS -> "gives the items asked for";
            case GET_ACTORS_BY_TIMESTAMP -> "gives what has changed on or after a moment";
        };
    }

    private static Finding walked(Subject subject, ErpOperation operation) throws UnreachableException {
        SyncWalk.Report report = subject.walk();
        if (report.failed().filter(operation::equals).isPresent()) {
            return Finding.failed(report.sentence());
        }
        if (report.answered().contains(operation)) {
            return Finding.passed();
        }
        return Finding.skipped(
                report.failed().isPresent()
                        ? "the walk ended before, with " + report.failed().get().wireName()
                        : subject.plan().readOnly()
                                ? "it is not called with --read-only"
                                : "the connector has nothing to ask it for");
    }

    private static List<Case> errors() {
        Map<String, Object> unknown = Map.of(ErpOperation.CONNECTION, "6f9619ff-8b86-d011-b42d-00cf4fc964ff");
        return List.of(
                Case.of(
                        "E-18",
                        "an unknown connection is answered UNKNOWN_CONNECTION_ID",
                        CODES,
                        subject -> reply(
                                subject,
                                ErpOperation.TEST_CONNECTION,
                                unknown,
                                reply -> Finding.of(reply.knowsNoConnection(), reply.explanation()))),
                Case.of(
                        "E-19",
                        "the State of such an answer is Error",
                        CONTRACT,
                        subject -> reply(
                                subject,
                                ErpOperation.TEST_CONNECTION,
                                unknown,
                                reply -> Finding.of(reply.status().state().equals("Error"), reply.explanation()))),
                Case.of(
                        "E-20",
                        "it explains itself",
                        SYNC,
                        subject -> reply(
                                subject,
                                ErpOperation.TEST_CONNECTION,
                                unknown,
                                reply -> Finding.of(
                                        !(reply.status().userExplanation()
                                                        + reply.status().techExplanation())
                                                .isBlank(),
                                        "it has neither UserExplanation nor TechExplanation"))),
                Case.of(
                        "E-21",
                        "an unknown connection is no way to actors",
                        CODES,
                        subject -> reply(
                                subject,
                                ErpOperation.GET_ACTORS,
                                Map.of(
                                        ErpOperation.CONNECTION,
                                        unknown.get(ErpOperation.CONNECTION),
                                        "ActorType",
                                        "Customer",
                                        "ErpKeys",
                                        List.of("1"),
                                        "FieldKeys",
                                        List.of()),
                                reply -> Finding.of(
                                        !reply.succeeded() && reply.actors().isEmpty(),
                                        "it is answered: " + reply.explanation()))),
                Case.of(
                        "E-22",
                        "an unknown list is an answer, and no fault",
                        SYNC,
                        subject -> reply(
                                subject,
                                ErpOperation.GET_LIST,
                                Map.of(
                                        ErpOperation.CONNECTION,
                                        SyncSession.NO_CONNECTION,
                                        "ListName",
                                        "urn:no such list"),
                                reply -> Finding.passed())),
                Case.of(
                        "E-23",
                        "WSGetConfigData with an element in its body is answered too",
                        "some versions of WCF send one",
                        subject -> read(
                                subject,
                                ErpOperation.GET_CONFIG_DATA,
                                ErpOperation.GET_CONFIG_DATA.message(Map.of()),
                                text -> text.replace(
                                        "<s:Body>",
                                        "<s:Body><WSGetConfigData xmlns=\"" + ErpOperation.NAMESPACE + "\"/>"),
                                reply -> Finding.of(reply.succeeded(), reply.explanation()))),
                Case.of(
                        "E-24",
                        "an operation that does not exist is a SOAP fault with HTTP 500",
                        "SOAP 1.1, 6.2; 404 and 410 mean that no service is there",
                        ErpCases::noOperation));
    }

    private static Finding noOperation(Subject subject) throws UnreachableException {
        HttpReply reply = subject.erp()
                .post(SoapVersion.SOAP_1_1.message(
                        ErpOperation.NAMESPACE + "/IErpConnectorWS/WSNothing",
                        "",
                        "<RequestBase xmlns=\"" + ErpOperation.NAMESPACE + "\"/>"));
        try {
            Optional<String> fault =
                    SoapReply.fault(SoapReply.bodyChild(reply, SoapVersion.SOAP_1_1), SoapVersion.SOAP_1_1);
            return Finding.of(fault.isPresent() && reply.status() == 500, "it is " + reply.statusInWords());
        } catch (MalformedException e) {
            return Finding.failed(Shown.cause(e));
        }
    }

    /** Judges a reply as EIS reads it. */
    @FunctionalInterface
    private interface Judge {
        Finding of(ErpReply reply);
    }

    private static Finding reply(Subject subject, ErpOperation operation, Map<String, ?> members, Judge judge)
            throws UnreachableException {
        return read(subject, operation, operation.message(members), text -> text, judge);
    }

    private static Finding read(
            Subject subject, ErpOperation operation, OutgoingMessage message, UnaryOperator<String> change, Judge judge)
            throws UnreachableException {
        return send(subject, operation, HttpMessage.of(message).text(change), judge);
    }

    private static Finding send(Subject subject, ErpOperation operation, HttpMessage message, Judge judge)
            throws UnreachableException {
        try {
            return judge.of(new ErpClient(subject.erp()).read(operation, message));
        } catch (OperationFailedException e) {
            return Finding.failed(Shown.cause(e));
        }
    }

    static List<Case> passed() {
        return List.of(
                unchanged(
                        "P-01",
                        "a body of a megabyte arrives whole",
                        "actors come in bulk",
                        message -> message.text(
                                text -> text.replaceFirst("(?=</[^<>]*></s:Body>)", " ".repeat(MEGABYTE)))),
                unchanged(
                        "P-02",
                        "a body in chunks arrives whole",
                        "RFC 9112, 7.1",
                        message -> message.sent(HttpMessage.Flow.CHUNKED)),
                unchanged(
                        "P-03",
                        "a megabyte in chunks arrives whole",
                        "RFC 9112, 7.1",
                        message -> message.text(
                                        text -> text.replaceFirst("(?=</[^<>]*></s:Body>)", " ".repeat(MEGABYTE)))
                                .sent(HttpMessage.Flow.CHUNKED)),
                unchanged(
                        "P-04",
                        "a body that its caller sends when it is asked to arrives",
                        "RFC 9110, 10.1.1",
                        message -> message.sent(HttpMessage.Flow.EXPECTED)),
                unchanged(
                        "P-05",
                        "a byte order mark is no part of a message",
                        "XML 1.0, 4.3.3",
                        message -> message.text(text -> "\uFEFF" + text)),
                unchanged(
                        "P-06",
                        "a comment that speaks of Authenticate is a comment",
                        "XML 1.0, 2.5",
                        message -> message.text(
                                text -> text.replace("<s:Body>", "<!-- Authenticate SignedToken --><s:Body>"))),
                Case.of(
                        "P-07",
                        "a value that speaks of Authenticate is a value",
                        CONTRACT,
                        subject -> reply(
                                subject,
                                ErpOperation.GET_LIST,
                                Map.of(
                                        ErpOperation.CONNECTION,
                                        SyncSession.NO_CONNECTION,
                                        "ListName",
                                        "<Authenticate><SignedToken>x</SignedToken></Authenticate>"),
                                reply -> Finding.passed())),
                Case.of(
                        "P-08",
                        "a GET, as of a browser, is no error of the server's",
                        "people try the URL in a browser",
                        subject -> {
                            HttpReply reply = subject.erp()
                                    .send(new HttpMessage("GET", Map.of(), new byte[0], HttpMessage.Flow.WHOLE));
                            return reply.status() < 500
                                    ? Finding.passed()
                                    : Finding.warning("it is answered " + reply.statusInWords());
                        }));
    }

    /** The answer must be the same as to the request in EIS's own form. */
    private static Case unchanged(String id, String rule, String source, UnaryOperator<HttpMessage> change) {
        return Case.of(id, rule, source, subject -> {
            ErpOperation operation = ErpOperation.TEST_CONFIG_DATA;
            HttpMessage plain = HttpMessage.of(
                    operation.message(Map.of("ConnectionInfo", subject.plan().given())));
            ErpClient client = new ErpClient(subject.erp());
            ErpReply expected;
            try {
                expected = client.read(operation, plain);
            } catch (OperationFailedException e) {
                return Finding.skipped("the same as EIS sends it fails already: " + Shown.cause(e));
            }
            return send(
                    subject,
                    operation,
                    change.apply(plain),
                    reply -> Finding.of(
                            reply.status().isOk() == expected.status().isOk()
                                    && reply.status()
                                            .errorCode()
                                            .equals(expected.status().errorCode()),
                            "it is answered otherwise: " + reply.explanation()));
        });
    }
}
