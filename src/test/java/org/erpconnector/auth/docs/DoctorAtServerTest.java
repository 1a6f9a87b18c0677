package org.erpconnector.auth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.security.auth.Subject;
import org.erpconnector.auth.doctor.Doctor;
import org.erpconnector.auth.http.FilterServer;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.simulator.Simulator;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.ShellCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's set-up and the manual's, with the keys on the server, and the manual's command that asks that server. */
class DoctorAtServerTest {
    @TempDir
    Path folder;

    private DemoKeys keys;
    private Path application;

    private record Said(int status, String text) {
        static Said by(String... words) {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            int status = Doctor.run(words, System.in, out, out);
            return new Said(status, printed.toString(StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void makeApplication() throws IOException {
        keys = DemoKeys.make(folder.resolve("keys"));
        application = Files.createDirectories(folder.resolve("connector"));
        Files.createDirectories(application.resolve("WEB-INF"));
        Files.writeString(application.resolve("WEB-INF/web.xml"), webXml(""));
    }

    private String webXml(String more) {
        String snippet = Page.readme()
                .block("## Paste this", "xml")
                .replace("YOUR-CLIENT-ID", keys.applicationId())
                .replace("production", "custom")
                .replace("</filter>", more + "</filter>");
        return "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">" + snippet + "</web-app>";
    }

    /** README's own lines, with the files of this test. */
    private List<String> systemProperties() throws IOException {
        Path password =
                Files.writeString(folder.resolve("password"), keys.application().password());
        List<String> lines = Page.readme()
                .section("## Keys")
                .lines()
                .filter(line -> line.startsWith("-D"))
                .map(line -> line.replaceFirst(
                                "(application-key=).*",
                                "$1" + keys.application().keystore())
                        .replaceFirst("(application-key-password-file=).*", "$1" + password)
                        .replaceFirst("(caller-keys=).*", "$1" + keys.callerCertificate()))
                .toList();
        assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("-Derp-auth."));
        return lines;
    }

    @Test
    @Tag("F41")
    @Tag("F55")
    void theDocumentedCommandTellsAFaultBeforeTheDeploymentThatWouldEndTheConnector() throws Exception {
        assertThat(Page.manual("recipes").section("## Payara 6: from SuperOffice's key file to a verified handshake"))
                .contains("asadmin deploy --force", "(doctor.md#ask-a-running-server)");
        try (Server server = Server.start(application, systemProperties())) {
            String pid = Long.toString(server.process().pid());
            Said healthy = Said.by("keys", "--server", pid);
            assertThat(healthy.status()).as(healthy.text()).isZero();
            assertThat(healthy.text().lines())
                    .contains("filter erp-connector-auth of /connector")
                    .anyMatch(line -> line.startsWith("  key own  RSA 2048 bits, "))
                    .anyMatch(line -> line.startsWith("  key caller  RSA 2048 bits, "))
                    .endsWith("healthy");
            assertThat(healthy.text()).doesNotContain(keys.application().password());
            Path webXml = application.resolve("WEB-INF/web.xml");
            Said documented = Said.by(documented(pid, webXml));
            assertThat(documented.status()).as(documented.text()).isZero();

            Said alone = Said.by("keys", "--web-xml", webXml.toString());
            assertThat(alone.status())
                    .as("outside of the server: %s", alone.text())
                    .isEqualTo(3);

            server.set("erp-auth.clock-skew", "301");
            Said fault = Said.by(documented(pid, webXml));
            assertThat(fault.status()).isEqualTo(1);
            assertThat(fault.text())
                    .contains("unhealthy: 1 problem", "clock-skew [301 from system property erp-auth.clock-skew]");
            assertThat(server.handshake(keys))
                    .as("it was asked and not changed")
                    .contains("VERIFIED");

            server.set("erp-auth.clock-skew", "60");
            Path newer = folder.resolve("newer.xml");
            Files.writeString(
                    newer,
                    webXml(
                            "<init-param><param-name>reply-tokn</param-name><param-value>jwt</param-value></init-param>"));
            Said misspelt = Said.by(documented(pid, newer));
            assertThat(misspelt.status()).isEqualTo(1);
            assertThat(misspelt.text()).contains("reply-tokn", "Did you mean reply-token?");
        }
    }

    private static String[] documented(String pid, Path webXml) {
        List<String> words = new ShellCommand(Page.manual("doctor").block("## Ask a running server", "shell")).words();
        return words.subList(words.indexOf("keys"), words.size()).stream()
                .map(word -> word.replace("PID", pid).replace("WEB-INF/web.xml", webXml.toString()))
                .toArray(String[]::new);
    }

    /** Names that mean something inside of this web application alone. */
    @Test
    @Tag("F41")
    void keysAndSettingsOfJndiAreReadAsTheWebApplicationReadsThem() throws Exception {
        Files.createDirectories(application.resolve("META-INF"));
        String recipe = Page.manual("recipes")
                .block("## Tomcat 10.1: a keystore as a JNDI resource", "xml")
                .replace(
                        "/etc/erp/application.p12",
                        keys.application().keystore().toString())
                .replace("changeit", keys.application().password())
                .replace("/etc/erp/superoffice.crt", keys.callerCertificate().toString());
        Files.writeString(application.resolve("META-INF/context.xml"), recipe);
        try (Server server = Server.start(application, List.of())) {
            String pid = Long.toString(server.process().pid());
            Said healthy = Said.by("keys", "--server", pid);
            assertThat(healthy.status()).as(healthy.text()).isZero();

            Files.writeString(keys.application().keystore(), "no keystore any more");
            Said gone = Said.by("keys", "--server", pid);
            assertThat(gone.status()).isEqualTo(1);
            assertThat(gone.text()).contains("unhealthy: ", "application-key");
            assertThat(server.handshake(keys)).contains("VERIFIED");
        }
    }

    @Test
    @Tag("F41")
    void aJmxUrlIsAskedWithUserAndPassword() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "of-jmx\n");
        JMXAuthenticator authenticator = credentials -> {
            if (credentials instanceof String[] pair && pair[0].equals("admin") && pair[1].equals("of-jmx")) {
                return new Subject();
            }
            throw new SecurityException("who are you");
        };
        JMXConnectorServer jmx = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi://127.0.0.1"),
                Map.of(JMXConnectorServer.AUTHENTICATOR, authenticator),
                ManagementFactory.getPlatformMBeanServer());
        jmx.start();
        try {
            String url = jmx.getAddress().toString();
            assertThat(Said.by("keys", "--server", url))
                    .satisfies(said -> assertThat(said.status()).isEqualTo(2))
                    .satisfies(said -> assertThat(said.text()).contains("cannot be asked"));
            String[] words = {
                "keys",
                "--server",
                url,
                "--server-user",
                "admin",
                "--server-password-file",
                password.toString(),
                "--filter",
                "nobody's"
            };
            assertThat(Said.by(words).text())
                    .containsAnyOf("no filter of erp-connector-auth runs in that server", "name one of the filters");
            FilterLifecycle running = FilterLifecycle.start("by-url", settings(), attribute -> null, Clock.systemUTC());
            try (FilterServer server = new FilterServer(folder).ours("by-url", running, "/*")) {
                server.start();
                words[words.length - 1] = "by-url";
                Said said = Said.by(words);
                assertThat(said.status()).as(said.text()).isZero();
                assertThat(said.text())
                        .contains("filter by-url of /", "healthy")
                        .doesNotContain("of-jmx");
            }
        } finally {
            jmx.stop();
        }
    }

