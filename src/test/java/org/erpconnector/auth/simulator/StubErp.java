package org.erpconnector.auth.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.erpconnector.auth.erp.ErpContract;
import org.erpconnector.auth.simulator.FakeConnector.Request;
import org.erpconnector.auth.simulator.FakeConnector.Response;

/**
 * A connector that speaks the contract over a few actors in memory. A test makes it answer an operation otherwise, and
 * sees what it was asked.
 */
public final class StubErp {

    static final String ARRAYS = " xmlns:b=\"" + ErpContract.ARRAYS + "\"";

    private static final Pattern PAIR = Pattern.compile("<b:Key>(.*?)</b:Key><b:Value>(.*?)</b:Value>");

    final List<String> connections = new ArrayList<>();
    final Map<String, Actor> actors = new LinkedHashMap<>();
    /** By the name of the operation, what is done to the message that is right. */
    final Map<String, UnaryOperator<String>> spoiled = new HashMap<>();
    /** In place of an answer of the contract. */
    final Map<String, Response> instead = new HashMap<>();

    private int clock = 100;

    record Actor(String type, String key, String parent, String name, int moment) {}

    public StubErp() {
        actors.put("1", new Actor("Customer", "1", "", "Aker ASA", 10));
        actors.put("2", new Actor("Customer", "2", "", "Bergen Bokhandel", 11));
        actors.put("3", new Actor("Customer", "3", "", "Sister of the same moment", 11));
        actors.put("4", new Actor("Person", "4", "1", "Ann", 12));
    }

    /** The envelope with which an operation is answered. */
    public synchronized String answer(String soapAction, String body) {
        return answer(new Request("POST", Map.of("Soapaction", List.of(soapAction)), body))
                .body();
    }

    static String operation(Request request) {
        String action = request.header("Soapaction");
        return action.substring(action.lastIndexOf('/') + 1, action.length() - 1);
    }

    Response answer(Request request) {
        String operation = operation(request);
        if (instead.containsKey(operation)) {
            return instead.get(operation);
        }
        boolean known = connections.contains(text(request, "ConnectionGuid"));
        boolean needed = !List.of("WSGetConfigData", "WSTestConfigData", "WSSaveConnection", "WSGetList")
                .contains(operation);
        String reply = needed && !known
                ? refusal(operation, "UNKNOWN_CONNECTION_ID")
                : reply(operation, "<State>Ok</State><IsOk>true</IsOk>", payload(operation, request));
        return Response.soap(
                spoiled.getOrDefault(operation, UnaryOperator.identity()).apply(reply));
    }

    static String refusal(String operation, String code) {
        return "<" + wrapper(operation) + "><State>Error</State><IsOk>false</IsOk><UserExplanation>no</UserExplanation>"
                + "<ErrorCode>" + code + "</ErrorCode></"
                + ErpContract.operation(operation).reply() + ">";
    }

    private static String reply(String operation, String status, String payload) {
        return "<" + wrapper(operation) + ">" + status
                + "<UserExplanation i:nil=\"true\"/><TechExplanation i:nil=\"true\"/>" + "<ErrorCode i:nil=\"true\"/>"
                + payload + "</" + ErpContract.operation(operation).reply() + ">";
    }

    private static String wrapper(String operation) {
        return ErpContract.operation(operation).reply() + " xmlns=\"" + ErpContract.NAMESPACE
                + "\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"" + ARRAYS;
    }

