package org.erpconnector.auth.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.matrix.MatrixServer;
import org.erpconnector.auth.matrix.MatrixWar;
import org.erpconnector.auth.matrix.Setup;
import org.erpconnector.auth.testkit.FreePort;

/** A WildFly, whose servlets are Undertow's, with a base of its own. */
record WildFlyDistribution(String version) implements MatrixServer {
    @Override
    public String container() {
        return "WildFly (Undertow)";
    }

    private Distribution distribution() {
        return new Distribution("wildfly-" + version, version);
    }

    @Override
    public Optional<String> missing() {
        return distribution().missing();
    }

    @Override
    public Optional<MatrixWar.Resource> resource() {
        return Optional.empty();
    }

    @Override
    public Optional<String> logs() {
        return Optional.of("base/log/erp-connector-auth.log");
    }

    @Override
    public List<String> command(Setup setup) throws IOException {
        Path home = distribution().home();
        Path base = setup.folder().resolve("base");
        Setup.copy(home.resolve("standalone"), base);
        // It takes no body of more than ten million bytes, with or without us.
        Setup.replace(
                base.resolve("configuration/standalone.xml"),
                "<http-listener name=\"default\"",
                "<http-listener name=\"default\" max-post-size=\"0\"");
        LogRecipe.wildFly(home, base, setup.jdk());
        setup.copyWars(base.resolve("deployments"));
        List<String> command =
                new ArrayList<>(List.of(setup.jdk().home().resolve("bin/java").toString()));
        command.addAll(setup.options());
        command.addAll(List.of(
                "-Djboss.server.base.dir=" + base,
                "-Djboss.home.dir=" + home,
                "-Djava.io.tmpdir=" + Files.createDirectories(base.resolve("tmp")),
                "-Dlogging.configuration="
                        + base.resolve("configuration/logging.properties").toUri(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-b",
                "127.0.0.1",
                "-Djboss.http.port=" + setup.port(),
                "-Djboss.https.port=" + FreePort.next(),
                "-Djboss.management.http.port=" + FreePort.next(),
                "-Djboss.management.https.port=" + FreePort.next()));
        return command;
    }
}
