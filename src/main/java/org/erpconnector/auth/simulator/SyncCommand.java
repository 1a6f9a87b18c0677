package org.erpconnector.auth.simulator;

import java.io.PrintStream;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sync",
        description = {
            "Calls every operation as EIS does after the handshake, and reads the replies as WCF does: sets up a connection,"
                    + " creates, changes and finds an actor, polls for changes, deletes the connection. The actor stays in"
                    + " the ERP system.",
            "From the properties file it uses endpoint.soap, and connection.NAME for each connection setting that differs"
                    + " from the connector's default."
        })
final class SyncCommand implements Callable<Integer> {

    @Mixin
    private CallOptions call;

    @Option(
            names = "--polls",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often to ask for changes after the first time, 0 to 1000 (${DEFAULT-VALUE}).")
    private int polls;

    @Option(names = "--keep", description = "Keeps the connection, and prints its GUID.")
    private boolean keep;

    @Option(
            names = "--read-only",
            description = "Writes nothing, for a connector with real data: no connection and no actor.")
    private boolean readOnly;

    @Option(
            names = "--connection",
            paramLabel = "GUID",
            description =
                    "A saved connection to use with --read-only; without it only the connection's own settings are"
                            + " read.")
    private Optional<String> connection = Optional.empty();

    private final PrintStream out;

    SyncCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws UsageException {
        call.load();
        HttpCaller caller = call.caller("endpoint.soap", ErpClient.MOST_BYTES);
        return new SyncWalk(caller, plan(), out).walk().status();
    }

    private SyncPlan plan() throws UsageException {
        if (connection.isPresent() && !readOnly) {
            // else it would be saved over, and deleted in the end
            throw new UsageException("option --connection goes with --read-only");
        }
        try {
            return new SyncPlan(
                    call.under("connection."),
                    CallOptions.inRange("--polls", polls, 0, 1000),
                    readOnly,
                    keep,
                    connection.map(guid -> UUID.fromString(guid.strip()).toString()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("option --connection is a GUID of 32 hexadecimal digits in five groups", e);
        }
    }
}
