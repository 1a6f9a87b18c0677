package org.erpconnector.auth.simulator;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A type of actor as the connector describes it.
 *
 * @param searchable keys of the fields that may be searched
 */
record ActorType(String name, List<ErpField> fields, List<String> searchable) {

    static ActorType ask(SyncSession session, String name) throws UnreachableException, OperationFailedException {
        Map<String, String> type = Map.of("ActorType", name);
        String shown = Shown.text(name) + ": ";
        List<ErpField> fields = session.call(ErpOperation.GET_SUPPORTED_ACTOR_TYPE_FIELDS, type, reply -> {
                    List<String> keys =
                            reply.fields().stream().map(ErpField::key).toList();
                    return shown + SyncSession.counted(keys.size(), "field") + SyncSession.listed(keys);
                })
                .fields();
        List<String> searchable = session.call(
                        ErpOperation.GET_SEARCHABLE_FIELDS,
                        type,
                        reply -> shown
                                + SyncSession.counted(reply.items().size(), "searchable field")
                                + SyncSession.listed(reply.items()))
                .items();
        return new ActorType(name, fields, searchable);
    }

    List<String> keys() {
        return fields.stream().map(ErpField::key).toList();
    }

    /** The members of a request that asks for actors of this type. */
    Map<String, Object> asking(Map<String, ?> more) {
        Map<String, Object> members = new HashMap<>(more);
        members.put("ActorType", name);
        members.put("FieldKeys", keys());
        return members;
    }

    /** A text field to write to: a searchable one if there is one, preferably a name. */
    Optional<ErpField> nameField() {
        return fields.stream()
                .filter(ErpField::takesText)
                .max(Comparator.comparing((ErpField field) -> isSearchable(field))
                        .thenComparing(
                                field -> field.key().toLowerCase(Locale.ROOT).contains("name")));
    }

    boolean isSearchable(ErpField field) {
        return searchable.contains(field.key());
    }
}
