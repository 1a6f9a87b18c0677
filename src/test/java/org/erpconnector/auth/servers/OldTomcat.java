package org.erpconnector.auth.servers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.erpconnector.auth.dropin.OlderWar;
import org.erpconnector.auth.matrix.Jdk;
import org.erpconnector.auth.testkit.ProcessTree;
import org.opentest4j.TestAbortedException;

/** A Tomcat 9 on a Java 8 with one unpacked WAR, as a child of this process. Where there is no Java 8, the test is skipped. */
final class OldTomcat implements AutoCloseable {
    /** Its context path. */
    static final String CONTEXT_PATH = "/attacked";

    private static final String STARTED = "STARTED ";

    private final Process process;
    private final ProcessTree processes;
    private final Path log;
    private final String java;
    private final int port;

    private OldTomcat(Process process, Path log, String java) throws IOException {
        this.process = process;
        this.processes = new ProcessTree(process);
        this.log = log;
        this.java = java;
        String started = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (started == null || !started.startsWith(STARTED)) {
            throw new IOException("the server did not come up: " + log());
        }
        this.port = Integer.parseInt(started.substring(STARTED.length()));
    }

    /** The Java 8 of this machine. */
    static Jdk java() {
        return Jdk.of(8).orElseThrow(() -> new TestAbortedException(Jdk.missing(8)));
    }

    /**
     * Starts it, and waits until it has deployed the WAR.
     *
     * @param folder for what it writes
     * @param options of its JVM
     */
    static OldTomcat start(Path folder, Path war, List<String> options) throws IOException {
        Jdk java = java();
        String path =
                OlderWar.JAVAX.server().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-Xlint:-options",
                        "--release",
                        "8",
                        "-cp",
                        path,
                        "-d",
                        folder.toString(),
                        "src/test/resources/old/AttackedTomcat.java");
        if (compiled != 0) {
            throw new IOException("AttackedTomcat does not compile");
        }
        List<String> command = new ArrayList<>();
        command.add(java.home().resolve("bin/java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                folder + File.pathSeparator + path,
                "AttackedTomcat",
                war.toString(),
                Files.createDirectories(folder.resolve("base")).toString()));
        Path log = folder.resolve("server.log");
        return new OldTomcat(
                new ProcessBuilder(command).redirectError(log.toFile()).start(), log, java.version());
    }

    String version() {
        return java;
    }

    int port() {
        return port;
    }

    String log() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        processes.close();
    }
}
