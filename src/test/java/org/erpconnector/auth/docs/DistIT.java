package org.erpconnector.auth.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.erpconnector.auth.testkit.FreePort;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip of profile dist, unpacked where nothing else is, as who is not on Maven meets it. */
class DistIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String NAME = "erp-connector-auth-" + System.getProperty("project.version");

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void unpack() {
        new Shell(folder, List.of(), Map.of()).run("unzip -q '" + TARGET.resolve(NAME + "-dist.zip") + "'");
        Path here = folder.resolve(NAME);
        shell = new Shell(
                here, List.of(), Map.of("CATALINA_PID", folder.resolve("pid").toString()));
    }

    /** Whatever a command that failed has left behind. */
    @AfterEach
    void stop() throws IOException {
        Path pid = folder.resolve("pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void everyFileIsWholeAndNamed() {
        String start = new Page(folder.resolve(NAME).resolve("START.md")).text();
        String sums = shell.run("sha256sum -c SHA256SUMS");
        List<String> files = sums.lines().map(line -> line.replace(": OK", "")).toList();
        assertThat(files).hasSize(5).allSatisfy(file -> assertThat(start).contains('`' + file + '`'));
        assertThat(folder.resolve(NAME).resolve("manual/index.html")).isNotEmptyFile();
        assertThat(folder.resolve(NAME).resolve("LICENSE")).isNotEmptyFile();
    }

    @Test
    void startHereLeadsToAVerifiedHandshake() throws IOException {
        Page start = new Page(folder.resolve(NAME).resolve("START.md"));
        shell.run("cp -r '" + tomcat() + "' tomcat && chmod +x tomcat/bin/*.sh");
        int port = FreePort.next();
        Path server = folder.resolve(NAME).resolve("tomcat/conf/server.xml");
        Files.writeString(
                server,
                Files.readString(server)
                        .replace("port=\"8005\"", "port=\"" + FreePort.next() + "\"")
                        .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + "\""));

        String commands = start.block("## A handshake on your machine", "shell")
                .replace("localhost:8080", "127.0.0.1:" + port)
                .lines()
                // Pace: as the page says, repeated while nobody answers, which is exit status 3.
                .map(line -> line.contains(".jar handshake ")
                        ? "while s=0; " + line + " || s=$?; [ $s = 3 ]; do sleep 1; done; [ $s = 0 ]"
                        : line)
                .collect(joining("\n"));
        assertThat(shell.run(commands)).contains("VERIFIED");
    }

    private static Path tomcat() throws IOException {
        try (var unpacked = Files.newDirectoryStream(TARGET.resolve("dist"), "apache-tomcat-*")) {
            return unpacked.iterator().next();
        }
    }
}