    private Map<String, String> settings() {
        return Map.of(
                "application-id", keys.applicationId(),
                "environment", "custom",
                "application-key", keys.application().keystore().toString(),
                "application-key-password", keys.application().password(),
                "caller-keys", keys.callerCertificate().toString());
    }

    private record Server(Process process, BufferedReader said, int port) implements AutoCloseable {
        static Server start(Path application, List<String> properties) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
            command.addAll(properties);
            command.addAll(List.of(SettledServer.class.getName(), application.toString()));
            Path log = application.resolveSibling("server.log");
            ProcessBuilder java = new ProcessBuilder(command).redirectError(log.toFile());
            java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            Process process = java.start();
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            String first = said.readLine();
            if (first == null || !first.startsWith("STARTED ")) {
                process.destroyForcibly();
                throw new IOException("the server says " + first + ": " + Files.readString(log));
            }
            return new Server(process, said, Integer.parseInt(first.substring("STARTED ".length())));
        }

        void set(String property, String value) throws IOException {
            process.getOutputStream().write((property + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            assertThat(said.readLine()).isEqualTo("set");
        }

        String handshake(DemoKeys keys) {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            String url = "http://127.0.0.1:" + port + "/connector/Services/ErpConnectorWS.svc";
            Simulator.run(
                    new String[] {"handshake", "--properties", keys.properties().toString(), "--url", url}, out, out);
            return printed.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
