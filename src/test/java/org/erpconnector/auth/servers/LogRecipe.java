package org.erpconnector.auth.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.erpconnector.auth.matrix.Jdk;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.Shell;

/** What the manual's page on logging says of each server, done as its administrator does it: where lines go, and TRACE. */
final class LogRecipe {
    private static final Page PAGE = Page.manual("logging");

    private LogRecipe() {}

    /** At the end of a file of Tomcat's. */
    static void tomcat(Path properties) throws IOException {
        Files.writeString(
                properties,
                "\n" + PAGE.block("### Tomcat", "properties") + "\n"
                        + trace("Tomcat").get(0) + "\n",
                StandardOpenOption.APPEND);
    }

    /**
     * By Jetty's own program.
     *
     * @return what its JVM is started with, besides
     */
    static String jetty(Path home, Path base, Jdk jdk) throws IOException {
        shell(base, jdk, Map.of("JETTY_HOME", home.toString())).run(PAGE.block("### Jetty", "shell"));
        Path file = base.resolve("jul.properties");
        Files.write(file, trace("Jetty"));
        return "-Djava.util.logging.config.file=" + file;
    }

    /** By WildFly's own program, before it starts; a syslog server that is not there hears of it too. */
    static void wildFly(Path home, Path base, Jdk jdk) throws IOException {
        Path script = base.resolve("log.cli");
        Files.write(
                script,
                List.of(
                        "embed-server",
                        PAGE.block("### WildFly", "cli"),
                        PAGE.block("## Into a SIEM", "cli"),
                        trace("WildFly").get(0)));
        shell(base, jdk, Map.of("JAVA_OPTS", "-Djboss.server.base.dir=" + base))
                .run("sh " + home.resolve("bin/jboss-cli.sh") + " --file=" + script);
    }

    /** Elements of Open Liberty's server.xml. */
    static String liberty() {
        return PAGE.block("### Open Liberty", "xml") + trace("Open Liberty").get(0);
    }

    /** Commands of Payara's, of which the last one is for TRACE. */
    static String payara() {
        return PAGE.block("### Payara", "shell") + "\n" + trace("Payara").get(0);
    }

    /** What stands in backquotes in the last column of a server's row. */
    private static List<String> trace(String server) {
        Matcher row = Pattern.compile("(?m)^\\| " + server + " \\|.*\\| (.*?) \\|$")
                .matcher(PAGE.section("## The level `TRACE`"));
        if (!row.find()) {
            throw new IllegalStateException("no row for " + server);
        }
        return Pattern.compile("`(.*?)`")
                .matcher(row.group(1))
                .results()
                .map(part -> part.group(1))
                .toList();
    }

    private static Shell shell(Path folder, Jdk jdk, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_HOME", jdk.home().toString());
        return new Shell(folder, List.of(jdk.home().resolve("bin")), all);
    }
}
