package org.erpconnector.auth.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a class of the tests in a JVM of its own: locale, encoding and security providers are settled when a JVM starts.
 *
 * @param exit the exit status
 * @param lines what it printed, read as UTF-8, its errors among it
 */
public record ForkedJava(int exit, List<String> lines) {
    private static final long LONGEST_SECONDS = 300;

    public ForkedJava {
        lines = List.copyOf(lines);
    }

    /** Runs it to its end with the Java that runs the tests; the class path is theirs. */
    public static ForkedJava run(Path folder, List<String> options, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        return run(Path.of(System.getProperty("java.home")), folder, options, main, arguments);
    }

    /** The same with another Java. */
    public static ForkedJava run(
            Path javaHome, Path folder, List<String> options, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        // Quicker to start; none of it lives for long.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(arguments);
        Path printed = Files.createTempFile(folder, "printed", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running: " + command);
        }
        String text = new String(Files.readAllBytes(printed), StandardCharsets.UTF_8);
        return new ForkedJava(process.exitValue(), text.lines().toList());
    }

    /** The rest of every line that begins with a word and a blank. */
    public List<String> after(String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .toList();
    }
}