    private String payload(String operation, Request request) {
        String type = text(request, "ActorType");
        String guid = text(request, "ConnectionGuid");
        switch (operation) {
            case "WSSaveConnection" -> connections.add(guid);
            case "WSDeleteConnection" -> connections.remove(guid);
            case "WSCreateActor" ->
                actors.put(
                        "1" + clock,
                        new Actor(type, "1" + clock, text(request, "ParentErpKey"), name(request), clock++));
            case "WSSaveActors" ->
                actors.computeIfPresent(
                        text(request, "ErpKey"),
                        (key, old) -> new Actor(type, key, old.parent, name(request), clock++));
            default -> {
                // the others change nothing
            }
        }
        return switch (operation) {
            case "WSGetConfigData" ->
                "<FieldMetaDataObjects>" + field("Mandatory", "db &amp; co", "server", "Text", "")
                        + field("Mandatory", "", "user", "Text", "") + field("Normal", "", "hint", "Label", "")
                        + "</FieldMetaDataObjects>";
            case "WSGetSupportedActorTypes" -> strings("Person", "Customer");
            case "WSGetSupportedActorTypeFields" ->
                "<FieldMetaDataObjects>"
                        + field("Normal", "", "CITY", "Text", "") + field("Mandatory", "", "NAME", "Text", "")
                        + field("Normal", "", "COUNTRY", "List", "country") + "</FieldMetaDataObjects>";
            case "WSGetSearchableFields" -> strings("NAME", "COUNTRY");
            case "WSGetList" -> "<ListItems>" + pair("NO", "Norway") + pair("SE", "Sweden") + "</ListItems>";
            case "WSGetListItems" ->
                "<ListItems>"
                        + strings(request).stream()
                                .filter(List.of("NO", "SE")::contains)
                                .map(key -> pair(key, "x"))
                                .collect(Collectors.joining())
                        + "</ListItems>";
            case "WSGetActors" -> actors(a -> strings(request).contains(a.key));
            case "WSCreateActor" -> xml("Actor", actors.get("1" + (clock - 1)));
            case "WSSaveActors" -> actors(a -> a.key.equals(text(request, "ErpKey")));
            case "WSSearchActors" -> actors(a -> a.type.equals(type) && a.name.contains(text(request, "SearchText")));
            case "WSSearchActorsAdvanced" ->
                actors(a -> a.type.equals(type) && strings(request).stream().anyMatch(a.name::startsWith));
            case "WSSearchActorByParent" -> actors(a -> a.parent.equals(text(request, "ParentActorErpKey")));
            case "WSGetActorsByTimestamp" ->
                actors(a -> a.type.equals(type) && moment(a.moment).compareTo(text(request, "UpdatedOnOrAfter")) >= 0);
            default -> "";
        };
    }

    private String actors(Predicate<Actor> which) {
        return "<Actors>"
                + actors.values().stream()
                        .filter(which)
                        .map(actor -> xml("ErpActorWS", actor))
                        .collect(Collectors.joining())
                + "</Actors>";
    }

    static String xml(String element, Actor actor) {
        return "<" + element + "><ActorType>" + actor.type + "</ActorType><ErpKey>" + actor.key
                + "</ErpKey><FieldValues>"
                + pair("COUNTRY", "NO") + pair("NAME", actor.name) + "</FieldValues><LastModified>"
                + moment(actor.moment)
                + "</LastModified><ParentActorType>" + (actor.parent.isEmpty() ? "" : "Customer")
                + "</ParentActorType><ParentErpKey>" + actor.parent + "</ParentErpKey></" + element + ">";
    }

    static String moment(int number) {
        return "2026-11-01T00:00:00." + (1000 + number);
    }

    static String field(String access, String value, String key, String type, String list) {
        return "<FieldMetadataInfoWS><Access>" + access + "</Access><DefaultValue>" + value
                + "</DefaultValue><FieldKey>"
                + key + "</FieldKey><FieldType>" + type + "</FieldType><ListName>" + list
                + "</ListName><MaxLength>0</MaxLength><Rank>1</Rank></FieldMetadataInfoWS>";
    }

    static String pair(String key, String value) {
        return "<b:KeyValueOfstringstring><b:Key>" + key + "</b:Key><b:Value>" + value
                + "</b:Value></b:KeyValueOfstringstring>";
    }

    private static String strings(String... items) {
        return "<Items>"
                + List.of(items).stream()
                        .map(item -> "<b:string>" + item + "</b:string>")
                        .collect(Collectors.joining()) + "</Items>";
    }

    /** The lists of text in a request, that of the fields left out. */
    private static List<String> strings(Request request) {
        return Pattern.compile("<b:string>(.*?)</b:string>")
                .matcher(request.body().replaceAll("<FieldKeys>.*?</FieldKeys>", ""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    static String text(Request request, String member) {
        Matcher text = Pattern.compile("<" + member + ">(.*?)</" + member + ">").matcher(request.body());
        return text.find() ? text.group(1) : "";
    }

    private static String name(Request request) {
        return PAIR.matcher(request.body())
                .results()
                .filter(pair -> pair.group(1).equals("NAME"))
                .map(pair -> pair.group(2))
                .findFirst()
                .orElse("");
    }
}
