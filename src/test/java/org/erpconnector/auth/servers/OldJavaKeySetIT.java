package org.erpconnector.auth.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.erpconnector.auth.dropin.OlderWar;
import org.erpconnector.auth.it.Caller;
import org.erpconnector.auth.it.Connector;
import org.erpconnector.auth.keys.jwks.TestAuthority;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.KeyServer;
import org.erpconnector.auth.testkit.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The caller's keys, discovered by the bundle for Java 8 on a Java 8: over its TLS and its {@code HttpURLConnection},
 * with what JvmDowngrader has made of our code.
 */
class OldJavaKeySetIT {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final GeneralNames OURS = TestAuthority.names("localhost", "127.0.0.1");
    private static final GeneralNames OTHERS = TestAuthority.names("evil.example", "127.0.0.9");
    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");
    private static final TestKeys CALLER = TestKeys.ofBits(2048);
    private static final TestKeys STRANGER = TestKeys.ofBits(2048);
    private static final int OK = 200;
    private static final int REFUSED = 401;
    private static final int UNAVAILABLE = 503;

    /** An issuer, and the filter that asks it: each has one of its own. */
    enum Issuer {
        TLS_1_3,
        TLS_1_2,
        SELF_SIGNED,
        OF_ANOTHER_HOST;

        private KeyServer start() {
            return new KeyServer(
                    switch (this) {
                        case TLS_1_3 -> only("TLSv1.3");
                        case TLS_1_2 -> only("TLSv1.2");
                        case SELF_SIGNED -> TestAuthority.selfSigned(OURS);
                        case OF_ANOTHER_HOST -> AUTHORITY.sockets(OTHERS, FAR);
                    },
                    CALLER);
        }

        private static ServerSocketFactory only(String protocol) {
            return new OneProtocol(AUTHORITY.sockets(OURS, FAR), protocol);
        }
    }

    @TempDir
    static Path folder;

    private static Map<Issuer, KeyServer> issuers;
    private static OldTomcat server;

    @BeforeAll
    static void start() throws IOException {
        OldTomcat.java();
        issuers = startAll();
        server = OldTomcat.start(folder, war("war", issuers), trusting());
    }

    private static Map<Issuer, KeyServer> startAll() {
        Map<Issuer, KeyServer> all = new EnumMap<>(Issuer.class);
        for (Issuer issuer : Issuer.values()) {
            all.put(issuer, issuer.start());
        }
        return all;
    }

    private static List<String> trusting() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + AUTHORITY.trustStore(folder),
                "-Djavax.net.ssl.trustStorePassword=" + TestAuthority.password());
    }

    private static Path war(String name, Map<Issuer, KeyServer> issuers) throws IOException {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(
                                TestKeys.ofBits(2048).pair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Path key = Files.writeString(folder.resolve(name + ".pem"), pem);
        Path war = folder.resolve(name);
        OlderWar.JAVAX.make(
                war,
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                        + issuers.entrySet().stream()
                                .map(each -> filter(each.getKey(), each.getValue(), key))
                                .collect(Collectors.joining())
                        // Where no servlet answers, no filter is asked.
                        + "<servlet><servlet-name>connector</servlet-name>"
                        + "<servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class></servlet>"
                        + "<servlet-mapping><servlet-name>connector</servlet-name><url-pattern>/</url-pattern>"
                        + "</servlet-mapping></web-app>");
        return war;
    }

    private static String filter(Issuer issuer, KeyServer at, Path key) {
        Map<String, String> settings = Map.of(
                "application-id",
                issuer.name(),
                "environment",
                "custom",
                "application-key",
                key.toString(),
                "caller-keys",
                "discovery",
                "discovery-url",
                at.configuration(),
                "authenticate-path",
                "/" + issuer + "/authenticate");
        return "<filter><filter-name>" + issuer + "</filter-name>"
                + "<filter-class>org.erpconnector.auth.ConnectorAuthFilter</filter-class>"
                + "<async-supported>true</async-supported>"
                + settings.entrySet().stream()
                        .map(setting -> "<init-param><param-name>" + setting.getKey() + "</param-name><param-value>"
                                + setting.getValue() + "</param-value></init-param>")
                        .collect(Collectors.joining())
                + "</filter><filter-mapping><filter-name>" + issuer + "</filter-name><url-pattern>/" + issuer
                + "/*</url-pattern></filter-mapping>";
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
            issuers.values().forEach(KeyServer::close);
        }
    }

    private static int answer(OldTomcat server, Issuer issuer, TestKeys caller) {
        String token = new Caller(issuer.name(), caller.pair().getPrivate(), caller.certificate()).token();
        return new Connector(URI.create("http://127.0.0.1:" + server.port() + OldTomcat.CONTEXT_PATH + "/" + issuer))
                .post(Connector.AUTHENTICATE, "application/jwt", token)
                .statusCode();
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS_1_3", "TLS_1_2"})
    void acceptsTheKeysOfASetThatCameOverTls(Issuer issuer) throws Exception {
        Await.until("it has the keys", () -> answer(server, issuer, CALLER) == OK);
        assertThat(answer(server, issuer, STRANGER)).isEqualTo(REFUSED);
        assertThat(issuers.get(issuer).fetches()).isPositive();
        assertThat(issuers.get(issuer).sets()).isPositive();
    }

    /** A server between us and the issuer would choose whose tokens are accepted. */
    @ParameterizedTest
    @EnumSource(names = {"SELF_SIGNED", "OF_ANOTHER_HOST"})
    void acceptsNothingFromAServerThatIsNotTheIssuer(Issuer issuer) throws Exception {
        String place = "caller-keys [" + issuers.get(issuer).configuration() + "]: ";
        Await.until("it says why", () -> server.log().contains(place));
        assertThat(server.log()).contains(place + "its TLS certificate or protocol is not trusted (");
        assertThat(answer(server, issuer, CALLER)).isEqualTo(UNAVAILABLE);
        assertThat(issuers.get(issuer).fetches()).isZero();
    }

    /** Java 8 alone has no connection without it, and it would give a password to the issuer, or to whoever poses as it. */
    @Test
    void doesNotAskWhereTheServerGivesAPasswordToEveryHost() throws Exception {
        Map<Issuer, KeyServer> asked = startAll();
        Path own = Files.createDirectory(folder.resolve("authenticator"));
        List<String> options = Stream.concat(trusting().stream(), Stream.of("-Dold.authenticator=true"))
                .toList();
        try (OldTomcat careless = OldTomcat.start(own, war("careless", asked), options)) {
            String place = "caller-keys [" + asked.get(Issuer.TLS_1_3).configuration() + "]: ";
            Await.until("it says why", () -> careless.log().contains(place));
            assertThat(careless.log()).contains(place + "this server has set an authenticator");
            assertThat(answer(careless, Issuer.TLS_1_3, CALLER)).isEqualTo(UNAVAILABLE);
            assertThat(asked.values()).allMatch(issuer -> issuer.fetches() == 0);
        } finally {
            asked.values().forEach(KeyServer::close);
        }
    }

    /** Sockets that speak one protocol. */
    private static final class OneProtocol extends ServerSocketFactory {
        private final ServerSocketFactory sockets;
        private final String protocol;

        OneProtocol(ServerSocketFactory sockets, String protocol) {
            this.sockets = sockets;
            this.protocol = protocol;
        }

        private ServerSocket only(ServerSocket socket) {
            ((SSLServerSocket) socket).setEnabledProtocols(new String[] {protocol});
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return only(sockets.createServerSocket(port));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return only(sockets.createServerSocket(port, backlog));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            return only(sockets.createServerSocket(port, backlog, address));
        }
    }
}
