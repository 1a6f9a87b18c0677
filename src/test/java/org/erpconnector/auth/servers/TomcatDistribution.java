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

/** A Tomcat with a CATALINA_BASE of its own. */
record TomcatDistribution(String version) implements MatrixServer {
    private Path home() {
        return new Distribution("apache-tomcat-" + version, version).home();
    }

    @Override
    public String container() {
        return "Tomcat";
    }

    @Override
    public Optional<MatrixWar.Resource> resource() {
        return Optional.of(MatrixWar.Resource.TOMCAT);
    }

    @Override
    public Optional<String> logs() {
        return Optional.of("base/logs/erp-connector-auth.*.log");
    }

    @Override
    public List<String> command(Setup setup) throws IOException {
        Path base = setup.folder().resolve("base");
        Setup.copy(home().resolve("conf"), base.resolve("conf"));
        for (String folder : List.of("logs", "temp", "work")) {
            Files.createDirectories(base.resolve(folder));
        }
        Path server = base.resolve("conf/server.xml");
        Setup.replace(server, "<Server port=\"8005\"", "<Server port=\"-1\"");
        Setup.replace(
                server,
                "<Connector port=\"8080\" protocol",
                "<Connector address=\"127.0.0.1\" port=\"" + setup.port() + "\" protocol");
        LogRecipe.tomcat(base.resolve("conf/logging.properties"));
        setup.copyWars(base.resolve("webapps"));
        List<String> command =
                new ArrayList<>(List.of(setup.jdk().home().resolve("bin/java").toString()));
        command.addAll(setup.options());
        if (setup.jdk().modular()) {
            command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-Dcatalina.home=" + home(),
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                // As its own script does.
                "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                "-cp",
                home().resolve("bin/bootstrap.jar") + ":" + home().resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start"));
        return command;
    }
}
