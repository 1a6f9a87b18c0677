package org.erpconnector.auth.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Creates an actor, changes it, and checks that reading, searching and polling bring it back. */
final class ActorWalk {

    private final SyncSession session;
    private final ActorType type;
    private final ErpField field;
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private ErpActor actor = new ErpActor("", "", Map.of(), "", "", "");
    private int versions;

    /** @param field the field to write to */
    ActorWalk(SyncSession session, ActorType type, ErpField field) {
        this.session = session;
        this.type = type;
        this.field = field;
    }

    ErpActor actor() {
        return actor;
    }

    /** Sends all mandatory fields, and a text that no other actor has. */
    void create(String parentType, String parentKey) throws UnreachableException, OperationFailedException {
        Map<String, String> values = new LinkedHashMap<>();
        for (ErpField mandatory : type.fields()) {
            if (mandatory.mandatory()) {
                values.put(mandatory.key(), ConnectionForm.madeUp(mandatory, session::list));
            }
        }
        values.put(field.key(), nextText());
        ErpActor sent = new ErpActor(type.name(), "", values, "", parentType, parentKey);
        write(ErpOperation.CREATE_ACTOR, Map.of("Actor", sent.toSend()), sent, "created ");
    }

    /** Saves the actor with another text. */
    void save() throws UnreachableException, OperationFailedException {
        Map<String, String> values = new LinkedHashMap<>(actor.values());
        type.fields().stream()
                .filter(other -> other.access().equals("ReadOnly"))
                .forEach(other -> values.remove(other.key()));
        values.put(field.key(), nextText());
        ErpActor sent = new ErpActor(
                type.name(), actor.key(), values, actor.lastModified(), actor.parentType(), actor.parentKey());
        write(ErpOperation.SAVE_ACTORS, Map.of("Actors", List.of(sent.toSend())), sent, "saved ");
    }

    /** The reply, and reading the actor again, must bring what was sent. */
    private void write(ErpOperation operation, Map<String, ?> members, ErpActor sent, String done)
            throws UnreachableException, OperationFailedException {
        take(operation, members, sent, done);
        take(ErpOperation.GET_ACTORS, type.asking(Map.of("ErpKeys", List.of(actor.key()))), sent, "read again ");
    }

    private void take(ErpOperation operation, Map<String, ?> members, ErpActor sent, String done)
            throws UnreachableException, OperationFailedException {
        session.call(operation, members, reply -> {
            actor = only(operation, reply, sent);
            return done + Shown.text(type.name()) + " [" + Shown.text(actor.key()) + "]: " + Shown.text(actor.label());
        });
    }

    /** The only actor of the reply, if it is the one that was sent. */
    private ErpActor only(ErpOperation operation, ErpReply reply, ErpActor sent) throws OperationFailedException {
        if (reply.actors().size() != 1) {
            throw fault(operation, SyncSession.counted(reply.actors().size(), "actor") + " came back, one was sent");
        }
        ErpActor back = reply.actors().get(0);
        String key = actor.key().isEmpty() ? back.key() : actor.key();
        if (back.key().isEmpty() || back.lastModified().isEmpty() || !back.key().equals(key)) {
            throw fault(
                    operation,
                    "the actor came back without LastModified, or without its ErpKey [" + Shown.text(key) + "]");
        }
        String text = sent.values().getOrDefault(field.key(), "");
        String came = back.values().getOrDefault(field.key(), "");
        if (!came.equals(text)) {
            throw fault(
                    operation,
                    Shown.text(field.key()) + " was sent as [" + text + "] and came back as [" + Shown.text(came)
                            + "]");
        }
        if (!sent.parentKey().equals(back.parentKey()) || !sent.parentType().equals(back.parentType())) {
            throw fault(operation, "the parent was sent as " + parent(sent) + " and came back as " + parent(back));
        }
        return back;
    }

    /** By each search that covers the field. */
    void find() throws UnreachableException, OperationFailedException {
        if (!type.isSearchable(field)) {
            session.note("(no text field can be searched and written, so no search is made)");
            return;
        }
        String text = actor.values().getOrDefault(field.key(), "");
        mustBeIn(ErpOperation.SEARCH_ACTORS, type.asking(Map.of("SearchText", text)), "[" + text + "]: ");
        ErpType.Value restriction =
                ErpType.RESTRICTION.of(Map.of("FieldKey", field.key(), "Operator", "=", "Values", List.of(text)));
        mustBeIn(
                ErpOperation.SEARCH_ACTORS_ADVANCED,
                type.asking(Map.of("Restrictions", List.of(restriction))),
                Shown.text(field.key()) + " = [" + text + "]: ");
    }

    /** By its parent. */
    void findByParent() throws UnreachableException, OperationFailedException {
        mustBeIn(
                ErpOperation.SEARCH_ACTOR_BY_PARENT,
                type.asking(Map.of(
                        "SearchText",
                        "",
                        "ParentActorType",
                        actor.parentType(),
                        "ParentActorErpKey",
                        actor.parentKey())),
                Shown.text(type.name()) + " below " + parent(actor) + ": ");
    }

    private void mustBeIn(ErpOperation search, Map<String, Object> members, String what)
            throws UnreachableException, OperationFailedException {
        session.call(search, members, reply -> {
            mustBeAmong(search, reply.actors());
            return what + SyncSession.found(reply.actors());
        });
    }

    void mustBeAmong(ErpOperation operation, List<ErpActor> actors) throws OperationFailedException {
        if (actors.stream().noneMatch(found -> found.key().equals(actor.key()))) {
            throw fault(
                    operation,
                    "the actor with the key [" + Shown.text(actor.key()) + "], just written, is not among the "
                            + actors.size() + " found");
        }
    }

    /** With a letter outside ASCII and characters to escape in XML, if that fits. */
    private String nextText() {
        versions++;
        String text = "Pr\u00f8ve & <" + id + "> " + versions;
        String brief = versions + id;
        boolean fits = field.maxLength() <= 0 || text.length() <= field.maxLength();
        return fits ? text : brief.substring(0, Math.min(brief.length(), field.maxLength()));
    }

    private static String parent(ErpActor actor) {
        return Shown.text(actor.parentType() + " [" + actor.parentKey() + "]");
    }

    private static OperationFailedException fault(ErpOperation operation, String what) {
        return new OperationFailedException(operation.wireName() + ": " + what);
    }
}
