package org.erpconnector.auth.simulator;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Plays EIS after the handshake: sets up a connection with the connector's own default values where it has them, asks what it has, and
 * reads some of it. The order is that in which EIS sets up a connection and then polls. Stops at the first operation
 * that fails, as nothing after it would be trustworthy.
 */
final class SyncWalk {

    private static final int NAMES_SHOWN = 3;
    /** Asked for a list before it is set up, a connection is named so. */
    private static final String NO_CONNECTION = "00000000-0000-0000-0000-000000000000";

    private final ErpClient client;
    private final Map<String, String> given;
    private final Narrator say;
    private final String connection = UUID.randomUUID().toString();
    private int steps;

    /** @param given settings of the connection that are not to be the connector's defaults */
    SyncWalk(HttpCaller caller, Map<String, String> given, PrintStream out) {
        this.client = new ErpClient(caller);
        this.given = Map.copyOf(given);
        this.say = new Narrator(out);
    }

    Exit walk() {
        say.title("Synchronisation with " + client.caller().url());
        try {
            setUp();
            String actorType = actorType();
            call(ErpOperation.on(connection, "WSTestConnection"), "the connection works");
            read(actorType);
            say.result("DONE: " + steps + " operations, all answered with IsOk.");
            return Exit.DONE;
        } catch (OperationFailedException e) {
            say.result("FAILED: " + e.getMessage());
            return Exit.REFUSED;
        } catch (UnreachableException e) {
            say.result("UNREACHABLE: " + Shown.cause(e));
            return Exit.UNREACHABLE;
        }
    }

    private void setUp() throws UnreachableException, OperationFailedException {
        List<ErpResult.Field> fields =
                client.call(ErpOperation.bare("WSGetConfigData")).fields();
        List<String> keys = fields.stream().map(ErpResult.Field::key).toList();
        tell("WSGetConfigData", counted(keys.size(), "connection field") + listed(keys));
        ConnectionForm form = ConnectionForm.fill(fields, given, name -> list(NO_CONNECTION, name));
        form.notes().forEach(say::note);
        call(
                ErpOperation.unconnected("WSTestConfigData").with("ConnectionInfo", form.values()),
                "the connector takes these values");
        call(
                ErpOperation.on(connection, "WSSaveConnection").with("ConnectionInfo", form.values()),
                "saved as " + Shown.ends(connection));
    }

    private String actorType() throws UnreachableException, OperationFailedException {
        List<String> types = client.call(ErpOperation.on(connection, "WSGetSupportedActorTypes"))
                .items();
        if (types.isEmpty()) {
            throw new OperationFailedException("WSGetSupportedActorTypes names no actor type");
        }
        tell("WSGetSupportedActorTypes", counted(types.size(), "actor type") + listed(types));
        return types.contains("Customer") ? "Customer" : types.get(0);
    }

    private void read(String actorType) throws UnreachableException, OperationFailedException {
        List<ErpResult.Field> fields = client.call(ErpOperation.on(connection, "WSGetSupportedActorTypeFields")
                        .with("ActorType", actorType))
                .fields();
        List<String> keys = fields.stream().map(ErpResult.Field::key).toList();
        tell("WSGetSupportedActorTypeFields", actorType + ": " + counted(keys.size(), "field") + listed(keys));

        // empty: everything since ever, as when a connection is polled for the first time
        List<ErpResult.Actor> actors = client.call(ErpOperation.on(connection, "WSGetActorsByTimestamp")
                        .with("ActorType", actorType)
                        .with("FieldKeys", keys)
                        .with("UpdatedOnOrAfter", ""))
                .actors();
        tell("WSGetActorsByTimestamp", found(actors));

        String search = actors.stream()
                .map(ErpResult.Actor::label)
                .findFirst()
                .map(name -> name.substring(
                        0, name.offsetByCodePoints(0, Math.min(3, name.codePointCount(0, name.length())))))
                .orElse("a");
        List<ErpResult.Actor> hits = client.call(ErpOperation.on(connection, "WSSearchActors")
                        .with("ActorType", actorType)
                        .with("FieldKeys", keys)
                        .with("SearchText", search))
                .actors();
        tell("WSSearchActors", "[" + Shown.text(search) + "]: " + found(hits));
        readList(fields);
    }

    private void readList(List<ErpResult.Field> fields) throws UnreachableException, OperationFailedException {
        Optional<String> name = fields.stream()
                .map(ErpResult.Field::listName)
                .filter(list -> !list.isBlank())
                .findFirst();
        if (name.isEmpty()) {
            say.note("(no field is a list, so WSGetList is not called)");
            return;
        }
        list(connection, name.get());
    }

    private Map<String, String> list(String guid, String name) throws UnreachableException, OperationFailedException {
        Map<String, String> items = client.call(
                        ErpOperation.on(guid, "WSGetList").with("ListName", name))
                .listItems();
        tell(
                "WSGetList",
                Shown.text(name) + ": " + counted(items.size(), "item")
                        + listed(items.values().stream().toList()));
        return items;
    }

    private void call(ErpOperation operation, String outcome) throws UnreachableException, OperationFailedException {
        client.call(operation);
        tell(operation.name(), outcome);
    }

    private void tell(String operation, String outcome) {
        steps++;
        say.operation(steps, operation, outcome);
    }

    private static String found(List<ErpResult.Actor> actors) {
        return counted(actors.size(), "actor")
                + listed(actors.stream().map(ErpResult.Actor::label).toList());
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private static String listed(List<String> names) {
        List<String> shown = new ArrayList<>();
        names.stream().limit(NAMES_SHOWN).map(Shown::text).forEach(shown::add);
        if (names.size() > NAMES_SHOWN) {
            shown.add("...");
        }
        return shown.isEmpty() ? "" : ": " + String.join(", ", shown);
    }
}
