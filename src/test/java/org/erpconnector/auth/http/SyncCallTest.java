package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.apache.catalina.LifecycleException;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.calls.RecentHandshake;
import org.erpconnector.auth.calls.SecretPath;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.servlet.TestParts;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are no handshake, where the settings ask something of them: on a server, by raw HTTP. */
@Tag("T01")
class SyncCallTest {
    private static final String SECRET = "0123456789abcdefABCDEF_-01234567";
    private static final String XML = " HTTP/1.1\r\nContent-Type: text/xml\r\nSOAPAction: urn:x/WSGetConfigData";
    private static final String JWT = " HTTP/1.1\r\nContent-Type: application/jwt";

    @TempDir
    static Path folder;

    private static final AtomicLong NANOS = new AtomicLong();

    private static TestParts parts;
    private static FilterServer bySecret;
    private static FilterServer byTime;
    private static FilterServer byAddress;

    @BeforeAll
    static void start() throws LifecycleException {
        parts = TestParts.make();
        bySecret = server(
                "secret", new CallGuard(Optional.empty(), Optional.of(new SecretPath(SECRET)), Optional.empty()));
        byTime = server(
                "time",
                new CallGuard(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new RecentHandshake(Duration.ofSeconds(10), NANOS::get))));
        byAddress =
                server("address", new CallGuard(Optional.of("192.0.2.7"::equals), Optional.empty(), Optional.empty()));
    }

    private static FilterServer server(String name, CallGuard calls) throws LifecycleException {
        FilterLifecycle running =
                parts.running("erp", parts.key(false), TestParts.PATH, TestParts.MAX_MESSAGE_SIZE, calls);
        return new FilterServer(folder.resolve(name)).ours("erp", running, "/*").start();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        bySecret.close();
        byTime.close();
        byAddress.close();
    }

    @BeforeEach
    void countFromHere() {
        bySecret.reached();
        parts.log().clear();
    }

    @Test
    void theConnectorGetsACallWithTheSecretAndDoesNotSeeIt() throws IOException {
        RawHttp.Reply reply =
                RawHttp.send(bySecret.port(), "POST /" + SECRET + "/Services/X.svc?then=path" + XML, "x".repeat(9000));
        assertThat(reply.body()).isEqualTo("connector sees /Services/X.svc /Services/X.svc then=path read 9000");
        RawHttp.Reply root = RawHttp.send(bySecret.port(), "GET /" + SECRET + "?then=path HTTP/1.1", "");
        assertThat(root.body()).startsWith("connector sees / ");
        RawHttp.Reply odd =
                RawHttp.send(bySecret.port(), "GET /" + SECRET + "/a%3Bb%20%C3%A4%25?then=path HTTP/1.1", "");
        assertThat(odd.body()).startsWith("connector sees /a%3Bb%20%C3%A4%25 /a;b ä% ");
        assertThat(parts.log().lines()).isEmpty();
    }

    /** Handshakes are answered on every path: a mistyped URL looks healthy until the first call, but for this. */
    @Test
    @Tag("F11")
    void theLineOfAHandshakeSaysWhereItWasAskedForAndNothingThatMayBeTheSecret() throws IOException {
        String soap = " HTTP/1.1\r\nContent-Type: text/xml\r\nSOAPAction: urn:x/Authenticate";
        RawHttp.send(bySecret.port(), "POST /" + SECRET + "/wrong" + soap, "x");
        assertThat(parts.log().only().text()).contains(" from=127.0.0.1 to=127.0.0.1 path=/wrong detail=[");
        parts.log().clear();
        RawHttp.send(bySecret.port(), "POST /" + SECRET + "x/wrong" + soap, "x");
        assertThat(parts.log().only().text())
                .contains(" path=/(33_characters)/wrong ")
                .doesNotContain(SECRET);
        parts.log().clear();
        RawHttp.send(bySecret.port(), "POST /" + SECRET + "/authenticate" + JWT, TestTokens.fresh(parts.caller()));
        assertThat(parts.log().only().text()).startsWith("handshake accepted: ").contains(" path=/authenticate ");
    }

    @Test
    void aBodyThatWasReadToBeJudgedReachesTheConnectorWhole() throws IOException {
        String body =
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><x/></s:Body></s:Envelope>";
        String head = "POST /" + SECRET + "/Services/X.svc?then=path HTTP/1.1\r\nContent-Type: text/xml";
        for (int more : new int[] {0, 200_000}) {
            RawHttp.Reply reply = RawHttp.send(bySecret.port(), head, body + " ".repeat(more));
            assertThat(reply.body()).endsWith(" read " + (body.length() + more));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Services/X.svc",
                "/",
                "/x/" + SECRET + "/Services/X.svc",
                "/" + SECRET + "x/Services/X.svc",
                "/" + SECRET + "/%57EB-INF/web.xml",
                "/" + SECRET + "/WEB-INF/web.xml",
                "/Services/X.svc?secret=" + SECRET
            })
    void nobodyElseReachesTheConnector(String path) throws IOException {
        for (String method : new String[] {"POST ", "GET ", "PUT ", "FOO "}) {
            parts.log().clear();
            RawHttp.Reply reply = RawHttp.send(bySecret.port(), method + path + XML, "x");
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).isEqualTo("Forbidden\n");
            assertThat(reply.headers()).containsEntry("Cache-Control", "no-store");
            assertThat(parts.log().only().text())
                    .startsWith(
                            "call refused: reason=secret-path-missing filter=erp contract=sync from=127.0.0.1 to=127.0.0.1"
                                    + " path=/")
                    .doesNotContain(SECRET);
        }
        assertThat(bySecret.reached()).isZero();
    }

    @Test
    void aTraceShowsNoSecretEither() throws IOException {
        parts.log().clear();
        parts.log().least(Level.FINER);
        try {
            for (String path : new String[] {"/" + SECRET + "/X", "/" + SECRET + "x/X", "/x/" + SECRET + "/X"}) {
                RawHttp.send(bySecret.port(), "POST " + path + XML, "x");
            }
        } finally {
            parts.log().least(Level.FINE);
        }
        bySecret.reached();
        assertThat(parts.log().take())
                .anyMatch(line -> line.contains(" path=/X "))
                .anyMatch(line -> line.contains(" path=/(33 characters)/X "))
                .anyMatch(line -> line.contains(" path=/x/(32 characters)/X "))
                .noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void aHandshakeIsJudgedByItsTokenWithTheSecretAndWithout() throws IOException {
        for (String path : new String[] {"/authenticate", "/" + SECRET + "/authenticate"}) {
            RawHttp.Reply reply = RawHttp.send(bySecret.port(), "POST " + path + JWT, TestTokens.fresh(parts.caller()));
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertThat(RawHttp.send(bySecret.port(), "POST " + path + JWT, "x").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void theConnectorsOwnErrorPageIsNotRefused() throws IOException {
        RawHttp.Reply reply = RawHttp.send(bySecret.port(), "POST /" + SECRET + "/X.svc?then=error" + XML, "x");
        assertThat(reply.status()).isEqualTo(418);
        assertThat(parts.log().lines()).isEmpty();
    }

    @Test
    void callsPassForAWhileAfterAHandshake() throws IOException {
        assertThat(call(byTime).status()).isEqualTo(403);
        assertThat(parts.log().only().text()).startsWith("call refused: reason=handshake-not-recent ");
        assertThat(RawHttp.send(byTime.port(), "POST /authenticate" + JWT, "x").status())
                .isEqualTo(401);
        assertThat(call(byTime).status()).isEqualTo(403);
        RawHttp.send(byTime.port(), "POST /authenticate" + JWT, TestTokens.fresh(parts.caller()));
        assertThat(call(byTime).body()).isEqualTo("connector read 1");
        NANOS.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(call(byTime).status()).isEqualTo(403);
    }

    @Test
    void callsFromElsewhereAreRefusedAndHandshakesAreNot() throws IOException {
        RawHttp.Reply reply =
                RawHttp.send(byAddress.port(), "POST /X.svc" + XML + "\r\nX-Forwarded-For: 192.0.2.7", "x");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(parts.log().only().text()).startsWith("call refused: reason=caller-not-allowed ");
        assertThat(RawHttp.send(byAddress.port(), "POST /authenticate" + JWT, TestTokens.fresh(parts.caller()))
                        .status())
                .isEqualTo(200);
    }

    private static RawHttp.Reply call(FilterServer server) throws IOException {
        return RawHttp.send(server.port(), "POST /X.svc" + XML, "x");
    }
}
