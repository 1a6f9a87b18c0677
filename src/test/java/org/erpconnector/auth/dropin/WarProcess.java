package org.erpconnector.auth.dropin;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.it.Connector;

/** A server with one WAR, as a child of this process, with the server's jars and nothing of ours on its class path. */
final class WarProcess implements AutoCloseable {
    private static final long LONGEST_SECONDS = 300;
    private static final String STARTED = "STARTED ";

    private final Process process;
    private final Path log;
    private final String state;

    private WarProcess(Process process, Path log) throws IOException {
        this.process = process;
        this.log = log;
        this.state = firstLine();
    }

    /**
     * Starts a Tomcat, and waits until it has deployed a WAR or has refused it.
     *
     * @param folder an empty one for what it writes
     * @param properties what its administrator says on its command line
     * @param variables of its environment
     */
    static WarProcess start(
            ServletApi api, Path war, Path folder, Map<String, String> properties, Map<String, String> variables)
            throws IOException {
        List<String> arguments = List.of(war.toString(), folder.resolve("base").toString());
        return start(TomcatMain.class, arguments, api.server(), List.of(), folder, properties, variables);
    }

    /**
     * The same for any server.
     *
     * @param main prints STARTED or REFUSED and the port, and ends when its standard input does
     * @param options of its JVM
     */
    static WarProcess start(
            Class<?> main,
            List<String> arguments,
            List<Path> jars,
            List<String> options,
            Path folder,
            Map<String, String> properties,
            Map<String, String> variables)
            throws IOException {
        String classPath = Stream.concat(Stream.of(launcher(main, folder.resolve("launcher"))), jars.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-cp", classPath));
        command.addAll(options);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(main.getName());
        command.addAll(arguments);
        Path log = folder.resolve("server.log");
        ProcessBuilder java = new ProcessBuilder(command).redirectError(log.toFile());
        java.environment().putAll(variables);
        return new WarProcess(java.start(), log);
    }

    /** A folder with that class alone. */
    private static Path launcher(Class<?> main, Path folder) throws IOException {
        String name = main.getName().replace('.', '/') + ".class";
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = main.getResourceAsStream("/" + name)) {
            Files.write(file, in.readAllBytes());
        }
        return folder;
    }

    private String firstLine() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = CompletableFuture.supplyAsync(() -> readLine(out))
                .completeOnTimeout("", LONGEST_SECONDS, TimeUnit.SECONDS)
                .join();
        if (line.isEmpty()) {
            close();
            throw new IOException("the server did not come up: " + log());
        }
        return line;
    }

    private static String readLine(BufferedReader reader) {
        try {
            String line = reader.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean deployed() {
        return state.startsWith(STARTED);
    }

    /** The deployed WAR; what the server says if there is none. */
    Connector connector() {
        if (!deployed()) {
            throw new AssertionError(log());
        }
        return new Connector(
                URI.create("http://127.0.0.1:" + state.substring(STARTED.length()) + TomcatMain.CONTEXT_PATH));
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server did not stop: " + log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
