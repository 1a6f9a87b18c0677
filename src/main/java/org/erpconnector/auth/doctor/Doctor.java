package org.erpconnector.auth.doctor;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Says what is wrong with a token, a key or a setting, before or after SuperOffice does. The command line is described
 * by {@code --help}. Stateless.
 */
public final class Doctor {
    private Doctor() {}

    /** Runs a command and ends the Java process with its exit status. */
    public static void main(String[] args) {
        System.exit(run(args, System.in, System.out, System.err));
    }

    /**
     * Runs a command within this process.
     *
     * @param args the command and its options; the word {@code doctor} may stand in front of it
     * @param in what {@code --token-file -} reads
     * @param out what was asked for
     * @param err why the command line cannot be carried out
     * @return 0 accepted, healthy or converted; 1 refused or unhealthy; 2 the command line, or what it names, cannot
     *     be used; 3 good as far as is known here, but the server has the last word
     */
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        return run(Arrays.asList(args), new Terminal(in, out, err, Clock.systemUTC(), Doctor::ask));
    }

    static int run(List<String> args, Terminal terminal) {
        List<String> words = args.isEmpty() || !args.get(0).equals("doctor") ? args : args.subList(1, args.size());
        try {
            return command(words, terminal).status();
        } catch (UsageException e) {
            terminal.err().println("doctor: " + e.getMessage());
            terminal.err().println("doctor: --help lists commands and options");
            return Exit.USAGE.status();
        }
    }

    private static Exit command(List<String> words, Terminal terminal) throws UsageException {
        if (words.contains("--help")) {
            terminal.out().print(Usage.text(words));
            return Exit.WELL;
        }
        if (words.contains("--version")) {
            terminal.out()
                    .println("erp-connector-auth doctor "
                            + Optional.ofNullable(Doctor.class.getPackage().getImplementationVersion())
                                    .orElse("of no version: the doctor does not run from its jar"));
            return Exit.WELL;
        }
        if (words.isEmpty()) {
            throw new UsageException("a command is needed: token, keys or convert");
        }
        List<String> options = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "token" -> new TokenCommand(CommandLine.parse(options, TokenCommand.OPTIONS), terminal).run();
            case "keys" -> new KeysCommand(CommandLine.parse(options, KeysCommand.OPTIONS), terminal).run();
            case "convert" -> new ConvertCommand(CommandLine.parse(options, ConvertCommand.OPTIONS), terminal).run();
            default -> throw new UsageException("unknown command [" + Shown.text(words.get(0)) + "]");
        };
    }

    private static Optional<String> ask(String question) {
        return Optional.ofNullable(System.console())
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s: ", question)))
                .map(String::new);
    }
}
