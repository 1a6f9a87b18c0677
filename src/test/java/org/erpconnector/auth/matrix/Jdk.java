package org.erpconnector.auth.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A Java that a server can be run with. */
public record Jdk(Path home, String version) {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final String VERSION = "JAVA_VERSION=\"";

    /** The one that runs the tests. */
    public static Jdk running() {
        return new Jdk(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    /**
     * One of this feature version: where the system property {@code jdk<feature>.home} says, where Linux installs it, or
     * where the build has fetched it to.
     */
    public static Optional<Jdk> of(int feature) {
        String named = System.getProperty("jdk" + feature + ".home", "");
        if (!named.isEmpty()) {
            return at(Path.of(named));
        }
        return installed(feature).or(() -> at(fetched().resolve(Integer.toString(feature))));
    }

    /** Where {@code src/it/old-javas.sh} puts old ones. */
    private static Path fetched() {
        return Path.of(System.getProperty("servers.home", ""), "old-javas");
    }

    /** Why there is none of this feature version. */
    public static String missing(int feature) {
        String remedy = "no JDK " + feature + " here; -Djdk" + feature + ".home=... names one";
        try {
            Path reason = fetched().resolve("missing");
            return Files.exists(reason)
                    ? remedy + "; " + Files.readString(reason).strip()
                    : remedy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Jdk> installed(int feature) {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.sorted(Comparator.naturalOrder())
                    .flatMap(home -> at(home).stream())
                    .filter(jdk -> jdk.version
                            .replaceFirst("^1[.]", "")
                            .split("[.+-]", -1)[0]
                            .equals(Integer.toString(feature)))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has modules, and options for them: from Java 9 on. */
    public boolean modular() {
        return !version.startsWith("1.");
    }

    private static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isRegularFile(home.resolve("bin/java"))) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.filter(line -> line.startsWith(VERSION))
                    .map(line -> new Jdk(home, line.substring(VERSION.length(), line.length() - 1)))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path java() {
        return home.resolve("bin/java");
    }
}
