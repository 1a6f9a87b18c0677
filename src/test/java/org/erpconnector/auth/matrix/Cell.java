package org.erpconnector.auth.matrix;

import java.util.Optional;

/**
 * One row of the table: a server and a JDK.
 *
 * @param feature the JDK's feature version; 0: the one that runs the tests
 */
public record Cell(MatrixServer server, int feature) {
    /** On the JDK that runs the tests. */
    public static Cell of(MatrixServer server) {
        return new Cell(server, 0);
    }

    Optional<Jdk> jdk() {
        return feature == 0 ? Optional.of(Jdk.running()) : Jdk.of(feature);
    }

    /** Why it cannot be run here; empty: it can. */
    Optional<String> missing() {
        if (jdk().isEmpty()) {
            return Optional.of(Jdk.missing(feature));
        }
        return server.missing();
    }

    String label() {
        return server.container() + " " + server.version() + ", JDK "
                + jdk().map(Jdk::version).orElse(Integer.toString(feature));
    }

    @Override
    public String toString() {
        return label();
    }
}
