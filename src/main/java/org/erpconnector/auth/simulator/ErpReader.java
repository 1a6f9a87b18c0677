package org.erpconnector.auth.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;

/**
 * Reads a reply as WCF does, and reports what WCF skips silently. Throws {@link MalformedException} for a reply that
 * WCF cannot read.
 */
final class ErpReader {

    private static final List<String> STATES = List.of("Ok", "OkWithInfo", "Warning", "Error");
    private static final List<String> ACCESSES = List.of("Normal", "Mandatory", "ReadOnly");
    private static final List<String> FIELD_TYPES =
            List.of("Checkbox", "Text", "Password", "Integer", "Double", "List", "Datetime", "Label");
    /** .NET's value of an absent member; for text it is null. */
    private static final Map<String, String> ABSENT = Map.of(
            "State", "Ok", "IsOk", "false", "Access", "Normal", "FieldType", "Checkbox", "MaxLength", "0", "Rank", "0");

    private final List<String> misread = new ArrayList<>();

    private ErpReader() {}

    static ErpReply read(ErpOperation operation, XmlElement wrapper) throws MalformedException {
        if (!wrapper.qname().equals(operation.reply())) {
            throw new MalformedException("its body holds " + Shown.element(wrapper.qname()) + ", WCF looks for "
                    + Shown.element(operation.reply()));
        }
        ErpReader reader = new ErpReader();
        WcfMembers members = reader.structure("", wrapper, operation.replyMembers());
        reader.demand(wrapper, "State", operation);
        reader.demand(wrapper, "IsOk", operation);
        ErpReply.Status status = new ErpReply.Status(
                members.bool("IsOk"),
                word(members, "State", STATES),
                text(members, "UserExplanation"),
                text(members, "TechExplanation"),
                text(members, "ErrorCode"));
        return new ErpReply(status, reader.payload(operation.payload(), members), List.copyOf(reader.misread));
    }

    /** State and IsOk are value types, which WCF always writes. */
    private void demand(XmlElement wrapper, String name, ErpOperation operation) {
        if (wrapper.child(name).isEmpty()) {
            String unknown = wrapper.children().stream()
                    .map(XmlElement::name)
                    .filter(other -> !operation.replyMembers().contains(other))
                    .map(Shown::text)
                    .collect(Collectors.joining(", "));
            misread.add(name + " is missing: WCF sees " + name + "=" + ABSENT.get(name)
                    + (unknown.isEmpty() ? "" : " and skips what it does not know, " + unknown));
        }
    }

    private WcfMembers structure(String place, XmlElement element, List<String> order) throws MalformedException {
        WcfMembers members = WcfMembers.read(element, ErpOperation.NAMESPACE, order);
        if (!members.losses().isEmpty()) {
            List<String> seen = new ArrayList<>();
            for (String name : order) {
                seen.add(name + "=" + seen(members, name));
            }
            misread.add(place + String.join("; ", members.losses()) + ". WCF sees " + String.join(", ", seen));
        }
        return members;
    }

    private static String seen(WcfMembers members, String name) throws MalformedException {
        XmlElement member = members.present().get(name);
        if (member != null && !member.children().isEmpty()) {
            return "(" + member.children().size() + " elements)";
        }
        if (name.equals("DefaultValue") && member != null) {
            // It may be a password.
            return "(" + member.text().length() + " characters)";
        }
        return members.text(name).map(text -> "[" + Shown.text(text) + "]").orElse(ABSENT.getOrDefault(name, "null"));
    }

