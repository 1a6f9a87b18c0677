package org.erpconnector.auth.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a server is started with.
 *
 * @param folder an empty one of its own
 * @param port for HTTP
 * @param properties the system properties of its JVM
 */
public record Setup(Path folder, Path war, Jdk jdk, int port, Map<String, String> properties) {
    /** The system properties as a command line has them. */
    public List<String> options() {
        return properties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .sorted()
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
