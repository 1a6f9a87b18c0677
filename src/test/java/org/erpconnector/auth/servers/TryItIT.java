package org.erpconnector.auth.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.matrix.Setup;
import org.erpconnector.auth.testkit.FreePort;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's first ten minutes, pasted as they stand: only ports and addresses are others, and nothing is downloaded. */
class TryItIT {
    private static final int MOST_COMMANDS = 10;

    @TempDir
    Path folder;

    private final int http = FreePort.next();
    private final int admin = FreePort.next();
    private Shell shell;

    /** Changes what a server that was just unpacked listens at. */
    @FunctionalInterface
    private interface Loopback {
        void apply() throws IOException;
    }

    @BeforeEach
    void copyWhatTheBuildMade() throws IOException {
        for (String file : List.of("README.md", "pom.xml")) {
            Files.copy(Path.of(file), folder.resolve(file));
        }
        Path target = Files.createDirectory(folder.resolve("target"));
        for (String made : List.of("simulator.jar", "bundle.jar")) {
            Path jar = Path.of(System.getProperty(made));
            Files.copy(jar, target.resolve(jar.getFileName()));
        }
        shell = new Shell(
                folder,
                List.of(),
                Map.of(
                        "CATALINA_PID", folder.resolve("pid").toString(),
                        "AS_ADMIN_PORT", Integer.toString(admin),
                        "AS_JAVA", System.getProperty("java.home"),
                        // asadmin remembers servers in its user's home.
                        "AS_EXTRA_JAVA_OPTS", "-Duser.home=" + folder));
    }

    @AfterEach
    void endWhatIsLeft() throws IOException {
        for (Path pid : List.of(folder.resolve("pid"), payara().resolve("config/pid"))) {
            if (Files.exists(pid)) {
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void theHandshakeIsVerifiedOnTomcat() throws IOException {
        Path server = folder.resolve("target/try/apache-tomcat-" + System.getProperty("tomcat10.version"))
                .resolve("conf/server.xml");
        assertThat(follow("## VERIFIED on Tomcat", () -> {
                    Setup.replace(server, "<Server port=\"8005\"", "<Server port=\"" + admin + "\"");
                    Setup.replace(
                            server,
                            "<Connector port=\"8080\" protocol",
                            "<Connector address=\"127.0.0.1\" port=\"" + http + "\" protocol");
                }))
                .contains("filter erp-connector-auth started: application-id=demo");
    }

    @Test
    void theHandshakeIsVerifiedOnPayara() throws IOException {
        follow(
                "## VERIFIED on Payara",
                () -> LoopbackDomain.apply(
                        payara().resolve("config/domain.xml"), http, admin, Optional.empty(), List.of()));
    }

    private Path payara() {
        return folder.resolve("target/try/payara6/glassfish/domains/domain1");
    }

    /** Does a section's commands one by one; returns what they printed. */
    private String follow(String heading, Loopback loopback) throws IOException {
        List<String> commands = Page.readme().block(heading, "shell").lines().toList();
        assertThat(commands).hasSizeLessThanOrEqualTo(MOST_COMMANDS);
        StringBuilder printed = new StringBuilder();
        for (String command : commands) {
            String said = shell.run(local(command));
            if (command.contains("jar xf ")) {
                loopback.apply();
            }
            if (command.contains(" handshake ")) {
                assertThat(said).contains("VERIFIED: the connector accepted, and its reply is genuine.");
            }
            printed.append(said);
        }
        return printed.toString();
    }

    private String local(String command) {
        String repository = System.getProperty("maven.repo.local");
        return command.replace("localhost:8080", "localhost:" + http)
                .replace("mvn -q", "mvn -o -q" + (repository == null ? "" : " -Dmaven.repo.local=" + repository));
    }
}
