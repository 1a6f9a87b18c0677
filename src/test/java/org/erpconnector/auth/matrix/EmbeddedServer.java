package org.erpconnector.auth.matrix;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            command.add(PayaraMain.class.getName());
            command.addAll(arguments(setup));
            return command;
        }
    },
    TOMCAT("Tomcat embedded", MatrixWar.Resource.TOMCAT, "tomcat-|test-classes") {
        @Override
        List<String> main(Setup setup) {
            List<String> command = new ArrayList<>(List.of(TomcatMain.class.getName()));
            command.addAll(arguments(setup));
            return command;
        }
    },
    JETTY("Jetty embedded ee10", MatrixWar.Resource.JETTY, "/jetty-|/asm|/jakarta\\.|/slf4j-") {
        @Override
        List<String> main(Setup setup) throws IOException {
            String applications = setup.wars().entrySet().stream()
                    .map(war -> "<Call name=\"addHandler\"><Arg>"
                            + "<New class=\"org.eclipse.jetty.ee10.webapp.WebAppContext\"><Set name=\"contextPath\">/"
                            + war.getKey() + "</Set><Set name=\"war\">" + war.getValue() + "</Set></New></Arg></Call>")
                    .collect(Collectors.joining());
            Path contexts = Files.writeString(
                    setup.folder().resolve("contexts.xml"),
                    "<!DOCTYPE Configure PUBLIC \"-//Jetty//Configure//EN\" \"https://jetty.org/configure_10_0.dtd\">"
                            + "<Configure id=\"contexts\" class=\"org.eclipse.jetty.server.handler.ContextHandlerCollection\">"
                            + applications + "</Configure>");
            return List.of(
                    "org.eclipse.jetty.xml.XmlConfiguration",
                    "port=" + setup.port(),
                    EmbeddedServer.class.getResource("jetty.xml").toString(),
                    contexts.toString());
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
    abstract List<String> main(Setup setup) throws IOException;

    private static List<String> arguments(Setup setup) {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(setup.port())));
        setup.wars().forEach((name, war) -> arguments.addAll(List.of(war.toString(), name)));
        return arguments;
    }

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
        List<String> command = new ArrayList<>(List.of(setup.jdk().java().toString(), "-cp", path));
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(setup.folder().resolve("tmp")));
        command.addAll(setup.options());
        command.addAll(main(setup));
        return command;
    }
}
