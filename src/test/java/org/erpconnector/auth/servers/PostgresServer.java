package org.erpconnector.auth.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.FreePort;
import org.erpconnector.auth.testkit.ProcessTree;
import org.erpconnector.auth.testkit.Shell;

/**
 * A PostgreSQL of Debian's with a data folder of its own, as a child of this process, on 127.0.0.1 only. It refuses to
 * run as root, so that then it runs as Debian's user for it. Where it is missing and cannot be installed, the test is
 * skipped.
 */
public final class PostgresServer implements ClusterDatabase {
    private static final Path PLACES = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";

    private final Path folder;
    private final Path programs;
    private final Shell shell;
    private final int port;
    private final String data;
    private final SmallDisk disk;
    private ProcessTree processes;

    private PostgresServer(Path folder, Path programs, int port) throws IOException {
        this.folder = folder;
        this.programs = programs;
        this.shell = new Shell(folder, List.of(), Map.of());
        this.disk = new SmallDisk(shell);
        this.port = port;
        if (isRoot()) {
            shell.run("chown " + USER + " " + folder);
        }
        this.data = folder.resolve("data").toString();
        shell.run(String.join(
                " ", as("initdb", "-D", data, "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")));
        this.processes = run();
    }

    private ProcessTree run() throws IOException {
        return new ProcessTree(new ProcessBuilder(as(
                        "postgres",
                        "-D",
                        data,
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-k",
                        folder.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.txt").toFile()))
                .start());
    }

    /** Starts one with an empty database, erp, and waits until it answers. */
    public static PostgresServer start() throws Exception {
        Optional<Path> programs = installed();
        assumeTrue(programs.isPresent(), "skipped on this machine: no PostgreSQL in " + PLACES);
        // Not below a folder of JUnit's, which is closed to other users.
        Path folder = Files.createTempDirectory("erp-postgres");
        PostgresServer server = new PostgresServer(folder, programs.get(), FreePort.next());
        try {
            server.awaitStart();
            server.shell.run(String.join(" ", server.as("createdb", server.address(), "erp")));
            return server;
        } catch (Exception | Error e) {
            server.close();
            throw e;
        }
    }

    private static Optional<Path> installed() throws IOException {
        Optional<Path> found = found();
        if (found.isEmpty() && isRoot()) {
            new Shell(Files.createTempDirectory("apt"), List.of(), Map.of())
                    .run("apt-get install -y --no-install-recommends postgresql || true");
            return found();
        }
        return found;
    }

    private static Optional<Path> found() throws IOException {
        if (!Files.isDirectory(PLACES)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PLACES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst();
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** The program in place of setpriv, not below it: its process id is the server's. */
    private List<String> as(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void awaitStart() throws Exception {
        String ready = String.join(" ", as("pg_isready", address())) + " && echo answers || true";
        Await.until("PostgreSQL answers", () -> {
            if (!processes.isAlive()) {
                throw new IOException("PostgreSQL has not started: " + Files.readString(folder.resolve("output.txt")));
            }
            return shell.run(ready).contains("answers");
        });
    }

    private String address() {
        return "-h 127.0.0.1 -U " + USER + " -p " + port;
    }

    int port() {
        return port;
    }

    @Override
    public Path driver() {
        return Path.of(System.getProperty("servers.home"), "postgresql.jar");
    }

    @Override
    public String driverClass() {
        return "org.postgresql.Driver";
    }

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/erp";
    }

    @Override
    public void addUser() {
        query("create role erp login");
        query("grant create on schema public to erp");
    }

    @Override
    public void signal(String name) {
        processes.processes().forEach(process -> shell.run("kill -" + name + " " + process.pid() + " || true"));
    }

    /** By the signal that does not wait for whoever is connected. */
    @Override
    public void stop() throws Exception {
        List<ProcessHandle> all = processes.processes();
        shell.run("kill -INT " + all.get(all.size() - 1).pid());
        all.get(all.size() - 1).onExit().get();
        processes.close();
    }

    @Override
    public void again() throws Exception {
        processes = run();
        awaitStart();
    }

    /** A tablespace, which is what limits a table here. */
    @Override
    public void fillDisk() {
        Path small = disk.mount(folder.resolve("small"), isRoot() ? "uid=" + USER + ",mode=700" : "");
        query("create tablespace small location '" + small + "'");
        query("alter table erp_auth_nonce set tablespace small");
        query("alter index erp_auth_nonce_pkey set tablespace small");
        disk.fill();
    }

    @Override
    public void makeRoom() {
        disk.empty();
    }

    @Override
    public String noRoom() {
        return "(SQLState 53100: the database has no more room or connections)]";
    }

    @Override
    public String query(String sql) {
        return shell.run(String.join(" ", as("psql", address(), "-d erp", "-A", "-t", "-c", "\"" + sql + "\"")))
                .trim();
    }

    @Override
    public void close() {
        if (processes.isAlive()) {
            processes.close();
        }
        disk.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
