package org.erpconnector.auth.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a server is started with.
 *
 * @param folder an empty one of its own
 * @param war the connector, whose context path is {@link MatrixWar#NAME}
 * @param others more web applications, each at the name of its file; the server may refuse them
 * @param port for HTTP
 * @param properties the system properties of its JVM
 */
public record Setup(Path folder, Path war, List<Path> others, Jdk jdk, int port, Map<String, String> properties) {
    /** The web applications by their context paths without the slash. */
    public Map<String, Path> wars() {
        Map<String, Path> wars = new LinkedHashMap<>();
        for (Path other : others) {
            wars.put(other.getFileName().toString().replace(".war", ""), other);
        }
        wars.put(MatrixWar.NAME, war);
        return wars;
    }

    /** Copies them into the folder from which the server deploys. */
    public void copyWars(Path deployed) throws IOException {
        Files.createDirectories(deployed);
        for (Map.Entry<String, Path> each : wars().entrySet()) {
            Files.copy(each.getValue(), deployed.resolve(each.getKey() + ".war"));
        }
    }

    /** What its JVM is started with: the system properties as a command line has them. */
    public List<String> options() {
        return Stream.concat(
                        // Up for seconds: the optimising compiler costs more than it gives.
                        Stream.of("-XX:TieredStopAtLevel=1"),
                        properties.entrySet().stream()
                                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                                .sorted())
                .toList();
    }

    /** Copies a folder of a distribution, which stays as it was unpacked. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** Replaces a text in a file of a server; that it is there shows that the file is the one that is known. */
    public static void replace(Path file, String known, String by) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(known)) {
            throw new IOException(file + " has no [" + known + "]");
        }
        Files.writeString(file, text.replace(known, by));
    }
}
