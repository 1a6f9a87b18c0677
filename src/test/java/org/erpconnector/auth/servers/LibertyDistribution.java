package org.erpconnector.auth.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.erpconnector.auth.matrix.MatrixServer;
import org.erpconnector.auth.matrix.MatrixWar;
import org.erpconnector.auth.matrix.Setup;
import org.erpconnector.auth.testkit.Page;

/** An Open Liberty with a server of its own, which has servlets and java:comp/env and nothing else. */
record LibertyDistribution(String version) implements MatrixServer {
    private static final String NAME = "matrix";

    @Override
    public String container() {
        return "Open Liberty";
    }

    private Distribution distribution() {
        return new Distribution("wlp", version);
    }

    private static String features() {
        String section = Page.manual("recipes").section("## WildFly and Open Liberty: keys as files");
        return Page.firstBlock(section.substring(section.indexOf("`server.xml`")), "xml");
    }

    @Override
    public Optional<String> missing() {
        return distribution().missing();
    }

    @Override
    public Optional<MatrixWar.Resource> resource() {
        return Optional.empty();
    }

    /** What is below INFO is in trace.log alone, and all else is there too. */
    @Override
    public Optional<String> logs() {
        return Optional.of("usr/servers/" + NAME + "/logs/trace.log");
    }

    @Override
    public List<String> command(Setup setup) throws IOException {
        Path server = Files.createDirectories(setup.folder().resolve("usr/servers/" + NAME));
        Files.writeString(server.resolve("bootstrap.properties"), "command.port=-1\n");
        Files.writeString(
                server.resolve("server.xml"),
                "<server>" + features() + "<httpEndpoint id=\"defaultHttpEndpoint\" host=\"127.0.0.1\" httpPort=\""
                        + setup.port()
                        + "\" httpsPort=\"-1\"/>"
                        + LogRecipe.liberty()
                        + setup.wars().entrySet().stream()
                                .map(war -> "<webApplication location=\"" + war.getValue() + "\" contextRoot=\"/"
                                        + war.getKey() + "\"/>")
                                .collect(Collectors.joining())
                        + "</server>");
        List<String> command = new ArrayList<>(List.of(
                "env",
                "WLP_USER_DIR=" + setup.folder().resolve("usr"),
                setup.jdk().home().resolve("bin/java").toString()));
        // As its own script does: without them it says that no JNDI feature is configured.
        command.add("@" + distribution().home().resolve("lib/platform/java/java9.options"));
        command.addAll(setup.options());
        Path tools = distribution().home().resolve("bin/tools");
        command.addAll(List.of(
                "-javaagent:" + tools.resolve("ws-javaagent.jar"),
                "-Duser.dir=" + setup.folder(),
                "-jar",
                tools.resolve("ws-server.jar").toString(),
                NAME));
        return command;
    }
}
