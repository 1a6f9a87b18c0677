package org.erpconnector.auth.keys.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.erpconnector.auth.testkit.RawServer.bytes;
import static org.erpconnector.auth.testkit.RawServer.ok;

import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.erpconnector.auth.keys.TestKeys;
import org.erpconnector.auth.testkit.RawServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** ATTACKS group 17, rows D03, D21 and D22: TLS, and a proxy before it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpsKeySetFetcherTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final GeneralNames OURS = TestAuthority.names("localhost", "127.0.0.1");
    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");
    private static final String NOT_TRUSTED = "its TLS certificate or protocol is not trusted (";

    @BeforeAll
    static void trustTheAuthority(@TempDir Path folder) {
        System.setProperty(
                "javax.net.ssl.trustStore", AUTHORITY.trustStore(folder).toString());
        System.setProperty("javax.net.ssl.trustStorePassword", TestAuthority.password());
    }

    @AfterAll
    static void trustAsBefore() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
    }

    private static RawServer server(ServerSocketFactory sockets) {
        return RawServer.https(sockets, (head, out) -> out.write(bytes(ok("{}"))));
    }

    private static URI at(String host, RawServer server) {
        return URI.create("https://" + host + ":" + server.port() + "/jwks");
    }

    private static String text(URI address) {
        return TestKeys.made(() -> new HttpKeySetFetcher()
                .fetch(address, Deadline.in(Duration.ofSeconds(5)))
                .text());
    }

    private static String fault(URI address, Duration time) {
        KeySetException refused = catchThrowableOfType(
                KeySetException.class, () -> new HttpKeySetFetcher().fetch(address, Deadline.in(time)));
        assertThat(refused).as("refusal").isNotNull();
        return refused.finding().fault();
    }

    private static String fault(URI address) {
        return fault(address, Duration.ofSeconds(5));
    }

    @Test
    void acceptsACertificateOfATrustedAuthorityForThisHost() {
        try (RawServer server = server(AUTHORITY.sockets(OURS, FAR))) {
            assertThat(text(at("127.0.0.1", server))).isEqualTo("{}");
            assertThat(text(at("localhost", server))).isEqualTo("{}");
        }
    }

    /** D21 */
    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        try (RawServer server = server(TestAuthority.selfSigned(OURS))) {
            assertThat(fault(at("localhost", server))).startsWith(NOT_TRUSTED).contains("PKIX");
            assertThat(server.requests()).noneMatch(request -> request.startsWith("GET"));
        }
    }

    /** D21 */
    @Test
    void refusesAnExpiredCertificate() {
        try (RawServer server = server(AUTHORITY.sockets(OURS, Instant.now().minus(Duration.ofDays(1))))) {
            assertThat(fault(at("localhost", server))).startsWith(NOT_TRUSTED).contains("PKIX");
        }
    }

    /** D21 */
    @Test
    void refusesACertificateOfAnotherHost() {
        try (RawServer server = server(AUTHORITY.sockets(TestAuthority.names("evil.example", "127.0.0.9"), FAR))) {
            assertThat(fault(at("localhost", server))).startsWith(NOT_TRUSTED).contains("localhost");
            assertThat(fault(at("127.0.0.1", server))).startsWith(NOT_TRUSTED).contains("127.0.0.1");
        }
    }

    /** D21: other code of the same server that trusts everything does not make us do so. */
    @Test
    void refusesThemEvenWhereTheWholeServerWasMadeToTrustEverything() throws Exception {
        SSLContext before = SSLContext.getDefault();
        var verifier = HttpsURLConnection.getDefaultHostnameVerifier();
        var factory = HttpsURLConnection.getDefaultSSLSocketFactory();
        SSLContext careless = SSLContext.getInstance("TLS");
        careless.init(null, new TrustManager[] {new TrustsAll()}, null);
        try (RawServer selfSigned = server(TestAuthority.selfSigned(OURS));
                RawServer another = server(AUTHORITY.sockets(TestAuthority.names("evil.example", "127.0.0.9"), FAR))) {
            SSLContext.setDefault(careless);
            HttpsURLConnection.setDefaultSSLSocketFactory(careless.getSocketFactory());
            HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
            assertThat(fault(at("localhost", selfSigned))).startsWith(NOT_TRUSTED);
            assertThat(fault(at("localhost", another))).startsWith(NOT_TRUSTED);
        } finally {
            SSLContext.setDefault(before);
            HttpsURLConnection.setDefaultSSLSocketFactory(factory);
            HttpsURLConnection.setDefaultHostnameVerifier(verifier);
        }
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** D21: what we offer, and what becomes of a server that has nothing else; by hand, since the JDK has no TLS 1.0. */
    @Test
    void offersAndAcceptsNoTlsBelow12() throws Exception {
        AtomicReference<String> hello = new AtomicReference<>("");
        HexFormat hex = HexFormat.of();
        // A record of a ServerHello: version 3.1 is TLS 1.0, cipher 002f is TLS_RSA_WITH_AES_128_CBC_SHA.
        byte[] serverHello = hex.parseHex("160301002a020000260301" + "5a".repeat(32) + "00002f00");
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerOnce(listening, hello, serverHello), "old TLS");
            server.setDaemon(true);
            server.start();
            String fault = fault(URI.create("https://127.0.0.1:" + listening.getLocalPort() + "/"));
            assertThat(fault).startsWith(NOT_TRUSTED).containsIgnoringCase("TLS");
            server.join();
        }
        // Extension supported_versions (002b): TLS 1.3 and 1.2, nothing else.
        assertThat(hello.get()).contains("002b00050403040303");
    }

    private static void answerOnce(ServerSocket listening, AtomicReference<String> hello, byte[] answer) {
        try (Socket connection = listening.accept()) {
            byte[] received = new byte[4096];
            int length = connection.getInputStream().read(received);
            hello.set(HexFormat.of().formatHex(received, 0, length));
            connection.getOutputStream().write(answer);
            connection.getInputStream().readAllBytes();
        } catch (java.io.IOException e) {
            hello.set(hello.get() + " " + e);
        }
    }

    /** D03: a TLS handshake that goes on for ever. */
    @Test
    void stopsAtTheDeadlineDuringTheTlsHandshake() {
        try (RawServer server = RawServer.silent((head, out) -> {
            out.write(new byte[] {0x16, 0x03, 0x03, 0x40, 0x00});
            while (true) {
                out.write(2);
                out.flush();
                // Pace: of bytes without an end.
                Thread.sleep(50);
            }
        })) {
            long start = System.nanoTime();
            assertThat(fault(at("localhost", server), Duration.ofMillis(700))).startsWith("no answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    /** D03: whoever waits gives up, and so does the thread that reads. */
    @Test
    void leavesNobodyReadingBehindTheDeadline() throws Exception {
        try (RawServer server = RawServer.https(AUTHORITY.sockets(OURS, FAR), (head, out) -> {
            out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"));
            while (true) {
                out.write('x');
                out.flush();
                // Pace: of bytes without an end.
                Thread.sleep(50);
            }
        })) {
            URI address = URI.create("https://localhost:" + server.port() + "/leaves-nobody");
            assertThat(fault(address, Duration.ofMillis(1500))).startsWith("no answer in time");
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("erp-connector-auth asks " + address.getAuthority())) {
                    thread.join();
                }
            }
        }
    }

    /** D21: plain http where https was asked for. */
    @Test
    void refusesAServerWithoutTls() {
        try (RawServer server = RawServer.silent((head, out) -> out.write(bytes(ok("{}"))))) {
            assertThat(fault(at("localhost", server))).startsWith(NOT_TRUSTED);
        }
    }

    /** D22: through the proxy that this server uses, with TLS to the host itself; the proxy looks its name up. */
    @Test
    void goesThroughTheProxyThatTheServerUses() {
        GeneralNames invalid = TestAuthority.names("name.invalid", "127.0.0.9");
        try (RawServer server = server(AUTHORITY.sockets(invalid, FAR));
                RawServer another = server(AUTHORITY.sockets(OURS, FAR));
                RawServer proxy = RawServer.proxy(server.port());
                RawServer treacherous = RawServer.proxy(another.port())) {
            withProxy(
                    proxy.port(),
                    () -> assertThat(text(URI.create("https://name.invalid:8443/jwks")))
                            .isEqualTo("{}"));
            assertThat(proxy.requests().get(0))
                    .startsWith("CONNECT name.invalid:8443 HTTP/1.1\r\n")
                    .contains("\r\nHost: name.invalid:8443\r\n");
            assertThat(server.requests().get(0))
                    .startsWith("GET /jwks HTTP/1.1\r\n")
                    .contains("\r\nHost: name.invalid:8443\r\n");

            withProxy(
                    treacherous.port(),
                    () -> assertThat(fault(URI.create("https://name.invalid/jwks")))
                            .startsWith(NOT_TRUSTED)
                            .contains("name.invalid"));
        }
    }

    /** D22 */
    @Test
    void saysWhenTheProxyRefuses() {
        try (RawServer proxy = RawServer.http(
                (head, out) -> out.write(bytes("HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")))) {
            withProxy(
                    proxy.port(),
                    () -> assertThat(fault(URI.create("https://name.invalid/")))
                            .isEqualTo("the proxy refuses the connection with status 407"));
        }
    }

    /** Passwords that the whole server has for its proxy or its partners are not for whoever asks for one. */
    @Test
    void asksNoAuthenticatorOfTheWholeServer() {
        AtomicInteger asked = new AtomicInteger();
        Authenticator before = Authenticator.getDefault();
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.incrementAndGet();
                return new PasswordAuthentication("erp", "secret".toCharArray());
            }
        });
        String body = "\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = RawServer.https(
                        AUTHORITY.sockets(OURS, FAR),
                        (head, out) ->
                                out.write(bytes("HTTP/1.1 401 x\r\nWWW-Authenticate: Basic realm=\"x\"" + body)));
                RawServer proxy = RawServer.http((head, out) ->
                        out.write(bytes("HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm=\"x\"" + body)))) {
            assertThat(fault(at("localhost", server))).isEqualTo("the server answers with status 401");
            withProxy(
                    proxy.port(),
                    () -> assertThat(fault(URI.create("https://name.invalid/")))
                            .isEqualTo("the proxy refuses the connection with status 407"));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(asked).hasValue(0);
        } finally {
            Authenticator.setDefault(before);
        }
    }

    /** D22: this machine is never asked for through a proxy. */
    @Test
    void asksThisMachineWithoutAProxy() {
        try (RawServer server = RawServer.http((head, out) -> out.write(bytes(ok("{}"))));
                RawServer proxy = RawServer.http((head, out) -> out.write(bytes(ok("{}"))))) {
            withProxy(proxy.port(), () -> text(URI.create("http://127.0.0.1:" + server.port() + "/")));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(proxy.connections()).isZero();
        }
    }

    private static void withProxy(int port, Runnable task) {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(
                        new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, java.io.IOException e) {}
        });
        try {
            task.run();
        } finally {
            ProxySelector.setDefault(before);
        }
    }
}
