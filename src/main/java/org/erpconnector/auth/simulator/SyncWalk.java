package org.erpconnector.auth.simulator;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Plays EIS after the handshake, in its order: sets up a connection with the connector's defaults, asks for actor types
 * and fields, reads some actors, writes one and polls for changes. Stops at the first failure, as later results would
 * not be reliable.
 */
final class SyncWalk {

    private static final int SOME = 3;

    private final SyncPlan plan;
    private final SyncSession session;
    private final Narrator say;
    private final String title;

    SyncWalk(HttpCaller caller, SyncPlan plan, PrintStream out) {
        this(caller, plan, new Narrator(out));
    }

    SyncWalk(HttpCaller caller, SyncPlan plan, Narrator say) {
        this.plan = plan;
        this.say = say;
        this.title = "Synchronisation with " + caller.url() + (plan.readOnly() ? "  (read only)" : "");
        String fresh =
                plan.readOnly() ? SyncSession.NO_CONNECTION : UUID.randomUUID().toString();
        this.session = new SyncSession(
                new ErpClient(caller), say, plan.readOnly(), plan.connection().orElse(fresh));
    }

    /**
     * The result of a walk.
     *
     * @param answered the operations that succeeded
     * @param failed the operation that failed, if the walk did not complete
     * @param sentence the result in words
     */
    record Report(Exit exit, Set<ErpOperation> answered, Optional<ErpOperation> failed, String sentence) {
        Report {
            answered = Set.copyOf(answered);
        }
    }

    Exit walk() {
        return report().exit();
    }

    /** Controls polling and gets the changes. */
    interface Watching {
        /** Waits until the next poll; false ends polling. */
        boolean goesOn();

        void changed(ErpActor actor);
    }

    /** The operations of a walk. */
    @FunctionalInterface
    private interface Walking {
        void on() throws UnreachableException, OperationFailedException;
    }

    /** Polls all actor types for changes, as EIS does, and writes no actor. */
    Report watch(Watching watching) {
        return report(() -> {
            setUp();
            session.call(ErpOperation.TEST_CONNECTION, Map.of(), reply -> "the connection works");
            Map<ActorType, Polling> types = new LinkedHashMap<>();
            for (String name : session.actorTypes()) {
                types.put(ActorType.ask(session, name), new Polling());
            }
            do {
                for (Map.Entry<ActorType, Polling> type : types.entrySet()) {
                    String what = type.getKey().name() + ", ";
                    poll(type.getKey(), type.getValue(), what, Optional.empty()).forEach(watching::changed);
                }
            } while (watching.goesOn());
        });
    }

    Report report() {
        return report(() -> {
            setUp();
            if (plan.readOnly() && plan.connection().isEmpty()) {
                say.note(
                        "what follows needs a connection, and none is saved: name one that is, with --connection GUID");
            } else {
                synchronise();
            }
        });
    }

    private Report report(Walking walking) {
        say.title(title);
        try {
            walking.on();
            leave();
            return ended(Exit.DONE, Optional.empty(), "DONE: " + session.summary());
        } catch (OperationFailedException e) {
            Optional<ErpOperation> failed = session.last();
            leaveQuietly();
            return ended(Exit.REFUSED, failed, "FAILED: " + e.getMessage());
        } catch (UnreachableException e) {
            Optional<ErpOperation> failed = session.last();
            // Stopped, and the connector may well be there.
            if (Thread.interrupted()) {
                leaveQuietly();
                Thread.currentThread().interrupt();
            }
            return ended(Exit.UNREACHABLE, failed, "UNREACHABLE: " + Shown.cause(e));
        }
    }

    private Report ended(Exit exit, Optional<ErpOperation> failed, String sentence) {
        say.result(sentence);
        return new Report(exit, session.answered(), failed, sentence);
    }

    private void setUp() throws UnreachableException, OperationFailedException {
        List<ErpField> fields = session.call(ErpOperation.GET_CONFIG_DATA, Map.of(), reply -> {
                    List<String> keys =
                            reply.fields().stream().map(ErpField::key).toList();
                    return SyncSession.counted(keys.size(), "connection field") + SyncSession.listed(keys);
                })
                .fields();
        ConnectionForm form = ConnectionForm.fill(fields, plan.given(), session::list);
        form.notes().forEach(say::note);
        session.call(
                ErpOperation.TEST_CONFIG_DATA,
                Map.of("ConnectionInfo", form.values()),
                reply -> "the connector takes these values");
        if (!plan.readOnly()) {
            session.save(form.values());
        }
    }

    private void synchronise() throws UnreachableException, OperationFailedException {
        session.call(ErpOperation.TEST_CONNECTION, Map.of(), reply -> "the connection works");
        List<String> types = session.actorTypes();
        ActorType type = ActorType.ask(session, types.contains("Customer") ? "Customer" : types.get(0));
        lists(type.fields());
        Polling polling = new Polling();
        List<ErpActor> actors = poll(type, polling, "", Optional.empty());
        Optional<ErpField> field = type.nameField();
        if (plan.readOnly() || field.isEmpty()) {
            read(type, actors);
            readByParent(types, type, actors);
            for (int i = 1; i <= plan.polls(); i++) {
                poll(type, polling, "poll " + i + ", ", Optional.empty());
            }
        } else {
            write(types, new ActorWalk(session, type, field.get()), type, polling);
        }
    }

