package org.erpconnector.auth.matrix;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A kind of server, and how an administrator has it with the WAR deployed. Stateless. */
public interface MatrixServer {
    /** Its name. */
    String container();

    String version();

    /** Why it cannot be had here; empty: it can. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /** How it binds a keystore; empty: without a class of ours on the server's own class path it cannot. */
    Optional<MatrixWar.Resource> resource();

    /**
     * The files in which the manual's recipe for its log, which {@link #command} follows, keeps lines: a glob below the
     * folder of the setup. Empty: the manual has none that the start can follow.
     */
    default Optional<String> logs() {
        return Optional.empty();
    }

    /** Makes ready what it needs, so that this command starts it on 127.0.0.1. */
    List<String> command(Setup setup) throws IOException;
}
