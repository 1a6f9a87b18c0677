package org.erpconnector.auth.simulator;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Plays EIS after the handshake: sets up a connection with the connector's own default values, asks what it has, and
 * reads some of it. The order is that in which EIS sets up a connection and then polls. Stops at the first operation
 * that fails, as nothing after it would be trustworthy.
 */
final class SyncWalk {

    /** Actors come in bulk, so EIS reads far more than WCF's default. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final int NAMES_SHOWN = 3;

    private final HttpCaller caller;
    private final Narrator say;
    private final String connection = UUID.randomUUID().toString();
    private int steps;

    SyncWalk(URI url, Duration timeout, PrintStream out) {
        this.caller = new HttpCaller(url, timeout, MOST_BYTES);
        this.say = new Narrator(out);
    }

    Exit walk() {
        say.title("Synchronisation with " + caller.url());
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
        ErpResult config = call(ErpOperation.bare("WSGetConfigData"));
        Map<String, String> info = new LinkedHashMap<>();
        for (ErpResult.Field field : config.fields()) {
            // a label is text on the screen, not a field to fill in
            if (!field.type().equals("Label")) {
                info.put(field.key(), field.defaultValue());
            }
        }
        tell(
                "WSGetConfigData",
                counted(info.size(), "connection field")
                        + listed(info.keySet().stream().toList()));
        config.fields().stream()
                .filter(field -> field.mandatory() && field.defaultValue().isEmpty())
                .forEach(field -> say.detail(
                        "note: " + Shown.text(field.key()) + " is mandatory and has no default; it is sent empty"));
        call(
                ErpOperation.unconnected("WSTestConfigData").with("ConnectionInfo", info),
                "the connector takes its own default values");
        call(
                ErpOperation.on(connection, "WSSaveConnection").with("ConnectionInfo", info),
                "saved as " + Shown.ends(connection));
    }

    private String actorType() throws UnreachableException, OperationFailedException {
        List<String> types =
                call(ErpOperation.on(connection, "WSGetSupportedActorTypes")).items();
        if (types.isEmpty()) {
            throw new OperationFailedException("WSGetSupportedActorTypes names no actor type");
        }
        tell("WSGetSupportedActorTypes", counted(types.size(), "actor type") + listed(types));
        return types.contains("Customer") ? "Customer" : types.get(0);
    }

    private void read(String actorType) throws UnreachableException, OperationFailedException {
        List<ErpResult.Field> fields = call(ErpOperation.on(connection, "WSGetSupportedActorTypeFields")
                        .with("ActorType", actorType))
                .fields();
        List<String> keys = fields.stream().map(ErpResult.Field::key).toList();
        tell("WSGetSupportedActorTypeFields", actorType + ": " + counted(keys.size(), "field") + listed(keys));

        // empty: everything since ever, as when a connection is polled for the first time
        List<ErpResult.Actor> actors = call(ErpOperation.on(connection, "WSGetActorsByTimestamp")
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
        List<ErpResult.Actor> hits = call(ErpOperation.on(connection, "WSSearchActors")
                        .with("ActorType", actorType)
                        .with("FieldKeys", keys)
                        .with("SearchText", search))
                .actors();
        tell("WSSearchActors", "[" + Shown.text(search) + "]: " + found(hits));
        list(fields);
    }

    private void list(List<ErpResult.Field> fields) throws UnreachableException, OperationFailedException {
        Optional<String> name = fields.stream()
                .map(ErpResult.Field::listName)
                .filter(list -> !list.isBlank())
                .findFirst();
        if (name.isEmpty()) {
            say.detail("(no field is a list, so WSGetList is not called)");
            return;
        }
        Map<String, String> items = call(ErpOperation.on(connection, "WSGetList")
                        .with("ListName", name.get()))
                .listItems();
        tell(
                "WSGetList",
                Shown.text(name.get()) + ": " + counted(items.size(), "item")
                        + listed(items.values().stream().toList()));
    }

    private void call(ErpOperation operation, String outcome) throws UnreachableException, OperationFailedException {
        call(operation);
        tell(operation.name(), outcome);
    }

    private ErpResult call(ErpOperation operation) throws UnreachableException, OperationFailedException {
        HttpReply reply = caller.post(operation.message());
        if (reply.truncated()) {
            throw new OperationFailedException(
                    operation.name() + ": the reply is larger than " + MOST_BYTES + " bytes");
        }
        try {
            XmlElement child = SoapReply.bodyChild(reply, SoapVersion.SOAP_1_1);
            Optional<String> fault = SoapReply.fault(child, SoapVersion.SOAP_1_1);
            if (fault.isPresent()) {
                throw new OperationFailedException(operation.name() + ": a SOAP fault, " + fault.get());
            }
            XmlElement holder = child.child(operation.name() + "Result").orElse(child);
            ErpResult result = new ErpResult(holder);
            if (!result.isOk()) {
                throw new OperationFailedException(operation.name() + ": " + result.explanation());
            }
            return result;
        } catch (MalformedException e) {
            throw new OperationFailedException(
                    operation.name() + ": the reply cannot be read (HTTP " + reply.status() + "): " + Shown.cause(e),
                    e);
        }
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
