package org.erpconnector.auth.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.erpconnector.auth.matrix.MatrixServer;
import org.erpconnector.auth.matrix.MatrixWar;
import org.erpconnector.auth.matrix.Setup;
import org.erpconnector.auth.testkit.Page;

/** A Jetty with a base of its own and the modules of Jakarta EE 10 that a WAR with java:comp/env needs. */
record JettyDistribution(String version) implements MatrixServer {
    @Override
    public String container() {
        return ee10() ? "Jetty ee10" : "Jetty";
    }

    /** Until version 11 a Jetty had one servlet API, and its modules no prefix. */
    private boolean ee10() {
        return version.startsWith("12.");
    }

    @Override
    public Optional<MatrixWar.Resource> resource() {
        return Optional.of(MatrixWar.Resource.JETTY);
    }

    @Override
    public Optional<String> logs() {
        return ee10() ? Optional.of("base/logs/*.jetty.log") : Optional.empty();
    }

    @Override
    public List<String> command(Setup setup) throws IOException {
        Path base = setup.folder().resolve("base");
        setup.copyWars(base.resolve("webapps"));
        Files.write(
                Files.createDirectories(base.resolve("start.d")).resolve("matrix.ini"),
                Stream.concat(
                                Stream.of("--module=http"),
                                Page.manual("recipes")
                                        .block("## Jetty 12: a keystore as a JNDI resource", "ini")
                                        .lines()
                                        .map(line -> ee10() ? line : line.replace("ee10-", "")))
                        .toList());
        Path home = new Distribution("jetty-home-" + version, version).home();
        List<String> command =
                new ArrayList<>(List.of(setup.jdk().home().resolve("bin/java").toString()));
        if (ee10()) {
            command.add(LogRecipe.jetty(home, base, setup.jdk()));
        }
        command.addAll(setup.options());
        command.addAll(List.of(
                // As properties in the ini file they do not reach a Jetty with modules of Jakarta EE 10.
                "-Djetty.http.host=127.0.0.1",
                "-Djetty.http.port=" + setup.port(),
                "-Djava.io.tmpdir=" + Files.createDirectories(base.resolve("temp")),
                "-jar",
                home.resolve("start.jar").toString(),
                "jetty.base=" + base));
        return command;
    }
}
