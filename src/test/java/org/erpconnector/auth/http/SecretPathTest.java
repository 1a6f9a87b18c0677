package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.calls.SecretPath;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.servlet.TestParts;
import org.erpconnector.auth.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call behind the secret, on embedded servers: a Jetty too that takes every spelling of a path. */
class SecretPathTest {
    private static final String SECRET = "0123456789abcdefABCDEF_-01234567";
    private static final String ACTION = "\r\nSOAPAction: urn:x/WSGetConfigData";

    private static TestParts parts;

    private static FilterLifecycle running() {
        parts = TestParts.make();
        CallGuard calls = new CallGuard(Optional.empty(), Optional.of(new SecretPath(SECRET)), Optional.empty());
        return parts.running("erp", parts.key(false), TestParts.PATH, TestParts.MAX_MESSAGE_SIZE, calls);
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
            return new JettyServer().unsafePaths();
        }

        /** Read as a URI, the first of them names a host, and what follows is dispatched. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "//",
                    "//host/Services/X.svc",
                    "///Services/X.svc",
                    "/%2Fhost/Services/X.svc",
                    "/%2F%2Fhost/Services/X.svc",
                    "/Services//X.svc",
                    "/Services/..%2F..%2FX.svc",
                    "/Services/%2e%2e/%2e%2e/WEB-INF/web.xml",
                    "/WEB-INF;x/web.xml",
                    "/WEB-INF%3Bx/web.xml",
                    "/;x/Services/X.svc",
                    "/Services/%5C%5Chost",
                    "/Services/%00X.svc",
                    "/Services/%0D%0AX.svc"
                })
        @Tag("F68")
        void aSpellingThatNobodyRegistersIsRefused(String path) throws IOException {
            reached();
            RawHttp.Reply reply = RawHttp.send(port(), post("/" + SECRET + path + "?then=path") + ACTION, "x");
            assertThat(reply.status()).as(reply.body()).isIn(400, 403);
            assertThat(reply.body()).doesNotContain(SECRET);
            assertThat(reached()).isZero();
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    private abstract static class OnAServer {
        private EmbeddedServer server;

        /** Nothing is in it yet. */
        abstract EmbeddedServer server(Path folder);

        @BeforeAll
        void start(@TempDir Path folder) throws Exception {
            server = server(folder).ours("erp", running(), "/*").reading().start();
        }

        @AfterAll
        void stop() throws Exception {
            server.close();
        }

        int port() {
            return server.port();
        }

        int reached() {
            return server.reached();
        }

        @BeforeEach
        void clear() {
            parts.log().clear();
        }

        @ParameterizedTest
        @CsvSource({
            "/Services/X.svc, /Services/X.svc",
            "/, /",
            "/:8080/@x:y/a=b, /:8080/@x:y/a=b",
            "/a%3Bb%3Fc%23d%25e, /a;b?c#d%e",
            "/Gr%C3%BC%C3%9Fe%20und%20%E2%82%AC, /Grüße und €"
        })
        @Tag("F68")
        void everySegmentReachesTheConnectorAsItWasSent(String sent, String decoded) throws IOException {
            RawHttp.Reply reply = RawHttp.send(port(), post("/" + SECRET + sent + "?then=path&q=a%26b") + ACTION, "x");
            assertThat(reply.body()).isEqualTo("connector sees " + sent + " " + decoded + " then=path&q=a%26b read 1");
        }

        /** Dispatched by what the request says of its path, which has no secret in it for the connector. */
        @ParameterizedTest
        @ValueSource(strings = {"suspend", "suspend-given"})
        @Tag("F06")
        void aConnectorThatSuspendsAndDispatchesIsServed(String then) throws IOException {
            String line = post("/" + SECRET + "/Services/a%20b?then=" + then + "&q=a%26b");
            for (String head : new String[] {line + ACTION, line}) {
                RawHttp.Reply reply = RawHttp.send(port(), head, "x".repeat(600));
                assertThat(reply.body())
                        .isEqualTo("connector sees /Services/a%20b /Services/a b then=" + then + "&q=a%26b read 600");
            }
            assertThat(parts.log().lines()).isEmpty();
        }

        static Stream<String> forms() {
            return Stream.of(
                    "stream",
                    "async",
                    "dispatch",
                    "dispatch-given",
                    "dispatch-path",
                    "thread",
                    "thread-given",
                    "text?before=utf-8");
        }

        @ParameterizedTest
        @MethodSource("forms")
        @Tag("F06")
        @Tag("F02")
        void aBodyIsReadWholeInEveryForm(String form) throws Exception {
            for (int size : new int[] {10, 600, 20_000}) {
                String body = "y".repeat(size);
                String expected = HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.US_ASCII)));
                for (String action : new String[] {ACTION, ""}) {
                    RawHttp.Reply reply = RawHttp.send(port(), post("/" + SECRET + "/" + form) + action, body);
                    assertThat(reply.body()).isEqualTo(expected);
                }
            }
        }
    }

    private static String post(String path) {
        return "POST " + path + " HTTP/1.1\r\nContent-Type: text/xml; charset=utf-8";
    }
}
