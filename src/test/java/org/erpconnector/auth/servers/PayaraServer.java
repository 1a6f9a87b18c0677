package org.erpconnector.auth.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.erpconnector.auth.matrix.Setup;
import org.erpconnector.auth.testkit.FreePort;
import org.erpconnector.auth.testkit.ProcessTree;
import org.erpconnector.auth.testkit.Shell;

/**
 * A Payara Server from its distribution, with a copy of its domain, as a child of this process. It listens on 127.0.0.1
 * only, on ports that were free. Closing twice does no harm.
 */
final class PayaraServer implements AutoCloseable {
    /** What {@link #listening} may say. */
    static final String LOOPBACK = "127\\.0\\.0\\.1:\\d+|\\[::ffff:127\\.0\\.0\\.1]:\\d+|\\[::1]:\\d+";

    private static final Duration START = Duration.ofMinutes(4);
    private static final String STARTED = "startup time : ";

    private final Path programs;
    private final Path domains;
    private final Path output;
    private final int http;
    private final int admin;
    private final ProcessTree processes;

    private PayaraServer(Path programs, Path domains, Path output, int http, int admin) throws IOException {
        this.programs = programs;
        this.domains = domains;
        this.output = output;
        this.http = http;
        this.admin = admin;
        this.processes = new ProcessTree(new ProcessBuilder(
                        "sh", programs.resolve("startserv").toString(), "--domaindir", domains.toString(), "domain1")
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .start());
    }

    /**
     * Starts one without a data grid, and waits until it has started.
     *
     * @param home where the distribution was unpacked
     * @param folder an empty one for the domain and what the server prints
     */
    static PayaraServer start(Path home, Path folder) throws IOException, InterruptedException {
        return start(home, folder, Optional.empty(), List.of());
    }

    /**
     * Starts one, and waits until it has started.
     *
     * @param grid the data grid of which it is a member; empty: it has none
     * @param options of its JVM, besides those that its distribution names
     */
    static PayaraServer start(Path home, Path folder, Optional<LoopbackDomain.Grid> grid, List<String> options)
            throws IOException, InterruptedException {
        return start(home, folder, grid, options, List.of());
    }

    /**
     * Starts one, and waits until it has started.
     *
     * @param libraries that its administrator has added to it
     */
    static PayaraServer start(
            Path home, Path folder, Optional<LoopbackDomain.Grid> grid, List<String> options, List<Path> libraries)
            throws IOException, InterruptedException {
        Path programs = home.resolve("glassfish/bin");
        for (String program : List.of("asadmin", "startserv")) {
            if (!programs.resolve(program).toFile().setExecutable(true)) {
                throw new IOException(program + " cannot be made executable");
            }
        }
        Path domains = folder.resolve("domains");
        Setup.copy(home.resolve("glassfish/domains/domain1"), domains.resolve("domain1"));
        for (Path library : libraries) {
            Files.copy(library, domains.resolve("domain1/lib").resolve(library.getFileName()));
        }
        int http = FreePort.next();
        int admin = FreePort.next();
        LoopbackDomain.apply(domains.resolve("domain1/config/domain.xml"), http, admin, grid, options);
        return started(new PayaraServer(programs, domains, folder.resolve("server-output.txt"), http, admin));
    }

    /** Starts it again, after it was closed: the same domain with what is deployed there, on the same ports. */
    PayaraServer again() throws IOException, InterruptedException {
        return started(new PayaraServer(programs, domains, output, http, admin));
    }

    private static PayaraServer started(PayaraServer server) throws IOException, InterruptedException {
        try {
            server.awaitStart();
            return server;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private void awaitStart() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!Files.readString(output).contains(STARTED) || !answers(admin) || !answers(http)) {
            if (!processes.isAlive() || System.nanoTime() > end) {
                throw new IOException("Payara has not started: " + complaints() + Files.readString(output));
            }
            // Pace: how often the conditions are looked at.
            Thread.sleep(500);
        }
    }

    /** What it says is wrong, ahead of its thousand lines: whoever reports a failed test cuts them somewhere. */
    private String complaints() throws IOException {
        return Files.readAllLines(output).stream()
                .filter(line -> line.contains("Exception") || line.contains("already in use"))
                .distinct()
                .limit(20)
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where asadmin is. */
    Path programs() {
        return programs;
    }

    /** The folder that holds the domain. */
    Path domains() {
        return domains;
    }

    int http() {
        return http;
    }

    int admin() {
        return admin;
    }

    /** What it has printed, its log among it. */
    String printed() throws IOException {
        return Files.readString(output);
    }

    List<String> listening(Shell shell) {
        return processes.listening(shell);
    }

    /** Of the Java that is the server, and not of the one that has started it. */
    String pid() throws IOException {
        return Files.readString(domains.resolve("domain1/config/pid")).strip();
    }

    List<ProcessHandle> processes() {
        return processes.processes();
    }

    @Override
    public void close() {
        processes.close();
    }
}
