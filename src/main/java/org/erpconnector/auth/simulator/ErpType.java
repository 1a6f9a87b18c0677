package org.erpconnector.auth.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The data contracts in messages: their names, and their members in WCF's order. */
enum ErpType {
    ACTOR("ErpActorWS", "ActorType", "ErpKey", "FieldValues", "LastModified", "ParentActorType", "ParentErpKey"),
    FIELD(
            "FieldMetadataInfoWS",
            "Access",
            "DefaultValue",
            "DisplayDescription",
            "DisplayName",
            "FieldKey",
            "FieldType",
            "ListName",
            "MaxLength",
            "Rank"),
    RESTRICTION("SearchRestrictionInfoWS", "FieldKey", "Operator", "ScalarValue", "Values");

    /** Namespace of the items of string arrays and dictionaries. */
    static final String ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

    private final String element;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> members;

    ErpType(String element, String... members) {
        this.element = element;
        this.members = List.of(members);
    }

    String element() {
        return element;
    }

    List<String> members() {
        return members;
    }

    /** A value of this type, to be sent. */
    Value of(Map<String, ?> values) {
        return new Value(this, values);
    }

    record Value(ErpType type, Map<String, ?> values) {}

    /** Writes texts, dictionaries, values and lists of them; the wrapper declares the prefixes b and i. */
    static String members(List<String> order, Map<String, ?> values) {
        return order.stream().map(name -> member(name, values.get(name))).collect(Collectors.joining());
    }

    private static String member(String name, @Nullable Object value) {
        return value == null ? "<" + name + " i:nil=\"true\"/>" : "<" + name + ">" + content(value) + "</" + name + ">";
    }

    private static String content(Object value) {
        if (value instanceof Value structure) {
            return members(structure.type.members, structure.values);
        }
        if (value instanceof Map<?, ?> dictionary) {
            return dictionary.entrySet().stream()
                    .map(pair -> "<b:KeyValueOfstringstring>" + member("b:Key", pair.getKey())
                            + member("b:Value", pair.getValue()) + "</b:KeyValueOfstringstring>")
                    .collect(Collectors.joining());
        }
        if (value instanceof Collection<?> list) {
            return list.stream()
                    .map(item -> member(item instanceof Value structure ? structure.type.element : "b:string", item))
                    .collect(Collectors.joining());
        }
        return Xml.escaped(value.toString());
    }
}
