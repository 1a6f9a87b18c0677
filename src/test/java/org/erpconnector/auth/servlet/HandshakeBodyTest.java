package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.erpconnector.auth.http.EmbeddedServer;
import org.erpconnector.auth.http.FilterServer;
import org.erpconnector.auth.http.HostileFilter;
import org.erpconnector.auth.http.JettyServer;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.ThrottlingFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the body of a handshake is got, whatever is in front of the filter and whenever it comes, on embedded servers. */
class HandshakeBodyTest {
    /** So long that a test that waits for its end has failed. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int WAITING = 16 * PendingBodies.EACH;
    private static final String JWT = "POST /authenticate HTTP/1.1\r\nContent-Type: application/jwt";
    private static final String SOAP =
            "POST /X.svc HTTP/1.1\r\nContent-Type: text/xml; charset=utf-8" + "\r\nSOAPAction: \"urn:x/Authenticate\"";

    private static final String HOST = "\r\nHost: localhost";

    private static TestParts parts;
    private static FilterLifecycle running;

    private static void prepare() {
        parts = TestParts.make();
        running = parts.running(parts.key(false), new BodyLimits(TestParts.MAX_MESSAGE_SIZE, PATIENCE, WAITING));
    }

    /** What it dispatches comes by the mapping's ASYNC, as recipes.md says. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHandshakeThatAFilterInFrontSuspendsIsAnswered(boolean jetty, @TempDir Path folder) throws Exception {
        prepare();
        try (EmbeddedServer server = (jetty ? new JettyServer() : new FilterServer(folder))
                .filter(ThrottlingFilter.NAME, new ThrottlingFilter(), ThrottlingFilter.PATH, true)
                .ours("erp", running, "/*", DispatcherType.REQUEST, DispatcherType.ASYNC)
                .start()) {
            String head = SOAP.replace("/X.svc", ThrottlingFilter.PATH);
            RawHttp.Reply reply = RawHttp.send(server.port(), head, envelope(token()));
            assertThat(reply.body()).contains("SignedApplicationToken>");
            assertThat(server.reached()).isZero();
        }
    }

    @Nested
    class OnTomcat extends OnAServer {
        @Override
        EmbeddedServer server(Path folder) {
            return new FilterServer(folder);
        }
    }

    @Nested
    class OnJetty extends OnAServer {
        @Override
        EmbeddedServer server(Path folder) {
            return new JettyServer();
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    private abstract static class OnAServer {
        private EmbeddedServer server;

        /** Nothing is in it yet. */
        abstract EmbeddedServer server(Path folder);

        @BeforeAll
        void start(@TempDir Path folder) throws Exception {
            prepare();
            server = server(folder)
                    .filter("hostile", new HostileFilter(), "/*", true)
                    .ours("erp", running, "/*")
                    .start();
        }

        @AfterAll
        void stop() throws Exception {
            server.close();
        }

        int port() {
            return server.port();
        }

        @AfterEach
        void nothingIsHeld() throws Exception {
            until(0);
            parts.log().clear();
        }

        /** Whatever becomes of a listener there, nobody waits for one that will not be called. */
        @ParameterizedTest
        @EnumSource(
                value = HostileFilter.Kind.class,
                mode = EnumSource.Mode.EXCLUDE,
                names = {"BROKEN", "CLOSED"})
        @Tag("F01")
        void aRequestOfAFilterInFrontIsAnswered(HostileFilter.Kind kind) throws IOException {
            String query = "?" + kind + " HTTP";
            RawHttp.Reply jwt = RawHttp.send(port(), JWT.replace(" HTTP", query), token());
            assertThat(jwt.status()).as(jwt.body()).isEqualTo(200);
            RawHttp.Reply soap = RawHttp.send(port(), SOAP.replace(" HTTP", query), envelope(token()));
            assertThat(soap.body()).contains("SignedApplicationToken>");
            assertThat(parts.log().lines())
                    .hasSize(2)
                    .allMatch(line -> line.text().startsWith("handshake accepted"));
        }

        @ParameterizedTest
        @CsvSource({"BROKEN, java.lang.UnsupportedOperationException", "CLOSED, java.io.IOException"})
        @Tag("F01")
        void aStreamThatFailsIsNotTheCallersFault(String kind, String thrown) throws IOException {
            RawHttp.Reply reply = RawHttp.send(port(), JWT.replace(" HTTP", "?" + kind + " HTTP"), token());
            assertThat(reply.status()).isEqualTo(503);
            assertThat(parts.log().only().text())
                    .contains("handshake failed: reason=body-unreadable")
                    .contains("HostileFilter$Wrapper: ", "HostileFilter$Bytes throws " + thrown)
                    .doesNotContain("quoted text");
        }

