package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plays SuperOffice CRM Online towards a connector: its Application Authorization Service in the handshake, its ERP
 * Integration Server in the operations that follow. Judges the connector by what is published of SuperOffice's side and
 * shares no code with the filter. The command line is described by {@code --help}.
 */
public final class Simulator {

    private final Clock clock;
    private final PrintStream out;

    private Simulator(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    /** Runs a command and ends the Java process with its exit status. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /**
     * Runs a command within this process.
     *
     * @return 0 all went well; 1 the connector refused, its reply does not verify or an operation failed; 2 the command
     *     line cannot be used; 3 nobody answered at the URL
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, out, err, Clock.systemUTC());
    }

    static int run(String[] args, PrintStream out, PrintStream err, Clock clock) {
        Simulator simulator = new Simulator(clock, out);
        try {
            return simulator.command(Arrays.asList(args)).status();
        } catch (UsageException e) {
            err.println("simulator: " + e.getMessage());
            err.println("simulator: --help lists commands and options");
            return Exit.USAGE.status();
        }
    }

    private Exit command(List<String> args) throws UsageException {
        if (args.contains("--help")) {
            out.print(Usage.TEXT);
            return Exit.DONE;
        }
        if (args.contains("--version")) {
            out.println("erp-connector-auth simulator "
                    + Optional.ofNullable(Simulator.class.getPackage().getImplementationVersion())
                            .orElse("of no version: it does not run from its jar"));
            return Exit.DONE;
        }
        if (args.isEmpty()) {
            throw new UsageException("a command is needed: keys, handshake or sync");
        }
        List<String> options = args.subList(1, args.size());
        return switch (args.get(0)) {
            case "keys" -> keys(CommandLine.parse(options, Set.of("out", "bits", "application-id")));
            case "handshake" -> handshake(CommandLine.parse(options, HandshakeSettings.OPTIONS));
            case "sync" -> sync(CommandLine.parse(options, SyncPlan.OPTIONS, SyncPlan.FLAGS));
            default -> throw new UsageException("unknown command [" + Shown.text(args.get(0)) + "]");
        };
    }

    private Exit keys(CommandLine line) throws UsageException {
        Path folder = Path.of(line.required("out"));
        int bits = line.wholeNumber("bits", DemoKeys.BITS, 1024, 8192);
        String applicationId = line.option("application-id").orElseGet(KeyFiles::randomHex);
        try {
            DemoKeys keys = DemoKeys.make(folder, applicationId, bits);
            out.println("Demo keys for application " + Shown.text(applicationId) + " and tenant " + keys.tenant());
            out.println("  for the connector to trust      " + keys.callerCertificate());
            out.println(
                    "  for the connector to sign with  " + keys.application().keystore());
            out.println("                        the same  " + keys.applicationPrivate());
            out.println("  for this simulator, passwords   " + keys.properties());
            return Exit.DONE;
        } catch (IOException e) {
            throw new UsageException("cannot make keys in " + folder + ": " + Shown.cause(e), e);
        }
    }

    private Exit handshake(CommandLine line) throws UsageException {
        return new HandshakeWalk(HandshakeSettings.of(line), clock, out).walk();
    }

    private Exit sync(CommandLine line) throws UsageException {
        Duration timeout = Duration.ofSeconds(line.wholeNumber("timeout-seconds", HttpCaller.TIMEOUT_SECONDS, 1, 600));
        HttpCaller caller = new HttpCaller(
                HandshakeSettings.url(line.requiredText("url", "endpoint.soap")),
                timeout,
                ErpClient.MOST_BYTES,
                Trust.of(line));
        return new SyncWalk(caller, SyncPlan.of(line), out).walk();
    }
}
