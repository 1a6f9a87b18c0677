package org.erpconnector.auth.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.dropin.OlderWar;
import org.erpconnector.auth.matrix.MatrixServer;
import org.erpconnector.auth.matrix.MatrixWar;
import org.erpconnector.auth.matrix.Setup;

/**
 * A server on an old Java, which gets the bundle and the WAR for that Java.
 *
 * @param server as it would be on another
 * @param form the WAR that it takes
 */
record OldServer(MatrixServer server, OlderWar form) implements MatrixServer {
    @Override
    public String container() {
        return server.container();
    }

    @Override
    public String version() {
        return server.version();
    }

    @Override
    public Optional<String> missing() {
        return server.missing();
    }

    @Override
    public Optional<MatrixWar.Resource> resource() {
        return server.resource();
    }

    @Override
    public Optional<String> logs() {
        return server.logs();
    }

    @Override
    public List<String> command(Setup setup) throws IOException {
        List<Path> others = new ArrayList<>();
        for (Path other : setup.others()) {
            others.add(form.of(other));
        }
        return server.command(
                new Setup(setup.folder(), form.of(setup.war()), others, setup.jdk(), setup.port(), setup.properties()));
    }
}
