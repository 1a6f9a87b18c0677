package org.erpconnector.auth.matrix;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.testkit.ProcessTree;
import org.erpconnector.auth.testkit.Shell;

/** A server as a child of this process. Closing twice does no harm. */
final class ServerProcess implements AutoCloseable {
    /** No test says how long a server takes: only that it does not hang. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final Path output;
    private final Optional<Path> logs;
    private final ProcessTree processes;

    private ServerProcess(Path output, Optional<Path> logs, ProcessTree processes) {
        this.output = output;
        this.logs = logs;
        this.processes = processes;
    }

    /** Starts it, and comes back when the connector answers. */
    static ServerProcess start(MatrixServer server, Setup setup) throws IOException, InterruptedException {
        Path output = setup.folder().resolve("server-output.txt");
        ProcessBuilder builder = new ProcessBuilder(server.command(setup))
                .directory(setup.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(Source.variables());
        environment.put("JAVA_HOME", setup.jdk().home().toString());
        environment.merge("PATH", setup.jdk().home().resolve("bin") + ":", (machines, ours) -> ours + machines);
        ServerProcess process =
                new ServerProcess(output, server.logs().map(setup.folder()::resolve), new ProcessTree(builder.start()));
        try {
            process.awaitConnector(URI.create("http://127.0.0.1:" + setup.port() + "/" + MatrixWar.NAME + "/stream"));
            return process;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            process.close();
            throw e;
        }
    }

    /** A GET is what the connector has no answer to, and a server without the connector no such answer. */
    private void awaitConnector(URI connector) throws IOException, InterruptedException {
        HttpClient client = client();
        await(() -> status(client, connector) == METHOD_NOT_ALLOWED, "the connector is not deployed");
    }

    /** Comes back when something answers there, whatever it says. */
    void awaitDeployed(URI connector) throws IOException, InterruptedException {
        HttpClient client = client();
        await(
                () -> {
                    int status = status(client, connector);
                    return status != 0 && status != NOT_FOUND;
                },
                connector + " is not deployed");
    }

    /** Comes back when it has printed a text. */
    void awaitPrinted(String text) throws IOException, InterruptedException {
        await(() -> printed().contains(text), "[" + text + "] was not printed");
    }

    private void await(Condition condition, String failure) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (!processes.isAlive() || System.nanoTime() > end) {
                throw new IOException(failure + ": " + printed());
            }
            // Pace: how often the condition is looked at.
            Thread.sleep(200);
        }
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static int status(HttpClient client, URI connector) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(connector)
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** What it has printed, and what it has kept instead where the recipe for its log has it so. */
    String printed() throws IOException {
        return read(output) + kept();
    }

    /** What is in the files of the manual's recipe for its log. */
    String kept() throws IOException {
        StringBuilder text = new StringBuilder();
        if (logs.isPresent() && Files.isDirectory(logs.get().getParent())) {
            String glob = logs.get().getFileName().toString();
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(logs.get().getParent(), glob)) {
                for (Path file : files) {
                    text.append(read(file));
                }
            }
        }
        return text.toString();
    }

    /** Servers do not all write UTF-8. */
    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    List<String> listening(Shell shell) {
        return processes.listening(shell);
    }

    /** The Javas that run it and what started it. */
    List<Path> javas() {
        return processes.processes().stream()
                .flatMap(process -> process.info().command().stream())
                .map(Path::of)
                .filter(program -> program.endsWith("java"))
                .toList();
    }

    @Override
    public void close() {
        processes.close();
    }
}
