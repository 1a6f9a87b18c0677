package org.erpconnector.auth.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Plays SuperOffice CRM Online against a connector: the Application Authorization Service in the handshake, and the ERP
 * Integration Server in the operations that follow. Judges the connector by SuperOffice's published documents, and
 * shares no code with the filter. {@code --help} describes the command line.
 */
@Command(
        name = "simulator",
        description = "Plays SuperOffice's side, to try an ERP connector without a SuperOffice tenant.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Simulator.Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all went well",
            "1:refused, not verified, or an operation or a case failed",
            "2:the command line, or a file that it names, cannot be used",
            "3:nobody answered"
        })
public final class Simulator {

    private Simulator() {}

    /** Runs a command and ends the Java process with its exit status. */
    public static void main(String[] args) {
        // Else the JDK's server, on which the bench stands, answers 40 ms late: it sends head and body in two
        // packets, and TCP holds the second back until the first is acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.exit(run(args, System.out, System.err));
    }

    /**
     * Runs a command within this process.
     *
     * @return 0 all went well; 1 the connector refused, its reply does not verify, an operation or a case failed; 2 the
     *     command line cannot be used; 3 nobody answered at the URL
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, out, err, Clock.systemUTC());
    }

    static int run(String[] args, PrintStream out, PrintStream err, Clock clock) {
        CommandLine line = new CommandLine(new Simulator())
                .addSubcommand(new KeysCommand(out))
                .addSubcommand(new HandshakeCommand(clock, out))
                .addSubcommand(new SyncCommand(out))
                .addSubcommand(new CheckCommand(clock, out))
                .addSubcommand(new BenchCommand(clock, out))
                .addSubcommand(new GenerateCompletion())
                .setOut(new PrintWriter(out, true, US_ASCII))
                .setErr(new PrintWriter(err, true, US_ASCII))
                // A value that begins with @ is a value.
                .setExpandAtFiles(false)
                .registerConverter(Contract.class, oneOf(Contract.values()))
                .registerConverter(Profile.class, oneOf(Profile.values()))
                .registerConverter(SoapVersion.class, oneOf(SoapVersion.values()))
                .registerConverter(HandshakeCommand.Signer.class, oneOf(HandshakeCommand.Signer.values()))
                .registerConverter(PartyOptions.ReplyForm.class, oneOf(PartyOptions.ReplyForm.values()))
                .registerConverter(PartyOptions.MemberOrder.class, oneOf(PartyOptions.MemberOrder.values()))
                .setParameterExceptionHandler((e, words) -> complain(err, sentence(e)))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof UsageException) {
                        return complain(err, String.valueOf(e.getMessage()));
                    }
                    throw e;
                });
        return line.execute(args);
    }

    /** By the names that {@code --help} shows. */
    private static <T> ITypeConverter<T> oneOf(T[] values) {
        return text -> Arrays.stream(values)
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "it is one of " + Arrays.toString(values) + ", not [" + text + "]"));
    }

    /** An unmatched argument may be a password: only the first one, the option, is shown. */
    private static String sentence(ParameterException e) {
        return e instanceof UnmatchedArgumentException unmatched
                ? "unknown " + (e.getCommandLine().getParent() == null ? "command" : "option") + " ["
                        + unmatched.getUnmatched().get(0) + "]"
                : String.valueOf(e.getMessage());
    }

    private static int complain(PrintStream err, String sentence) {
        err.println(Ansi.AUTO.string("@|bold,red simulator:|@ ") + Shown.text(sentence));
        err.println("simulator: --help lists commands and options");
        return Exit.USAGE.status();
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"erp-connector-auth simulator " + text()};
        }

        static String text() {
            return Optional.ofNullable(Simulator.class.getPackage().getImplementationVersion())
                    .orElse("of no version: it does not run from its jar");
        }
    }
}
