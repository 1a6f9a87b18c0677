package org.erpconnector.auth.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls operations with one connection, and prints a line for each that succeeds. */
final class SyncSession {

    static final String NO_CONNECTION = "00000000-0000-0000-0000-000000000000";

    private static final int NAMES_SHOWN = 3;

    private final ErpClient client;
    private final Narrator say;
    private final boolean readOnly;
    private final String connection;
    private final Set<ErpOperation> called = EnumSet.noneOf(ErpOperation.class);
    private final Set<ErpOperation> answered = EnumSet.noneOf(ErpOperation.class);
    private Optional<ErpOperation> last = Optional.empty();
    private Optional<Map<String, String>> saved = Optional.empty();
    private int calls;

    /** Judges a reply, and summarises its content. */
    @FunctionalInterface
    interface Outcome {
        String of(ErpReply reply) throws OperationFailedException;
    }

    SyncSession(ErpClient client, Narrator say, boolean readOnly, String connection) {
        this.client = client;
        this.say = say;
        this.readOnly = readOnly;
        this.connection = connection;
    }

    String connection() {
        return connection;
    }

    /** Whether this session has saved a connection. */
    boolean isSaved() {
        return saved.isPresent();
    }

    void save(Map<String, String> settings) throws UnreachableException, OperationFailedException {
        call(
                ErpOperation.SAVE_CONNECTION,
                Map.of("ConnectionInfo", settings),
                reply -> "saved as " + Shown.ends(connection));
        saved = Optional.of(settings);
    }

    void delete() throws UnreachableException, OperationFailedException {
        call(ErpOperation.DELETE_CONNECTION, Map.of(), reply -> "deleted " + Shown.ends(connection));
        saved = Optional.empty();
    }

    /**
     * Calls an operation. If the connector no longer knows the saved connection, the connection is saved again and the
     * operation repeated, as EIS does.
     *
     * @param outcome judges a successful reply
     */
    ErpReply call(ErpOperation operation, Map<String, ?> members, Outcome outcome)
            throws UnreachableException, OperationFailedException {
        ErpReply reply = send(operation, members);
        if (reply.knowsNoConnection() && saved.isPresent()) {
            say.note(operation.wireName() + " is answered with " + ErpReply.UNKNOWN_CONNECTION
                    + ": the connection is saved again, and the operation repeated");
            succeeded(
                    ErpOperation.SAVE_CONNECTION,
                    send(ErpOperation.SAVE_CONNECTION, Map.of("ConnectionInfo", saved.get())));
            reply = send(operation, members);
        }
        succeeded(operation, reply);
        say.operation(calls, operation.wireName(), outcome.of(reply));
        answered.add(operation);
        if (!reply.status().state().equals("Ok")) {
            say.note(reply.explanation());
        }
        return reply;
    }

    private ErpReply send(ErpOperation operation, Map<String, ?> members)
            throws UnreachableException, OperationFailedException {
        if (readOnly && operation.writes()) {
            throw new IllegalStateException(operation.wireName() + " writes");
        }
        Map<String, Object> all = new HashMap<>(members);
        all.putIfAbsent(ErpOperation.CONNECTION, connection);
        calls++;
        called.add(operation);
        last = Optional.of(operation);
        return client.call(operation, all);
    }

    private static void succeeded(ErpOperation operation, ErpReply reply) throws OperationFailedException {
        if (!reply.succeeded()) {
            throw new OperationFailedException(operation.wireName() + ": " + reply.explanation());
        }
    }

    /** The connector's actor types, at least one. */
    List<String> actorTypes() throws UnreachableException, OperationFailedException {
        List<String> types = call(
                        ErpOperation.GET_SUPPORTED_ACTOR_TYPES,
                        Map.of(),
                        reply -> counted(reply.items().size(), "actor type") + listed(reply.items()))
                .items();
        if (types.isEmpty()) {
            throw new OperationFailedException("WSGetSupportedActorTypes names no actor type");
        }
        return types;
    }

    /** The items of a list, by their keys. */
    Map<String, String> list(String name) throws UnreachableException, OperationFailedException {
        // Before the connection is saved, EIS asks for lists with the GUID of zeros.
        String guid = saved.isPresent() || readOnly ? connection : NO_CONNECTION;
        return call(
                        ErpOperation.GET_LIST,
                        Map.of("ListName", name, ErpOperation.CONNECTION, guid),
                        reply -> listed(name, reply))
                .listItems();
    }

    /** Reads items of a list by their keys; all must come. */
    void listItems(String name, List<String> keys) throws UnreachableException, OperationFailedException {
        call(ErpOperation.GET_LIST_ITEMS, Map.of("ListName", name, "ListItemKeys", keys), reply -> {
            if (!reply.listItems().keySet().equals(Set.copyOf(keys))) {
                throw new OperationFailedException("WSGetListItems: asked for the keys" + listed(keys) + ", got"
                        + listed(List.copyOf(reply.listItems().keySet())));
            }
            return listed(name, reply);
        });
    }

    private static String listed(String list, ErpReply reply) {
        return Shown.text(list) + ": " + counted(reply.listItems().size(), "item")
                + listed(List.copyOf(reply.listItems().values()));
    }

    /** The operations that succeeded. */
    Set<ErpOperation> answered() {
        return answered;
    }

    /** The operation that was called last. */
    Optional<ErpOperation> last() {
        return last;
    }

    void note(String text) {
        say.note(text);
    }

    /** How many operations were called. */
    String summary() {
        int all = ErpOperation.values().length;
        return (called.size() == all ? "all " + all : called.size() + " of " + all) + " operations in "
                + counted(calls, "call") + ", each answered as EIS reads it.";
    }

    static String found(List<ErpActor> actors) {
        return counted(actors.size(), "actor")
                + listed(actors.stream().map(ErpActor::label).toList());
    }

    static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    static String listed(List<String> names) {
        List<String> shown = new ArrayList<>();
        names.stream().limit(NAMES_SHOWN).map(Shown::text).forEach(shown::add);
        if (names.size() > NAMES_SHOWN) {
            shown.add("...");
        }
        return shown.isEmpty() ? "" : ": " + String.join(", ", shown);
    }
}
