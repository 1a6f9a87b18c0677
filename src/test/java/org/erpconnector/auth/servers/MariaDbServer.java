package org.erpconnector.auth.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.FreePort;
import org.erpconnector.auth.testkit.ProcessTree;
import org.erpconnector.auth.testkit.Shell;

/**
 * A MariaDB of Debian's with a data folder of its own, as a child of this process, on 127.0.0.1 only. Where it is missing
 * and cannot be installed, the test is skipped.
 */
final class MariaDbServer implements ClusterDatabase {
    private static final Path PROGRAM = Path.of("/usr/sbin/mariadbd");

    private final Path folder;
    private final Shell shell;
    private final int port = FreePort.next();
    private final SmallDisk disk;
    private ProcessTree processes;

    private MariaDbServer(Path folder) throws IOException {
        this.folder = folder;
        this.shell = new Shell(folder, List.of(), Map.of());
        this.disk = new SmallDisk(shell);
        shell.run("mariadb-install-db --no-defaults --auth-root-authentication-method=normal --skip-test-db --datadir="
                + folder.resolve("data") + asRoot());
        this.processes = run();
    }

    /** Starts one with an empty database, erp, and waits until it answers. */
    static MariaDbServer start() throws Exception {
        if (!Files.isExecutable(PROGRAM) && !asRoot().isEmpty()) {
            new Shell(Files.createTempDirectory("apt"), List.of(), Map.of())
                    .run("apt-get install -y --no-install-recommends mariadb-server-core mariadb-client-core || true");
        }
        assumeTrue(Files.isExecutable(PROGRAM), "skipped on this machine: no MariaDB at " + PROGRAM);
        MariaDbServer server = new MariaDbServer(Files.createTempDirectory("erp-mariadb"));
        try {
            server.awaitStart();
            server.shell.run(server.client() + "-e 'create database erp'");
            return server;
        } catch (Exception | Error e) {
            server.close();
            throw e;
        }
    }

    /** It does not run as root unless it is told to. */
    private static String asRoot() {
        return System.getProperty("user.name").equals("root") ? " --user=root" : "";
    }

    private ProcessTree run() throws IOException {
        return new ProcessTree(new ProcessBuilder(
                        "sh",
                        "-c",
                        "exec " + PROGRAM + " --no-defaults --bind-address=127.0.0.1 --port=" + port + " --datadir="
                                + folder.resolve("data") + " --socket=" + folder.resolve("socket") + " --pid-file="
                                + folder.resolve("pid") + asRoot())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.txt").toFile()))
                .start());
    }

    private void awaitStart() throws Exception {
        String ready = client() + "-e 'select 1' > /dev/null 2>&1 && echo answers || true";
        Await.until("MariaDB answers", () -> {
            if (!processes.isAlive()) {
                throw new IOException("MariaDB has not started: " + Files.readString(folder.resolve("output.txt")));
            }
            return shell.run(ready).contains("answers");
        });
    }

    private String client() {
        return "mariadb --no-defaults -h 127.0.0.1 -P " + port + " -u root -N ";
    }

    @Override
    public Path driver() {
        return Path.of(System.getProperty("servers.home"), "mariadb.jar");
    }

    @Override
    public String driverClass() {
        return "org.mariadb.jdbc.Driver";
    }

    @Override
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/erp";
    }

    @Override
    public void addUser() {
        query("create user erp identified by 'none';"
                + " grant create, select, insert, update, delete on erp_auth_nonce to erp");
    }

    /** In a file elsewhere, made anew; the log of changes stays where it was. */
    @Override
    public void fillDisk() {
        Path small = disk.mount(folder.resolve("small"), "");
        query("create table moved (primary key (nonce_hash)) data directory = '" + small
                + "' select * from erp_auth_nonce; rename table erp_auth_nonce to elsewhere, moved to erp_auth_nonce");
        disk.fill();
    }

    @Override
    public void makeRoom() {
        disk.empty();
    }

    @Override
    public String noRoom() {
        return "(SQLState HY000, error 1114)]";
    }

    @Override
    public String query(String sql) {
        return shell.run(client() + "-e \"" + sql + "\" erp").trim();
    }

    @Override
    public void signal(String name) {
        processes.processes().forEach(process -> shell.run("kill -" + name + " " + process.pid()));
    }

    @Override
    public void stop() {
        processes.close();
    }

    @Override
    public void again() throws Exception {
        processes = run();
        awaitStart();
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
