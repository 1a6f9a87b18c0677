package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.erpconnector.auth.testkit.RawServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code check} against what is no connector at all, or behaves badly: it says so in words, and ends. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckTransportTest {

    @TempDir
    static Path folder;

    private static DemoKeys keys;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeAll
    static void makeKeys() throws IOException {
        keys = DemoKeys.make(folder.resolve("keys"));
    }

    private int check(String url, String... more) {
        List<String> arguments = new ArrayList<>(List.of("check", "--url", url, "--profile", "erp"));
        arguments.addAll(List.of("--properties", keys.properties().toString()));
        arguments.addAll(Arrays.asList(more));
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Simulator.run(arguments.toArray(String[]::new), out, out);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String at(int port) {
        return "http://127.0.0.1:" + port + "/x";
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(check(at(port))).isEqualTo(3);
        assertThat(text()).contains("NOT JUDGED: ", "connection refused, nobody listens there");
    }

    @Test
    void waitsOnceForOneWhoNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            assertThat(check(at(silent.getLocalPort()), "--timeout-seconds", "1"))
                    .isEqualTo(3);
            assertThat(text()).contains("NOT JUDGED: 0 passed, 1 failed", "no answer within 1 seconds");
        }
    }

    /** It answers the first, and goes away. */
    @Test
    void waitsThreeTimesForOneWhoAnswersNoMore() {
        AtomicLong requests = new AtomicLong();
        try (RawServer server = RawServer.http((head, out) -> {
            if (requests.getAndIncrement() == 0) {
                out.write(RawServer.bytes(RawServer.ok("{}")));
            } else {
                // Pace: of a server that answers nobody.
                Thread.sleep(TimeUnit.HOURS.toMillis(1));
            }
        })) {
            assertThat(check(at(server.port()), "--only", "H,E,P", "--timeout-seconds", "1"))
                    .isEqualTo(3);
            assertThat(text()).contains("NOT JUDGED: ", "no answer within 1 seconds");
        }
    }

    @Test
    void saysThatConnectionsAreEnded() {
        try (RawServer server = RawServer.http((head, out) -> {})) {
            assertThat(check(at(server.port()), "--only", "H,J")).isEqualTo(1);
            assertThat(text())
                    .contains("FAILED   H-01  a genuine handshake is accepted: the connector ended the connection")
                    .contains("skipped  J-01  ", "it says nothing, since H-01 fails");
        }
    }

    @Test
    void readsNoMoreThanAWcfClientOfWhatHasNoEnd() {
        byte[] megabyte = new byte[1 << 20];
        try (RawServer server = RawServer.http((head, out) -> {
            out.write(
                    RawServer.bytes("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 1073741824\r\n\r\n"));
            for (int i = 0; i < 1024; i++) {
                out.write(megabyte);
            }
        })) {
            assertThat(check(at(server.port()), "--only", "H-01,A-01")).isEqualTo(1);
            assertThat(text()).contains("the connector sent more than 65536 bytes");
        }
    }

    @Test
    void followsNoRedirect() {
        try (RawServer server = RawServer.http((head, out) ->
                out.write(RawServer.bytes("HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n")))) {
            assertThat(check(at(server.port()), "--only", "H-01")).isEqualTo(1);
            assertThat(text()).contains("answered HTTP 302: a redirect, which SuperOffice does not follow");
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static HttpsServer https(RsaIdentity identity) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(HttpCallerTest.contextOf(identity)));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(404, -1);
            }
        });
        server.start();
        return server;
    }

    /** A year and more ago; the name is the host's. */
    @Test
    void saysWhatIsWrongWithTheCertificate() throws Exception {
        RsaIdentity expired =
                RsaIdentity.generate(2048, "localhost", Instant.now().minus(Duration.ofDays(400)));
        HttpsServer server = https(expired);
        try {
            String url = "https://localhost:" + server.getAddress().getPort() + "/x";
            assertThat(check(url)).isEqualTo(3);
            assertThat(text()).contains("TLS failed, so SuperOffice would say: could not establish trust relationship");

            printed.reset();
            Path named = Files.write(
                    folder.resolve("expired.der"), expired.certificate().getEncoded());
            assertThat(check(url, "--trust", named.toString(), "--only", "L"))
                    .as(text())
                    .isZero();
            assertThat(text())
                    .contains("ok       L-01", "ok       L-03", "ok       L-05")
                    .contains(
                            "warning  L-02  the port is 443",
                            "warning  L-04  the certificate is good for 30 days: it ends")
                    .contains("warning  L-06  somebody else has issued it: it is self-signed");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void keepsThePace() {
        AtomicLong clock = new AtomicLong();
        List<Long> sent = new ArrayList<>();
        Pace pace = new Pace(TimeUnit.MILLISECONDS.toNanos(200), clock::get, nanos -> clock.addAndGet(nanos / 2 + 1));
        for (int i = 0; i < 4; i++) {
            pace.await();
            sent.add(TimeUnit.NANOSECONDS.toMillis(clock.get()));
        }
        assertThat(sent).containsExactly(0L, 200L, 400L, 600L);

        clock.addAndGet(TimeUnit.HOURS.toNanos(1));
        long before = clock.get();
        pace.await();
        assertThat(clock.get()).isEqualTo(before);
        pace.await();
        assertThat(clock.get() - before).isEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    }
}
