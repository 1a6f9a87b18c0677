package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.erpconnector.auth.http.EmbeddedServer;
import org.erpconnector.auth.http.FilterServer;
import org.erpconnector.auth.http.HostileFilter;
import org.erpconnector.auth.http.JettyServer;
import org.erpconnector.auth.message.Recognizer;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a handshake and goes on to the connector is said, with why; it goes on as it came. */
@Tag("F08")
class NearMissesTest {
    private static final String XML = "\r\nContent-Type: text/xml; charset=utf-8";
    private static final String OTHER = "\r\nSOAPAction: \"urn:x/WSGetConfigData\"";
    private static final String PLAIN = "\r\nContent-Type: text/plain; charset=utf-8";

    private static TestParts parts;

    private static FilterLifecycle curious() {
        parts = TestParts.make();
        return parts.running(
                parts.key(false), new BodyLimits(TestParts.MAX_MESSAGE_SIZE, BodyLimits.PATIENCE), Integer.MAX_VALUE);
    }

    private static String token() {
        return TestTokens.fresh(parts.caller());
    }

    private static String envelope(String question) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><" + question
                + " xmlns='urn:x'><SignedToken>" + token() + "</SignedToken></" + question
                + "></s:Body></s:Envelope>";
    }

    private static String mirroring(String operation) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header><h:SignedToken xmlns:h="
                + "'http://www.superoffice.com/online/mirroring/0.1'>" + token()
                + "</h:SignedToken></s:Header><s:Body><" + operation
                + " xmlns='http://www.superoffice.com/online/mirroring/0.1'/></s:Body></s:Envelope>";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream in = new GZIPOutputStream(out)) {
            in.write(bytes(text));
        }
        return out.toByteArray();
    }

    private static byte[] deflated(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream in = new DeflaterOutputStream(out)) {
            in.write(bytes(text));
        }
        return out.toByteArray();
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

    /** So impatient that a body which names no action goes on after the first read. */
    @Nested
    class WithoutPatience {
        @Test
        void aHandshakeThatComesTooLateIsSaid(@TempDir Path folder) throws Exception {
            parts = TestParts.make();
            FilterLifecycle running = parts.running(
                    parts.key(false), new BodyLimits(TestParts.MAX_MESSAGE_SIZE, Duration.ZERO), Integer.MAX_VALUE);
            try (FilterServer server =
                    new FilterServer(folder).ours("erp", running, "/*").start()) {
                String body = envelope("Authenticate");
                RawHttp.Reply reply = RawHttp.send(server.port(), "POST /X.svc HTTP/1.1" + XML, body);
                assertThat(reply.body()).isEqualTo("connector read " + body.length());
                assertThat(parts.log().only().text()).startsWith("handshake passed on: reason=passed-unread ");
            }
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    private abstract static class OnAServer {
        private EmbeddedServer server;

        /** Nothing is in it yet. */
        abstract EmbeddedServer server(Path folder);

        @BeforeAll
        void start(@TempDir Path folder) throws Exception {
            server = server(folder)
                    .filter("hostile", new HostileFilter(), "/*", true)
                    .ours("erp", curious(), "/*")
                    .reading()
                    .start();
        }

        @AfterAll
        void stop() throws Exception {
            server.close();
        }

        int port() {
            return server.port();
        }

        @BeforeEach
        void forget() {
            parts.log().clear();
        }

        static Stream<Arguments> misses() throws IOException {
            String envelope = envelope("Authenticate");
            String json = "{\"SignedToken\": \"" + token() + "\"}";
            String padded = envelope + " ".repeat(16_385 - envelope.length());
            return Stream.of(
                    Arguments.of("media-type", "/stream", PLAIN, bytes(envelope)),
                    Arguments.of("media-type", "/stream", PLAIN, bytes(envelope("AuthenticationRequest"))),
                    Arguments.of("media-type", "/stream", PLAIN, bytes(envelope("AuthenticateRequest"))),
                    Arguments.of("media-type", "/stream", PLAIN, bytes(envelope("q:Authenticate"))),
                    Arguments.of("media-type", "/stream", PLAIN, bytes(mirroring("Authenticate"))),
                    Arguments.of("media-type", "/stream", PLAIN, envelope.getBytes(StandardCharsets.UTF_16)),
                    Arguments.of("media-type", "/stream", PLAIN, envelope.getBytes(Charset.forName("UTF-32"))),
                    Arguments.of("media-type", "/stream", "", bytes(envelope)),
                    Arguments.of(
                            "media-type",
                            "/stream",
                            "\r\nContent-Type: application/x-www-form-urlencoded",
                            bytes(envelope)),
                    Arguments.of("media-type", "/authenticate", PLAIN, bytes(token())),
                    Arguments.of("media-type", "/authenticate", PLAIN, bytes(json)),
                    Arguments.of("other-path", "/stream", "\r\nContent-Type: application/json", bytes(json)),
                    Arguments.of("other-path", "/stream", "\r\nContent-Type: application/jwt", bytes(token())),
                    Arguments.of(
                            "other-path",
                            "/stream",
                            "\r\nContent-Type: application/x-www-form-urlencoded",
                            bytes("SignedToken=" + token())),
                    Arguments.of("compressed", "/stream", XML + "\r\nContent-Encoding: gzip", gzip(envelope)),
                    Arguments.of("compressed", "/stream", XML + "\r\nContent-Encoding: deflate", deflated(envelope)),
                    Arguments.of("other-action", "/stream", XML + OTHER, bytes(envelope)),
                    Arguments.of("other-action", "/stream", XML + OTHER, bytes(mirroring("Authenticate"))),
                    Arguments.of(
                            "other-action",
                            "/stream",
                            "\r\nContent-Type: application/soap+xml; action=\"urn:x/Other\"",
                            bytes(envelope)),
                    Arguments.of("length", "/stream", XML, bytes(padded)),
                    Arguments.of(
                            "other-form",
                            "/stream",
                            XML,
                            bytes("<AuthenticationRequest><SignedToken>" + token()
                                    + "</SignedToken></AuthenticationRequest>")));
        }

        @ParameterizedTest
        @MethodSource("misses")
        void isSaidOnceWithTheReason(String reason, String path, String head, byte[] body) throws IOException {
            RawHttp.Reply reply = RawHttp.exchange(port(), post(path, head, body), body, false);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(line())
                    .startsWith("handshake passed on: reason=passed-" + reason + " filter=erp ")
                    .contains(" path=" + path + " ", "content-type=")
                    .doesNotContain("eyJ");
        }

        private static String post(String path, String head, byte[] body) {
            return "POST " + path + " HTTP/1.1" + head + "\r\nContent-Length: " + body.length;
        }

        @Test
        void aChunkedOneWithoutAnActionIsSaid() throws IOException {
            String body = envelope("Authenticate");
            String chunked = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
            String head = "POST /stream HTTP/1.1" + XML + "\r\nTransfer-Encoding: chunked";
            RawHttp.exchange(port(), head, bytes(chunked), false);
            assertThat(line()).contains("reason=passed-length ");
        }

        private static String line() {
            RecordedLog.Line line = parts.log().only();
            assertThat(line.level()).isEqualTo(Level.WARNING);
            return line.text();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"stream", "reader", "bytewise", "buffer", "async", "dispatch-given", "thread-given", "text"})
        void isSaidHoweverTheConnectorReads(String how) throws IOException {
            RawHttp.Reply reply = RawHttp.send(port(), "POST /" + how + " HTTP/1.1" + PLAIN, envelope("Authenticate"));
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(line()).contains("reason=passed-media-type ");
        }

        /** Whatever a filter in front hands on, the connector gets it. */
        @ParameterizedTest
        @EnumSource(
                value = HostileFilter.Kind.class,
                mode = EnumSource.Mode.EXCLUDE,
                names = {"BROKEN", "CLOSED"})
        void aRequestOfAFilterInFrontIsOverheardToo(HostileFilter.Kind kind) throws IOException {
            RawHttp.Reply reply =
                    RawHttp.send(port(), "POST /stream?" + kind + " HTTP/1.1" + PLAIN, envelope("Authenticate"));
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(line()).contains("reason=passed-media-type ");
        }

        static Stream<Arguments> ordinary() {
            return Stream.of(
                    Arguments.of(XML + OTHER, "<x>Authenticate</x>"),
                    Arguments.of(XML + OTHER, mirroring("GetStatus")),
                    Arguments.of(XML, mirroring("GetStatus") + " ".repeat(20_000)),
                    Arguments.of("\r\nContent-Type: application/json", "{\"id_token\": \"" + token() + "\"}"),
                    Arguments.of("\r\nContent-Type: application/json", "{\"SignedToken\": \"\"}"),
                    Arguments.of(PLAIN, "Authenticate with a SignedToken"),
                    Arguments.of(PLAIN + "\r\nContent-Encoding: gzip", "\u001f no gzip"),
                    Arguments.of("\r\nContent-Type: application/octet-stream", "x".repeat(100_000)),
                    Arguments.of(PLAIN, ""));
        }

        @ParameterizedTest
        @MethodSource("ordinary")
        void nothingIsSaidOfOthers(String head, String body) throws IOException {
            assertThat(RawHttp.send(port(), "POST /stream HTTP/1.1" + head, body)
                            .status())
                    .isEqualTo(200);
            assertThat(parts.log().lines()).isEmpty();
        }

        /** What a stranger writes into the head stands in the line as text, cut. */
        @Test
        void theLineIsOursWhateverTheHeadHolds() throws IOException {
            String head = "\r\nContent-Type: text/" + token().replace('.', '-') + "; p=" + token();
            RawHttp.send(port(), "POST /stream HTTP/1.1" + head, envelope("Authenticate"));
            assertThat(line().length()).isLessThanOrEqualTo(512);
        }
    }

    /** How often it looks, by a clock and a response of the test's own. */
    @Nested
    class Budget {
        private static final int LOOKS = 3;

        private final RecordedLog log = new RecordedLog();
        private long seconds;
        private int status = 500;
        private boolean async;
        private final NearMisses misses = new NearMisses(
                LOOKS,
                new Recognizer(null),
                TestParts.OPEN,
                TestParts.everyLine(log, "erp"),
                () -> seconds * 1_000_000_000L);

        /** Goes through, and tells whether it was looked at. */
        private boolean looks(String method) {
            HttpServletRequest request = proxy(HttpServletRequest.class, head(method));
            HttpServletResponse response = proxy(HttpServletResponse.class, Map.of("getStatus", status));
            Optional<OverheardRequest> looked = misses.look(request, Optional.empty());
            misses.answered(request, response, looked, false);
            return looked.isPresent();
        }

        private Map<String, Object> head(String method) {
            return Map.of(
                    "getMethod",
                    method,
                    "getDispatcherType",
                    DispatcherType.REQUEST,
                    "isAsyncStarted",
                    async,
                    "getServletPath",
                    "/x",
                    "getPathInfo",
                    "/y",
                    "getRemoteAddr",
                    "192.0.2.7",
                    "getLocalAddr",
                    "192.0.2.1",
                    "getContentType",
                    "text/plain",
                    "getHeader",
                    "identity",
                    "getHeaders",
                    Collections.emptyEnumeration());
        }

        /** A stream may be closed by another thread, when the server has taken the request back. */
        @Test
        void asksNothingOfARequestThatIsOver() throws IOException {
            parts = TestParts.make();
            Map<String, Object> answers = new HashMap<>(head("POST"));
            answers.put("getInputStream", new MemoryStream(bytes(envelope("Authenticate"))));
            OverheardRequest looked = misses.look(proxy(HttpServletRequest.class, answers), Optional.empty())
                    .orElseThrow();
            ServletInputStream stream = looked.getInputStream();
            answers.clear();
            assertThat(stream.readAllBytes()).isNotEmpty();
            assertThat(log.only().text())
                    .startsWith("handshake passed on: reason=passed-media-type ")
                    .contains(" from=192.0.2.7 to=192.0.2.1 path=/x/y ", "content-type=text/plain");
        }

        private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
            return type.cast(Proxy.newProxyInstance(
                    Budget.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        Object answer = answers.get(method.getName());
                        if (answer == null) {
                            throw new AbstractMethodError(method.getName());
                        }
                        return answer;
                    }));
        }

        private List<Boolean> posts(int times) {
            return Stream.generate(() -> looks("POST")).limit(times).toList();
        }

        @Test
        void isForSoManyRequestsThatMayAsk() {
            for (int i = 0; i < 10; i++) {
                assertThat(looks("GET")).isFalse();
            }
            assertThat(posts(5)).containsExactly(true, true, true, false, false);
        }

        @Test
        void isFilledOnceAMinuteByAFailure() {
            assertThat(posts(4)).containsExactly(true, true, true, false);
            seconds = 59;
            assertThat(posts(2)).containsExactly(false, false);
            seconds = 60;
            assertThat(posts(6)).containsExactly(false, true, true, true, false, false);
            seconds = 119;
            assertThat(posts(2)).containsExactly(false, false);
            seconds = 120;
            assertThat(posts(2)).containsExactly(false, true);
        }

        @Test
        void staysUsedUpWhileAllGoesWell() {
            status = 302;
            assertThat(posts(4)).containsExactly(true, true, true, false);
            seconds = 3600;
            assertThat(posts(3)).containsOnly(false);
            assertThat(looks("GET")).isFalse();
            status = 404;
            assertThat(looks("GET")).isFalse();
            assertThat(looks("POST")).isFalse();
            assertThat(looks("POST")).isTrue();
        }

        /** Its status comes later, from another thread. */
        @Test
        void isFilledByWhatIsAnsweredLater() {
            status = 200;
            async = true;
            assertThat(posts(4)).containsExactly(true, true, true, false);
            seconds = 60;
            assertThat(posts(2)).containsExactly(false, true);
        }
    }
}
