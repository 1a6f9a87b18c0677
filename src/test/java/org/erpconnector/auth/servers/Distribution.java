package org.erpconnector.auth.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.erpconnector.auth.matrix.MatrixServer;

/**
 * A server from a zip that Maven has unpacked.
 *
 * @param name of its folder
 * @param version of it
 */
record Distribution(String name, String version) {
    /** Where it was unpacked. */
    Path home() {
        return Path.of(System.getProperty("servers.home"), name);
    }

    /** What {@link MatrixServer#missing} says. */
    Optional<String> missing() {
        return Files.isDirectory(home())
                ? Optional.empty()
                : Optional.of("not unpacked, for its size: mvn -Pservers,large-servers verify has it");
    }
}
