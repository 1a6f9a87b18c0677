package org.erpconnector.auth.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A result of {@code IErpConnectorWS}, read by local names: what is tried is the connector, not its serializer. */
record ErpResult(XmlElement result) {

    /** A field of the connection or of an actor. */
    record Field(String key, String type, String listName, String defaultValue, boolean mandatory) {}

    /** A customer, supplier, person or project of the ERP system. */
    record Actor(String erpKey, Map<String, String> values) {

        /** The first value whose field seems to be a name, else the key. */
        String label() {
            return values.entrySet().stream()
                    .filter(e -> e.getKey().toLowerCase(Locale.ROOT).contains("name"))
                    .map(Map.Entry::getValue)
                    .filter(value -> !value.isBlank())
                    .findFirst()
                    .orElse(erpKey);
        }
    }

    boolean isOk() {
        String ok = result.textOf("IsOk").strip();
        return ok.equals("true") || ok.equals("1");
    }

    /** What the connector says about a failure. */
    String explanation() {
        StringBuilder said = new StringBuilder("IsOk is not true");
        for (String member : List.of("State", "ErrorCode", "UserExplanation", "TechExplanation")) {
            String text = result.textOf(member).strip();
            if (!text.isEmpty()) {
                said.append(", ").append(member).append(": ").append(Shown.text(text));
            }
        }
        return said.toString();
    }

    List<Field> fields() {
        return childrenOf("FieldMetaDataObjects")
                .map(e -> new Field(
                        e.textOf("FieldKey"),
                        e.textOf("FieldType"),
                        e.textOf("ListName"),
                        e.textOf("DefaultValue"),
                        e.textOf("Access").strip().equals("Mandatory")))
                .toList();
    }

    List<String> items() {
        return childrenOf("Items").map(XmlElement::text).toList();
    }

    List<Actor> actors() {
        return childrenOf("Actors")
                .map(e -> new Actor(
                        e.textOf("ErpKey"),
                        e.child("FieldValues").map(ErpResult::pairs).orElse(Map.of())))
                .toList();
    }

    Map<String, String> listItems() {
        return result.child("ListItems").map(ErpResult::pairs).orElse(Map.of());
    }

    private Stream<XmlElement> childrenOf(String member) {
        return result.child(member).stream().flatMap(e -> e.children().stream());
    }

    private static Map<String, String> pairs(XmlElement dictionary) {
        Map<String, String> pairs = new LinkedHashMap<>();
        dictionary.children().forEach(pair -> pairs.put(pair.textOf("Key"), pair.textOf("Value")));
        return pairs;
    }
}
