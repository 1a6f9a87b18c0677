package org.erpconnector.auth.matrix;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Servers that a main class starts, from jars of the tests' class path; each gets no jars but its own. */
enum EmbeddedServer implements MatrixServer {
    PAYARA("Payara embedded", MatrixWar.Resource.PAYARA, "payara-embedded-all|test-classes|/shrinkwrap-api") {
        @Override
        List<String> main(Setup setup) {
            List<String> command = new ArrayList<>(
                    Arrays.asList(System.getProperty("payara.argLine").split(" ", -1)));
            command.addAll(List.of(
                    PayaraMain.class.getName(),
                    Integer.toString(setup.port()),
                    setup.war().toString()));
            return command;
        }
    },
    TOMCAT("Tomcat embedded", MatrixWar.Resource.TOMCAT, "tomcat-|test-classes") {
        @Override
        List<String> main(Setup setup) {
            return List.of(
                    TomcatMain.class.getName(),
                    Integer.toString(setup.port()),
                    setup.war().toString());
        }
    },
    JETTY("Jetty embedded ee10", MatrixWar.Resource.JETTY, "/jetty-|/asm|/jakarta\\.|/slf4j-") {
        @Override
        List<String> main(Setup setup) {
            return List.of(
                    "org.eclipse.jetty.xml.XmlConfiguration",
                    "port=" + setup.port(),
                    "war=" + setup.war(),
                    "path=/" + MatrixWar.NAME,
                    EmbeddedServer.class.getResource("jetty.xml").toString());
        }
    };

    private final String container;
    private final MatrixWar.Resource resource;
    private final Pattern jars;

    EmbeddedServer(String container, MatrixWar.Resource resource, String jars) {
        this.container = container;
        this.resource = resource;
        this.jars = Pattern.compile(jars);
    }

    /** What follows the options: a main class and its arguments. */
    abstract List<String> main(Setup setup);

    @Override
    public String container() {
        return container;
    }

    @Override
    public String version() {
        return System.getProperty(name().toLowerCase(Locale.ROOT) + ".version");
    }

    @Override
    public Optional<MatrixWar.Resource> resource() {
        return Optional.of(resource);
    }

    @Override
    public List<String> command(Setup setup) throws IOException {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> jars.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
        // Up for seconds: the optimising compiler costs more than it gives.
        List<String> command =
                new ArrayList<>(List.of(setup.jdk().java().toString(), "-XX:TieredStopAtLevel=1", "-cp", path));
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(setup.folder().resolve("tmp")));
        command.addAll(setup.options());
        command.addAll(main(setup));
        return command;
    }
}
