package org.erpconnector.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands as the manual's reader does, by a shell, and sees to it that they end. Immutable.
 *
 * @param folder where they run; what they print is kept there
 * @param programs folders whose programs come before those of the machine
 * @param environment variables besides ours
 */
public record Shell(Path folder, List<Path> programs, Map<String, String> environment) {
    private static final int SECONDS = 300;

    /**
     * Runs a command that has to succeed.
     *
     * @return what it printed
     */
    public String run(String command) {
        try {
            Path printed = Files.createTempFile(folder, "printed", ".txt");
            Process process = process(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(printed.toFile())
                    .start();
            boolean ended;
            try {
                ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            String text = Files.readString(printed, StandardCharsets.UTF_8);
            assertThat(ended).as("ends in time: %s%n%s", command, text).isTrue();
            assertThat(process.exitValue()).as("%s%n%s", command, text).isZero();
            return text;
        } catch (IOException e) {
            throw new AssertionError(command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(command, e);
        }
    }

    private ProcessBuilder process(String command) {
        ProcessBuilder process = new ProcessBuilder("sh", "-e", "-c", command).directory(folder.toFile());
        StringBuilder path = new StringBuilder();
        programs.forEach(program -> path.append(program).append(File.pathSeparator));
        // The very Java that runs the tests, whatever else the machine has.
        path.append(Path.of(System.getProperty("java.home"), "bin")).append(File.pathSeparator);
        process.environment().merge("PATH", path.toString(), (machines, ours) -> ours + machines);
        process.environment().putAll(environment);
        return process;
    }
}
