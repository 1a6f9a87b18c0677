package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.erpconnector.auth.simulator.Simulator;
import org.erpconnector.auth.testkit.Shell;
import org.erpconnector.auth.testkit.ShellCommand;
import org.glassfish.embeddable.CommandResult;
import org.glassfish.embeddable.CommandRunner;
import org.glassfish.internal.api.Globals;

/**
 * Does the manual's commands at the server of these tests: those of asadmin by the server's own command runner, all others
 * by a shell. Immutable.
 *
 * @param folder takes the place of the administrator's
 */
record RecipeAdmin(Path folder) {
    private static final String FOLDER = "/etc/erp";
    private static final String PREFIX = "erp-auth";
    private static final String SIMULATOR = "erp-connector-auth-1.0.0-simulator.jar";
    private static final String DOCTOR = "erp-connector-auth-1.0.0-doctor.jar";

    /** With a folder of its own, which is empty. */
    static RecipeAdmin in(String name) {
        try {
            return new RecipeAdmin(Files.createTempDirectory(Files.createDirectories(DemoKeySets.folder()), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manual's text with this machine's places, and another prefix: one server has the connectors of all tests. */
    String local(String prefix, String text) {
        return text.replace(SIMULATOR, System.getProperty("simulator.jar"))
                .replace(DOCTOR, System.getProperty("simulator.jar").replace("-simulator.jar", "-doctor.jar"))
                .replace(FOLDER, folder.toString())
                .replace(PREFIX, prefix)
                .replace("YOUR-CLIENT-ID", WebXml.ofExample().initParam("application-id"));
    }

    /** Runs a block of the manual's, command for command; returns what the last one printed. */
    String run(String prefix, String block, String connector) {
        String printed = "";
        String commands = local(prefix, block)
                .replace(
                        "http://localhost:8080/connector",
                        Connector.named(connector).uri().toString());
        for (ShellCommand command : ShellCommand.in(commands)) {
            printed = command.line().startsWith("asadmin ")
                    ? asadmin(command.words().subList(1, command.words().size()).toArray(String[]::new))
                    : new Shell(folder, List.of(), Map.of()).run(command.line());
        }
        return printed;
    }

    /** Runs one command of asadmin's that has to succeed. */
    static String asadmin(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        // The program wants this option before the command, the command runner after it.
        String command = arguments.remove(words[0].equals("--passwordfile") ? 2 : 0);
        CommandResult result = Globals.get(CommandRunner.class).run(command, arguments.toArray(String[]::new));
        assertThat(result.getExitStatus())
                .as("%s%n%s%n%s", List.of(words), result.getOutput(), result.getFailureCause())
                .isEqualTo(CommandResult.ExitStatus.SUCCESS);
        return result.getOutput();
    }

    /** The connector answers the caller of the recommended path, with the key that it was given there. */
    void verifies(String connector) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        String[] handshake = {
            "handshake",
            "--properties",
            folder.resolve("trial/keys.properties").toString(),
            "--url",
            Connector.named(connector).at(Connector.SERVICE).toString()
        };
        int status = Simulator.run(handshake, out, out);
        assertThat(status).as(bytes.toString(StandardCharsets.UTF_8)).isZero();
    }
}
