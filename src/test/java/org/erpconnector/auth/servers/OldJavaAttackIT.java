package org.erpconnector.auth.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.erpconnector.auth.attack.AttackKeys;
import org.erpconnector.auth.attack.AttackSuite;
import org.erpconnector.auth.attack.AttackTarget;
import org.erpconnector.auth.dropin.OlderWar;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue of attacks on the bundle for Java 8, on a Tomcat 9 that runs on it. */
class OldJavaAttackIT extends AttackSuite {
    private static final String FILTER = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <filter>
                <filter-name>attacked</filter-name>
                <filter-class>org.erpconnector.auth.FixedClockFilter</filter-class>
                <async-supported>true</async-supported>
                <init-param><param-name>application-id</param-name><param-value>%s</param-value></init-param>
                <init-param><param-name>environment</param-name><param-value>custom</param-value></init-param>
                <init-param><param-name>authenticate-path</param-name><param-value>/authenticate</param-value></init-param>
                <init-param><param-name>application-key</param-name><param-value>%s</param-value></init-param>
                <init-param><param-name>caller-keys</param-name><param-value>%s,%s</param-value></init-param>
              </filter>
              <filter-mapping><filter-name>attacked</filter-name><url-pattern>/*</url-pattern></filter-mapping>
              <servlet>
                <servlet-name>connector</servlet-name>
                <servlet-class>org.erpconnector.auth.http.AttackedConnector</servlet-class>
                <async-supported>true</async-supported>
              </servlet>
              <servlet-mapping><servlet-name>connector</servlet-name><url-pattern>/</url-pattern></servlet-mapping>
            </web-app>
            """;

    @TempDir
    static Path folder;

    private OldTomcat server;

    @Override
    protected AttackTarget start(AttackKeys keys) throws Exception {
        Path war = folder.resolve("attacked");
        OldTomcat.java();
        OlderWar.JAVAX.make(war, web(keys), "FixedClockFilter", "http/TestConnector", "http/AttackedConnector");
        server = OldTomcat.start(folder, war, List.of());
        return new Tomcat(server.version(), server.port(), new LinkedHashMap<>());
    }

    private static String web(AttackKeys keys) throws IOException, CertificateEncodingException {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.application().pair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return FILTER.formatted(
                TestTokens.APPLICATION_ID,
                Files.writeString(folder.resolve("application.pem"), pem),
                Files.write(
                        folder.resolve("caller.crt"),
                        keys.caller().certificate().getEncoded()),
                Files.write(
                        folder.resolve("second.crt"),
                        keys.second().certificate().getEncoded()));
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** Asks the server, over HTTP, what the target of the same suite in this JVM knows by itself. */
    private record Tomcat(String java, int port, Map<String, Long> last) implements AttackTarget {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();
        private static final String ACCEPTED = "INFO handshake accepted: ";

        private Map<String, Long> told(String query) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/told/?" + query))
                    .build();
            try {
                return CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                        .body()
                        .lines()
                        .map(line -> line.split("\t", -1))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1])));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String label() {
            return "Tomcat 9, Java " + java;
        }

        @Override
        public String contextPath() {
            return OldTomcat.CONTEXT_PATH;
        }

        /** What was accepted was signed. That nothing else is, the key itself counts on the other servers. */
        @Override
        public int signatures() {
            return Math.toIntExact(told("").get(ACCEPTED));
        }

        @Override
        public int suspended() {
            return Math.toIntExact(told("").get("suspended"));
        }

        @Override
        public int reached() {
            return Math.toIntExact(told("reached").get("reached"));
        }

        @Override
        public List<String> lines() {
            Map<String, Long> now = told("");
            List<String> lines = new ArrayList<>();
            now.forEach((line, count) -> {
                for (long i = last.getOrDefault(line, 0L); i < count && line.contains(" handshake "); i++) {
                    lines.add(line);
                }
            });
            last.putAll(now);
            return lines;
        }

        @Override
        public Optional<Cost> cost() {
            return Optional.empty();
        }
    }
}
