package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.erpconnector.auth.testkit.Shell;
import org.erpconnector.auth.testkit.ShellCommand;
import org.glassfish.embeddable.CommandResult;
import org.glassfish.embeddable.CommandRunner;
import org.glassfish.internal.api.Globals;

/**
 * Does README's commands at the server of these tests: those of asadmin by the server's own command runner, all others
 * by a shell. Immutable.
 *
 * @param folder takes the place of the administrator's
 * @param places what else README names, and what takes its place
 */
record EmbeddedAdmin(Path folder, Map<String, String> places) {
    private static final String FOLDER = "/etc/erp";

    /** README's text, with the places of this machine. */
    String local(String text) {
        String changed = text.replace(FOLDER, folder.toString());
        for (Map.Entry<String, String> place : places.entrySet()) {
            changed = changed.replace(place.getKey(), place.getValue());
        }
        return changed;
    }

    /** Runs a block of README's, command for command; returns what the last one printed. */
    String run(String block) {
        String printed = "";
        for (ShellCommand command : ShellCommand.in(local(block))) {
            printed = command.line().startsWith("asadmin ")
                    ? asadmin(command.words())
                    : new Shell(folder, List.of(), Map.of()).run(command.line());
        }
        return printed;
    }

    /** Runs one command of asadmin's that has to succeed. */
    static String asadmin(List<String> words) {
        List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
        // The command runner wants the command first, the program the option.
        int command = arguments.get(0).equals("--passwordfile") ? 2 : 0;
        String name = arguments.remove(command);
        CommandResult result = Globals.get(CommandRunner.class).run(name, arguments.toArray(String[]::new));
        assertThat(result.getExitStatus())
                .as("%s%n%s", words, result.getOutput())
                .isEqualTo(CommandResult.ExitStatus.SUCCESS);
        return result.getOutput();
    }
}
