package org.erpconnector.auth.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** An ERP system with a few actors in memory, behind the operations of ERP Sync. */
final class DemoErp {

    private static final List<String> FIELDS = List.of("NAME", "COUNTRY");
    private static final Map<String, String> COUNTRIES = Map.of("NO", "Norway", "SE", "Sweden", "DK", "Denmark");
    private static final int MOST_ACTORS = 1_000;
    private static final int MOST_CONNECTIONS = 100;

    private final Map<String, ErpActor> actors = new LinkedHashMap<>();
    private final Set<String> connections = new HashSet<>();
    private int moments;
    private int changes;

    /** An error reply of the contract. */
    private static final class Refused extends Exception {
        private final String code;

        Refused(String code, String explanation) {
            super(explanation);
            this.code = code;
        }
    }

    DemoErp() {
        add("Customer", "Fjord Fisk AS", "NO", "", "");
        add("Customer", "Nordlys Kaffe AB", "SE", "", "");
        add("Customer", "Havn & Handel A/S", "DK", "", "");
        add("Person", "Astrid Lunde", "NO", "Customer", "1");
        add("Person", "Erik Holm", "SE", "Customer", "2");
    }

    private ErpActor add(String type, String name, String country, String parentType, String parent) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("NAME", name, "COUNTRY", country));
        return put(new ErpActor(type, Integer.toString(actors.size() + 1), values, "", parentType, parent));
    }

    /** Each change has its own time, since a counter replaces the clock. */
    private ErpActor put(ErpActor actor) {
        String moment = Instant.EPOCH.plusSeconds(++moments).toString();
        ErpActor changed =
                new ErpActor(actor.type(), actor.key(), actor.values(), moment, actor.parentType(), actor.parentKey());
        actors.put(actor.key(), changed);
        return changed;
    }

    /** Changes the next actor, as a user of the ERP system would. */
    synchronized void change() {
        List<ErpActor> all = List.copyOf(actors.values());
        ErpActor next = all.get(changes++ % all.size());
        Map<String, String> values = new LinkedHashMap<>(next.values());
        String name = next.label().replaceFirst(" \\(changed \\d+\\)$", "");
        values.put("NAME", name + " (changed " + changes + ")");
        put(new ErpActor(next.type(), next.key(), values, "", next.parentType(), next.parentKey()));
    }

    /** The reply to an operation: the child of the body. */
    synchronized String answer(ErpOperation operation, XmlElement question) {
        Map<String, Object> members = new HashMap<>();
        try {
            members.put("State", "Ok");
            members.put("IsOk", true);
            Object payload = payload(operation, question);
            if (operation.payload() != ErpOperation.Payload.NOTHING) {
                members.put(operation.payload().member(), payload);
            }
        } catch (Refused e) {
            members.put("State", "Error");
            members.put("IsOk", false);
            members.put("UserExplanation", String.valueOf(e.getMessage()));
            members.put("ErrorCode", e.code);
        }
        String wrapper = operation.reply().getLocalPart();
        return "<" + wrapper + " xmlns=\"" + ErpOperation.NAMESPACE + "\" xmlns:b=\"" + ErpType.ARRAYS
                + "\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">"
                + ErpType.members(operation.replyMembers(), members) + "</" + wrapper + ">";
    }

    private Object payload(ErpOperation operation, XmlElement question) throws Refused {
        String guid = question.textOf(ErpOperation.CONNECTION);
        String type = question.textOf("ActorType");
        boolean open = switch (operation) {
            case GET_CONFIG_DATA, TEST_CONFIG_DATA, SAVE_CONNECTION -> true;
            case GET_LIST, GET_LIST_ITEMS -> guid.equals(SyncSession.NO_CONNECTION);
            default -> false;
        };
        if (!open && !connections.contains(guid)) {
            throw new Refused(ErpReply.UNKNOWN_CONNECTION, "There is no connection " + guid);
        }
        List<String> fields = strings(question, "FieldKeys");
        for (String field : fields) {
            if (!FIELDS.contains(field)) {
                throw new Refused(ErpReply.UNKNOWN_FIELD, "There is no field " + field);
            }
        }
        String text = question.textOf("SearchText").toLowerCase(Locale.ROOT);
        Predicate<ErpActor> named =
                actor -> actor.label().toLowerCase(Locale.ROOT).contains(text);
        return switch (operation) {
            case GET_CONFIG_DATA -> List.of(field("SERVER", "Text", "Mandatory", "demo", "", 1));
            case TEST_CONFIG_DATA, TEST_CONNECTION -> "";
            case SAVE_CONNECTION -> {
                if (connections.size() >= MOST_CONNECTIONS) {
                    connections.clear();
                }
                connections.add(guid);
                yield "";
            }
            case DELETE_CONNECTION -> connections.remove(guid);
            case GET_SUPPORTED_ACTOR_TYPES -> List.of("Customer", "Person");
            case GET_SUPPORTED_ACTOR_TYPE_FIELDS ->
                List.of(
                        field("NAME", "Text", "Mandatory", "", "", 1),
                        field("COUNTRY", "List", "Normal", "", "Countries", 2));
            case GET_SEARCHABLE_FIELDS -> FIELDS;
            case GET_ACTORS ->
                actors(type, fields, actor -> strings(question, "ErpKeys").contains(actor.key()));
            case SEARCH_ACTORS -> actors(type, fields, named);
            case SEARCH_ACTORS_ADVANCED -> actors(type, fields, restricted(question));
            case SEARCH_ACTOR_BY_PARENT ->
                actors(
                        type,
                        fields,
                        named.and(actor -> actor.parentType().equals(question.textOf("ParentActorType"))
                                && actor.parentKey().equals(question.textOf("ParentActorErpKey"))));
            case GET_ACTORS_BY_TIMESTAMP ->
                actors(type, fields, actor -> actor.lastModified().compareTo(question.textOf("UpdatedOnOrAfter")) >= 0);
            case CREATE_ACTOR -> create(question.child("Actor"));
            case SAVE_ACTORS -> save(question.child("Actors"));
            case GET_LIST -> COUNTRIES;
            case GET_LIST_ITEMS -> items(strings(question, "ListItemKeys"));
        };
    }

    private static ErpType.Value field(String key, String type, String access, String preset, String list, int rank) {
        Map<String, Object> members = new HashMap<>(Map.of("FieldKey", key, "FieldType", type, "Access", access));
        members.putAll(Map.of("DisplayName", key, "DefaultValue", preset, "MaxLength", 0, "Rank", rank));
        members.put("ListName", list);
        return ErpType.FIELD.of(members);
    }

    private List<ErpType.Value> actors(String type, List<String> fields, Predicate<ErpActor> which) {
        return actors.values().stream()
                .filter(actor -> actor.type().equals(type))
                .filter(which)
                .map(actor -> with(actor, fields).toSend())
                .toList();
    }

    private static ErpActor with(ErpActor actor, List<String> fields) {
        Map<String, String> values = new LinkedHashMap<>(actor.values());
        values.keySet().removeIf(key -> !fields.isEmpty() && !fields.contains(key));
        return new ErpActor(
                actor.type(), actor.key(), values, actor.lastModified(), actor.parentType(), actor.parentKey());
    }

    /** Treats every operator as begins: with the scalar value, or with one of the values. */
    private static Predicate<ErpActor> restricted(XmlElement question) {
        List<XmlElement> all =
                question.child("Restrictions").map(XmlElement::children).orElse(List.of());
        return actor -> all.stream().allMatch(one -> {
            String value = actor.values().getOrDefault(one.textOf("FieldKey"), "");
            List<String> wanted = new ArrayList<>(strings(one, "Values"));
            wanted.add(one.textOf("ScalarValue"));
            return wanted.stream().anyMatch(text -> !text.isEmpty() && value.startsWith(text));
        });
    }

    private ErpType.Value create(Optional<XmlElement> actor) throws Refused {
        XmlElement given = actor.orElseThrow(() -> new Refused("", "There is no actor to create"));
        if (actors.size() >= MOST_ACTORS) {
            throw new Refused("", "This demo has room for " + MOST_ACTORS + " actors");
        }
        Map<String, String> values = values(given);
        ErpActor made =
                add(given.textOf("ActorType"), "", "NO", given.textOf("ParentActorType"), given.textOf("ParentErpKey"));
        made.values().putAll(values);
        return made.toSend();
    }

    private List<ErpType.Value> save(Optional<XmlElement> given) throws Refused {
        List<ErpType.Value> saved = new ArrayList<>();
        for (XmlElement one : given.map(XmlElement::children).orElse(List.of())) {
            ErpActor known = actors.get(one.textOf("ErpKey"));
            if (known == null) {
                throw new Refused("", "There is no actor " + one.textOf("ErpKey"));
            }
            Map<String, String> values = new LinkedHashMap<>(known.values());
            values.putAll(values(one));
            ErpActor changed =
                    new ErpActor(known.type(), known.key(), values, "", known.parentType(), known.parentKey());
            saved.add(put(changed).toSend());
        }
        return saved;
    }

    private static Map<String, String> values(XmlElement actor) throws Refused {
        Map<String, String> values = new LinkedHashMap<>();
        for (XmlElement pair :
                actor.child("FieldValues").map(XmlElement::children).orElse(List.of())) {
            if (!FIELDS.contains(pair.textOf("Key"))) {
                throw new Refused(ErpReply.UNKNOWN_FIELD, "There is no field " + pair.textOf("Key"));
            }
            values.put(pair.textOf("Key"), pair.textOf("Value"));
        }
        return values;
    }

    private static Map<String, String> items(List<String> keys) throws Refused {
        Map<String, String> items = new LinkedHashMap<>();
        for (String key : keys) {
            String name = COUNTRIES.get(key);
            if (name == null) {
                throw new Refused(ErpReply.UNKNOWN_LIST_ITEM, "There is no item " + key);
            }
            items.put(key, name);
        }
        return items;
    }

    private static List<String> strings(XmlElement parent, String member) {
        return parent.child(member).map(XmlElement::children).orElse(List.of()).stream()
                .map(XmlElement::text)
                .toList();
    }
}
