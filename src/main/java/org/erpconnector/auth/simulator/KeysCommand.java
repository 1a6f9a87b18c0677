package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "keys",
        description = "Makes a set of demo keys: the simulated SuperOffice's, the connector's, and a foreign one.")
final class KeysCommand implements Callable<Integer> {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the set; an earlier set in it is replaced.")
    private Path folder;

    @Option(
            names = "--bits",
            paramLabel = "N",
            defaultValue = "" + DemoKeys.BITS,
            description = "Length of the application key, 1024 to 8192 (${DEFAULT-VALUE}).")
    private int bits;

    @Option(names = "--application-id", paramLabel = "ID", description = "Client id of the application (a new one).")
    private Optional<String> applicationId = Optional.empty();

    private final PrintStream out;

    KeysCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws UsageException {
        int length = CallOptions.inRange("--bits", bits, 1024, 8192);
        String id = applicationId.orElseGet(KeyFiles::randomHex);
        try {
            DemoKeys keys = DemoKeys.make(folder, id, length);
            out.println("Demo keys for application " + Shown.text(id) + " and tenant " + keys.tenant());
            out.println("  for the connector to trust      " + keys.callerCertificate());
            out.println(
                    "  for the connector to sign with  " + keys.application().keystore());
            out.println("                        the same  " + keys.applicationPrivate());
            out.println("  for this simulator, passwords   " + keys.properties());
            return Exit.DONE.status();
        } catch (IOException e) {
            throw new UsageException("cannot make keys in " + folder + ": " + Shown.cause(e), e);
        }
    }
}