        /** What the server's stream throws is the caller's doing, whoever hands it on. */
        @Test
        @Tag("F01")
        void aCallerWhoGoesAwayIsBlamedThroughAFilterInFront() throws IOException {
            String head = JWT.replace(" HTTP", "?LAYERED HTTP") + "\r\nContent-Length: 900";
            RawHttp.exchange(port(), head, token().substring(0, 400).getBytes(StandardCharsets.US_ASCII), true);
            assertThat(parts.log().only().text()).contains("handshake refused: reason=body-broken ");
        }

        /** Tomcat says of a body that is there that something is, and not how much. */
        @Test
        @Tag("F12")
        void aConnectionServesManyHandshakes() throws Exception {
            byte[] end = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            try (Socket socket = RawHttp.begin(port(), new byte[0])) {
                for (int i = 0; i < 20; i++) {
                    byte[] body = envelope(token()).getBytes(StandardCharsets.UTF_8);
                    byte[] head =
                            (SOAP + HOST + "\r\nContent-Length: " + body.length).getBytes(StandardCharsets.US_ASCII);
                    boolean together = i % 2 == 0;
                    socket.getOutputStream()
                            .write(together ? joined(head, end, body) : joined(head, end, cut(body, 0)));
                    if (!together) {
                        until(1);
                        socket.getOutputStream().write(cut(body, 1));
                    }
                    RawHttp.Reply reply = RawHttp.answer(socket);
                    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                    assertThat(reply.headers()).doesNotContainEntry("Connection", "close");
                }
            }
        }

        @Test
        @Tag("F62")
        void blanksOfStrangersKeepNoHandshakeOut() throws Exception {
            List<Socket> strangers = new ArrayList<>();
            try {
                byte[] start = (SOAP + HOST + "\r\nContent-Length: 65300\r\n\r\n" + " ".repeat(20_000))
                        .getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 12; i++) {
                    strangers.add(RawHttp.begin(port(), start));
                }
                // How many find room hangs on the pieces in which the server reads them.
                Await.until(
                        "each stranger is waited for or refused",
                        () -> running.interceptor().pending().number()
                                        + parts.log().lines().size()
                                >= strangers.size());
                for (int i = 0; i < 4; i++) {
                    assertAnsweredInParts();
                }
                assertThat(running.interceptor().pending().held()).isLessThanOrEqualTo(WAITING);
            } finally {
                for (Socket stranger : strangers) {
                    stranger.close();
                }
            }
            assertThat(parts.log().printed()).contains("handshake failed: reason=too-many-bodies");
        }

        @Test
        @Tag("F62")
        void moreThanSoManyAreNotWaitedFor() throws Exception {
            List<Socket> strangers = new ArrayList<>();
            try {
                byte[] start = (JWT + HOST + "\r\nContent-Length: 900\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < WAITING / PendingBodies.EACH; i++) {
                    strangers.add(RawHttp.begin(port(), start));
                }
                until(WAITING / PendingBodies.EACH);
                try (Socket socket = RawHttp.begin(port(), start)) {
                    RawHttp.Reply reply = RawHttp.answer(socket);
                    assertThat(reply.status()).isEqualTo(503);
                    assertThat(reply.headers()).containsEntry("Retry-After", "30");
                }
                assertThat(parts.log().only().text()).contains("reason=too-many-bodies");
                // A handshake whose body comes with its head is not waited for.
                assertThat(RawHttp.send(port(), JWT, token()).status()).isEqualTo(200);
            } finally {
                for (Socket stranger : strangers) {
                    stranger.close();
                }
            }
        }

        private void assertAnsweredInParts() throws Exception {
            byte[] body = token().getBytes(StandardCharsets.US_ASCII);
            byte[] head = (JWT + HOST + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            try (Socket socket = RawHttp.begin(port(), joined(head, cut(body, 0)))) {
                // Ours, unless there are strangers' too: their number changes meanwhile, and says nothing of ours.
                until(1);
                socket.getOutputStream().write(cut(body, 1));
                RawHttp.Reply reply = RawHttp.answer(socket);
                assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            }
        }
    }

    /** Waits until so many bodies at least are waited for; or none at all. */
    private static void until(int number) throws Exception {
        Await.until(number + " bodies are waited for", () -> {
            int now = running.interceptor().pending().number();
            return number == 0 ? now == 0 : now >= number;
        });
    }

    private static String token() {
        return TestTokens.fresh(parts.caller());
    }

    private static String envelope(String token) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><Authenticate xmlns='urn:x'>"
                + "<request><SignedToken>" + token + "</SignedToken></request></Authenticate></s:Body></s:Envelope>";
    }

    /** The first half, or the second. */
    private static byte[] cut(byte[] bytes, int half) {
        int middle = bytes.length / 2;
        return Arrays.copyOfRange(bytes, half * middle, half == 0 ? middle : bytes.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
