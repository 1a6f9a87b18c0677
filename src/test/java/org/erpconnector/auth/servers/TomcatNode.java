package org.erpconnector.auth.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.erpconnector.auth.ShiftedClockFilter;
import org.erpconnector.auth.matrix.Setup;
import org.erpconnector.auth.testkit.FreePort;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.ProcessTree;

/** A Tomcat from its distribution, on 127.0.0.1 only, whose administrator has bound a database for one web application. */
final class TomcatNode implements AtOnce.Node, AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path base;
    private final List<String> command;
    private final int port;
    private ProcessTree processes;

    private TomcatNode(Path base, List<String> command, int port) throws IOException {
        this.base = base;
        this.command = command;
        this.port = port;
        this.processes = run();
    }

    /**
     * Starts one. It need not answer yet.
     *
     * @param base a folder that is not there yet
     * @param war a folder that others may have too
     * @param options of its JVM
     */
    static TomcatNode start(Path base, Path war, ClusterDatabase database, List<String> options) throws IOException {
        Path home = new Distribution("apache-tomcat-" + System.getProperty("tomcat10.version"), "").home();
        Setup.copy(home.resolve("conf"), base.resolve("conf"));
        for (String folder : List.of("logs", "temp", "work", "webapps", "lib", "conf/Catalina/localhost")) {
            Files.createDirectories(base.resolve(folder));
        }
        int port = FreePort.next();
        Path server = base.resolve("conf/server.xml");
        Setup.replace(server, "<Server port=\"8005\"", "<Server port=\"-1\"");
        Setup.replace(
                server,
                "<Connector port=\"8080\" protocol",
                "<Connector address=\"127.0.0.1\" port=\"" + port + "\" protocol");
        Files.copy(database.driver(), base.resolve("lib/driver.jar"));
        Files.writeString(
                base.resolve("conf/Catalina/localhost/connector.xml"),
                "<Context docBase=\"" + war + "\">"
                        + Page.manual("cluster")
                                .block("## Nonces in a database", "xml")
                                .replace("org.postgresql.Driver", database.driverClass())
                                .replace("jdbc:postgresql://db.example.com/erp", database.url())
                                .replace("changeit", "none")
                                // What an ERP system does that commits by itself.
                                .replace("maxWaitMillis", "maxTotal=\"20\" defaultAutoCommit=\"false\" maxWaitMillis")
                        + "</Context>");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of(
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-cp",
                home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start"));
        return new TomcatNode(base, command, port);
    }

    /** A web application behind the filter, whose clock may be {@code clock.minutes} off. */
    static Path war(Path folder) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("WEB-INF/lib"));
        Files.copy(Path.of(System.getProperty("bundle.jar")), lib.resolve("bundle.jar"));
        String filter = ShiftedClockFilter.class.getName();
        Path classes = folder.resolve("WEB-INF/classes").resolve(filter.replace('.', '/') + ".class");
        Files.createDirectories(classes.getParent());
        try (InputStream in = TomcatNode.class.getResourceAsStream("/" + filter.replace('.', '/') + ".class")) {
            Files.copy(in, classes);
        }
        Files.writeString(
                folder.resolve("WEB-INF/web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"><filter>"
                        + "<filter-name>auth</filter-name>"
                        + "<filter-class>" + filter + "</filter-class>"
                        + "<async-supported>true</async-supported></filter><filter-mapping>"
                        + "<filter-name>auth</filter-name><url-pattern>/*</url-pattern></filter-mapping></web-app>");
        return folder;
    }

    private ProcessTree run() throws IOException {
        return new ProcessTree(new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        base.resolve("output.txt").toFile()))
                .start());
    }

    @Override
    public int answer(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/connector/authenticate"))
                .header("Content-Type", "application/jwt")
                .timeout(Duration.ofMinutes(2))
                .POST(HttpRequest.BodyPublishers.ofString(token))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    /** Before it listens, a connection is refused. */
    int answerIfUp(String token) throws InterruptedException {
        try {
            return answer(token);
        } catch (IOException notYet) {
            return 0;
        }
    }

    String printed() throws IOException {
        return Files.readString(base.resolve("output.txt"), StandardCharsets.ISO_8859_1);
    }

    /** As a machine that loses its power. */
    void kill() throws Exception {
        for (ProcessHandle process : processes.processes()) {
            process.destroyForcibly();
            process.onExit().get();
        }
    }

    /** Starts it again. */
    void again() throws IOException {
        processes = run();
    }

    @Override
    public void close() {
        processes.close();
    }
}