    private void lists(List<ErpField> fields) throws UnreachableException, OperationFailedException {
        Optional<String> name = fields.stream()
                .map(ErpField::listName)
                .filter(list -> !list.isBlank())
                .findFirst();
        if (name.isEmpty()) {
            say.note("(no field is a list, so WSGetList and WSGetListItems are not called)");
            return;
        }
        List<String> keys =
                session.list(name.get()).keySet().stream().limit(SOME).toList();
        session.listItems(name.get(), keys);
    }

    /** Writes an actor before each poll, which must bring it. */
    private void write(List<String> types, ActorWalk walk, ActorType type, Polling polling)
            throws UnreachableException, OperationFailedException {
        walk.create("", "");
        walk.find();
        Optional<ActorWalk> person = Optional.empty();
        if (types.contains("Person") && !type.name().equals("Person")) {
            ActorType persons = ActorType.ask(session, "Person");
            person = persons.nameField().map(field -> new ActorWalk(session, persons, field));
        }
        if (person.isPresent()) {
            person.get().create(type.name(), walk.actor().key());
            person.get().findByParent();
        } else {
            say.note("(there are no persons, so WSSearchActorByParent is not called)");
        }
        walk.save();
        for (int i = 1; i <= plan.polls(); i++) {
            if (i > 1) {
                walk.save();
            }
            poll(type, polling, "poll " + i + ", ", Optional.of(walk));
        }
    }

    /**
     * Returns the actors that are new or have changed since the last poll.
     *
     * @param written the actor that must be among them
     */
    private List<ErpActor> poll(ActorType type, Polling polling, String what, Optional<ActorWalk> written)
            throws UnreachableException, OperationFailedException {
        String since = polling.since().isEmpty() ? "since ever" : "since " + Shown.text(polling.since());
        List<ErpActor> changed = new ArrayList<>();
        session.call(
                ErpOperation.GET_ACTORS_BY_TIMESTAMP,
                type.asking(Map.of("UpdatedOnOrAfter", polling.since())),
                reply -> {
                    changed.addAll(polling.take(reply.actors()));
                    if (written.isPresent()) {
                        written.get().mustBeAmong(ErpOperation.GET_ACTORS_BY_TIMESTAMP, changed);
                    }
                    return what + since + ": " + SyncSession.found(changed);
                });
        return changed;
    }

    private void read(ActorType type, List<ErpActor> actors) throws UnreachableException, OperationFailedException {
        List<String> keys = actors.stream().limit(SOME).map(ErpActor::key).toList();
        if (keys.isEmpty()) {
            say.note("(there are no actors, so WSGetActors is not called)");
        } else {
            session.call(
                    ErpOperation.GET_ACTORS,
                    type.asking(Map.of("ErpKeys", keys)),
                    reply -> SyncSession.found(reply.actors()));
        }
        String text = actors.stream().findFirst().map(SyncWalk::beginning).orElse("a");
        session.call(
                ErpOperation.SEARCH_ACTORS,
                type.asking(Map.of("SearchText", text)),
                reply -> "[" + Shown.text(text) + "]: " + SyncSession.found(reply.actors()));
        Optional<ErpField> field = type.nameField().filter(type::isSearchable);
        if (field.isEmpty()) {
            say.note("(no text field can be searched, so WSSearchActorsAdvanced is not called)");
            return;
        }
        ErpType.Value restriction = ErpType.RESTRICTION.of(
                Map.of("FieldKey", field.get().key(), "Operator", "begins", "Values", List.of(text)));
        session.call(
                ErpOperation.SEARCH_ACTORS_ADVANCED,
                type.asking(Map.of("Restrictions", List.of(restriction))),
                reply -> Shown.text(field.get().key()) + " begins [" + Shown.text(text) + "]: "
                        + SyncSession.found(reply.actors()));
    }

    private void readByParent(List<String> types, ActorType type, List<ErpActor> actors)
            throws UnreachableException, OperationFailedException {
        ActorType below = type;
        List<ErpActor> candidates = actors;
        if (types.contains("Person") && !type.name().equals("Person")) {
            below = ActorType.ask(session, "Person");
            candidates = poll(below, new Polling(), "", Optional.empty());
        }
        Optional<ErpActor> child = candidates.stream()
                .filter(actor -> !actor.parentKey().isEmpty())
                .findFirst();
        if (child.isEmpty()) {
            say.note("(no actor has a parent, so WSSearchActorByParent is not called)");
            return;
        }
        ErpActor known = child.get();
        session.call(
                ErpOperation.SEARCH_ACTOR_BY_PARENT,
                below.asking(Map.of(
                        "SearchText",
                        "",
                        "ParentActorType",
                        known.parentType(),
                        "ParentActorErpKey",
                        known.parentKey())),
                reply -> "below " + Shown.text(known.parentType()) + " [" + Shown.text(known.parentKey()) + "]: "
                        + SyncSession.found(reply.actors()));
    }

    /** The beginning of the name, as a user types it to search. */
    private static String beginning(ErpActor actor) {
        String name = actor.label();
        return name.substring(0, name.offsetByCodePoints(0, Math.min(SOME, name.codePointCount(0, name.length()))));
    }

    private void leave() throws UnreachableException, OperationFailedException {
        if (session.isSaved() && plan.keep()) {
            say.note("the connection " + session.connection() + " stays in the connector");
        } else if (session.isSaved()) {
            session.delete();
        }
    }

    /** After a failure, which must stay the result. */
    private void leaveQuietly() {
        try {
            leave();
        } catch (OperationFailedException | UnreachableException e) {
            say.note("the connection " + session.connection() + " could not be deleted: " + Shown.cause(e));
        }
    }
}
