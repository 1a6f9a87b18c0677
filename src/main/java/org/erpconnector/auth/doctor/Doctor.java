package org.erpconnector.auth.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a token, a key or a setting, before or after SuperOffice does. The command line is described
 * by {@code --help}. Stateless.
 */
@Command(
        name = "doctor",
        description = "Explains tokens, checks keys and converts key files for erp-connector-auth. Shows no secret.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Doctor.Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:accepted, healthy or converted",
            "1:refused or unhealthy",
            "2:the command line, or what it names, cannot be used",
            "3:good as far as is known here, but the server has the last word: see keys --server"
        })
public final class Doctor {
    private Doctor() {}

    /** Runs a command and ends the Java process with its exit status. */
    public static void main(String[] args) {
        System.exit(run(args, System.in, System.out, System.err));
    }

    /**
     * Runs a command within this process.
     *
     * @param args the command and its options
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
        CommandLine line = new CommandLine(new Doctor())
                .addSubcommand(new TokenCommand(terminal))
                .addSubcommand(new KeysCommand(terminal))
                .addSubcommand(new ConvertCommand(terminal))
                .addSubcommand(new GenerateCompletion())
                .setOut(new PrintWriter(terminal.out(), true, US_ASCII))
                .setErr(new PrintWriter(terminal.err(), true, US_ASCII))
                // The rooms below take a path by its absolute name only.
                .registerConverter(
                        Path.class, text -> Path.of(text).toAbsolutePath().normalize())
                // A value that begins with @ is a value.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, words) -> complain(terminal, Shown.text(sentence(e))))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof UsageException) {
                        return complain(terminal, String.valueOf(e.getMessage()));
                    }
                    throw e;
                });
        return line.execute(args.toArray(String[]::new));
    }

    /** What could not be matched may be a password: its option alone is named. */
    private static String sentence(ParameterException e) {
        return e instanceof UnmatchedArgumentException unmatched
                ? "unknown " + (e.getCommandLine().getParent() == null ? "command" : "option") + " ["
                        + unmatched.getUnmatched().get(0) + "]"
                : String.valueOf(e.getMessage());
    }

    private static int complain(Terminal terminal, String sentence) {
        terminal.err().println(Ansi.AUTO.string("@|bold,red doctor:|@ ") + sentence);
        terminal.err().println("doctor: --help lists commands and options");
        return Exit.USAGE.status();
    }

    private static Optional<String> ask(String question) {
        return Optional.ofNullable(System.console())
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s: ", question)))
                .map(String::new);
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "erp-connector-auth doctor "
                        + Optional.ofNullable(Doctor.class.getPackage().getImplementationVersion())
                                .orElse("of no version: it does not run from its jar")
            };
        }
    }
}