    private ErpReply.Payload payload(ErpOperation.Payload kind, WcfMembers members) throws MalformedException {
        List<XmlElement> children = present(members, kind.member());
        List<ErpField> fields = new ArrayList<>();
        List<String> items = new ArrayList<>();
        List<ErpActor> actors = new ArrayList<>();
        Map<String, String> listItems = Map.of();
        switch (kind) {
            case NOTHING -> {}
            case FIELDS -> {
                for (WcfMembers field : structures(kind.member(), children, ErpType.FIELD)) {
                    fields.add(field(field));
                }
            }
            case STRINGS -> {
                for (XmlElement item : children) {
                    mustBe(item, new QName(ErpType.ARRAYS, "string"), kind.member());
                    items.add(item.text());
                }
            }
            case ACTORS -> {
                for (WcfMembers actor : structures(kind.member(), children, ErpType.ACTOR)) {
                    actors.add(actor(actor));
                }
            }
            case ACTOR -> {
                XmlElement actor = members.present().get(kind.member());
                if (actor != null && !actor.isNil()) {
                    actors.add(actor(structure("Actor: ", actor, ErpType.ACTOR.members())));
                }
            }
            case LIST_ITEMS -> listItems = dictionary(kind.member(), children);
        }
        return new ErpReply.Payload(fields, items, actors, listItems);
    }

    private List<WcfMembers> structures(String member, List<XmlElement> elements, ErpType type)
            throws MalformedException {
        List<WcfMembers> structures = new ArrayList<>();
        for (XmlElement element : elements) {
            mustBe(element, new QName(ErpOperation.NAMESPACE, type.element()), member);
            String place = member + ", " + type.element() + " " + (structures.size() + 1) + ": ";
            structures.add(structure(place, element, type.members()));
        }
        return structures;
    }

    private static ErpField field(WcfMembers field) throws MalformedException {
        number(field, "Rank");
        return new ErpField(
                text(field, "FieldKey"),
                word(field, "FieldType", FIELD_TYPES),
                text(field, "ListName"),
                text(field, "DefaultValue"),
                word(field, "Access", ACCESSES),
                number(field, "MaxLength"));
    }

    private static ErpActor actor(WcfMembers actor) throws MalformedException {
        return new ErpActor(
                text(actor, "ActorType"),
                text(actor, "ErpKey"),
                dictionary("FieldValues", present(actor, "FieldValues")),
                text(actor, "LastModified"),
                text(actor, "ParentActorType"),
                text(actor, "ParentErpKey"));
    }

    /** Each pair needs both members, and keys are unique. */
    private static Map<String, String> dictionary(String member, List<XmlElement> pairs) throws MalformedException {
        Map<String, String> dictionary = new LinkedHashMap<>();
        for (XmlElement pair : pairs) {
            mustBe(pair, new QName(ErpType.ARRAYS, "KeyValueOfstringstring"), member);
            WcfMembers members = WcfMembers.read(pair, ErpType.ARRAYS, List.of("Key", "Value"));
            if (members.present().size() < 2) {
                throw new MalformedException(member + " has a pair in which WCF does not see Key and Value"
                        + members.losses().stream().map(loss -> ": " + loss).collect(Collectors.joining()));
            }
            String key = text(members, "Key");
            if (dictionary.put(key, text(members, "Value")) != null) {
                throw new MalformedException(member + " has the key [" + Shown.text(key) + "] twice");
            }
        }
        return dictionary;
    }

    private static List<XmlElement> present(WcfMembers members, String name) {
        XmlElement member = members.present().get(name);
        return member == null ? List.of() : member.children();
    }

    private static void mustBe(XmlElement element, QName name, String member) throws MalformedException {
        if (!element.qname().equals(name)) {
            throw new MalformedException(
                    member + " holds " + Shown.element(element.qname()) + ", WCF looks for " + Shown.element(name));
        }
    }

    private static String text(WcfMembers members, String name) throws MalformedException {
        return members.text(name).orElse("");
    }

    private static String word(WcfMembers members, String name, List<String> words) throws MalformedException {
        XmlElement member = members.present().get(name);
        String word = member == null ? ABSENT.getOrDefault(name, "") : member.text();
        if (!words.contains(word)) {
            throw new MalformedException(
                    name + " is [" + Shown.text(word) + "], WCF knows " + String.join(", ", words));
        }
        return word;
    }

    private static int number(WcfMembers members, String name) throws MalformedException {
        XmlElement member = members.present().get(name);
        if (member == null) {
            return 0;
        }
        try {
            return Integer.parseInt(member.text().strip());
        } catch (NumberFormatException e) {
            throw new MalformedException(
                    name + " is [" + Shown.text(member.text()) + "], WCF expects a whole number", e);
        }
    }
}
