package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.servlet.TestParts;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The status page on embedded servers: who may see it, what it shows, and what it never shows. */
class StatusPageTest {
    private static final String PATH = "/erp-auth";
    private static final String PASSWORD = "p\u00e4ssword of 20 letters";
    private static final String SECRET = "0123456789abcdefABCDEF_-01234567";
    private static final String KEY_PASSWORD = "the password of no key at all";
    private static final String BASIC = basic("anybody:" + PASSWORD);
    private static final int GUESSES = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestParts parts;

    @BeforeAll
    static void keys() {
        parts = TestParts.make();
    }

    private static String basic(String credentials) {
        return "\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
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

    private abstract static class OnAServer {
        @TempDir
        Path folder;

        private EmbeddedServer server;

        /** Nothing is in it yet. */
        abstract EmbeddedServer server(Path folder);

        /** Starts with a password in a file, and with what a test adds to the settings. */
        private void start(String... settings) throws Exception {
            Path file = Files.writeString(folder.resolve("status-password"), PASSWORD + "\n");
            Map<String, String> all = new HashMap<>();
            all.put("status-path", PATH);
            all.put("status-password-file", file.toString());
            startWith(all, settings);
        }

        private void startForARole(String... settings) throws Exception {
            startWith(new HashMap<>(Map.of("status-path", PATH, "status-role", "operator")), settings);
        }

        private void startWith(Map<String, String> all, String... settings) throws Exception {
            all.putAll(parts.settings(folder));
            for (int i = 0; i < settings.length; i += 2) {
                all.put(settings[i], settings[i + 1]);
            }
            FilterLifecycle running =
                    FilterLifecycle.start("erp", all, attribute -> null, Clock.fixed(TestTokens.NOW, ZoneOffset.UTC));
            server = server(folder)
                    .filter("disguise", new DisguiseFilter(), "/*", true)
                    .ours("erp", running, "/*")
                    .start();
        }

        @AfterEach
        void stop() {
            if (server != null) {
                server.close();
            }
        }

        private RawHttp.Reply send(String method, String path, String headers) throws IOException {
            return RawHttp.exchange(server.port(), method + " " + path + " HTTP/1.1" + headers, new byte[0], false);
        }

        private RawHttp.Reply get(String headers) throws IOException {
            return send("GET", PATH, headers);
        }

        private JsonNode json() throws IOException {
            RawHttp.Reply reply = send("GET", PATH + "?format=json", BASIC);
            assertThat(reply.headers()).containsEntry("Content-Type", "application/json");
            return JSON.readTree(reply.body());
        }

        private RawHttp.Reply handshake(String token) throws IOException {
            return RawHttp.send(
                    server.port(), "POST " + TestParts.PATH + " HTTP/1.1\r\nContent-Type: application/jwt", token);
        }

        @Test
        void withoutASettingTheConnectorAnswers() throws Exception {
            startWith(new HashMap<>());
            assertThat(get(BASIC).body()).isEqualTo("connector read 0");
        }

        @Test
        void thePasswordShowsAPageThatNeedsNothingElse() throws Exception {
            start();
            RawHttp.Reply reply = get(BASIC);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers())
                    .containsEntry("Cache-Control", "no-store")
                    .containsEntry("X-Content-Type-Options", "nosniff");
            assertThat(reply.headers().get("Content-Type")).matches("text/html; ?charset=(utf|UTF)-8");
            String style = reply.body().replaceFirst("(?s).*<style>", "").replaceFirst("(?s)</style>.*", "");
            String hash = Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
            assertThat(reply.headers().get("Content-Security-Policy"))
                    .contains("default-src 'none'", "style-src 'sha256-" + hash + "'", "frame-ancestors 'none'")
                    .doesNotContain("script-src", "unsafe", "http", "*");
            assertThat(reply.body())
                    .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                    .contains("<h1>Answering</h1>")
                    .doesNotContain("<script", "style=\"", "{{", "http://", "https://", "url(", "@import");
            assertThat(server.reached()).isZero();
        }

        @Test
        void headHasTheSameHeadersAndNoBody() throws Exception {
            start();
            RawHttp.Reply page = get(BASIC);
            String raw = "HEAD " + PATH + " HTTP/1.1" + BASIC + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            try (java.net.Socket socket = RawHttp.begin(server.port(), raw.getBytes(StandardCharsets.ISO_8859_1))) {
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .startsWith("HTTP/1.1 200")
                        .endsWith("\r\n\r\n")
                        .contains("Content-Length: " + page.body().getBytes(StandardCharsets.UTF_8).length)
                        .contains(page.headers().get("Content-Security-Policy"));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"})
        void otherMethodsAreNone(String method) throws Exception {
            start();
            RawHttp.Reply reply = send(method, PATH, BASIC);
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.headers()).containsEntry("Allow", "GET, HEAD");
            assertThat(send(method, PATH, "").status()).isEqualTo(401);
            assertThat(server.reached()).isZero();
        }

        /** It is one on every path, and is never shown the page. */
        @Test
        void aHandshakeAtItsPathIsAHandshake() throws Exception {
            start();
            RawHttp.Reply reply = RawHttp.send(
                    server.port(),
                    "POST " + PATH + " HTTP/1.1\r\nContent-Type: text/xml\r\nSOAPAction: urn:x/Authenticate",
                    "<x/>");
            assertThat(reply.body()).contains("Envelope");
            assertThat(json().at("/verdicts/0/path").textValue()).isEqualTo(PATH);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "\r\nAuthorization: Bearer abc",
                    "\r\nAuthorization: Basic",
                    "\r\nAuthorization: Basic !!!!",
                    "\r\nAuthorization: Basic YWJj",
                    "\r\nAuthorization: Digest username=\"x\"",
                    "\r\nRemote-User: admin",
                    "\r\nCookie: JSESSIONID=1"
                })
        void withoutCredentialsTheAnswerIsTheChallenge(String headers) throws Exception {
            start();
            // As often as anybody likes: nothing was guessed.
            for (int i = 0; i <= GUESSES; i++) {
                RawHttp.Reply reply = get(headers);
                assertThat(reply.status()).isEqualTo(401);
                assertThat(reply.headers())
                        .containsEntry(
                                "WWW-Authenticate", "Basic realm=\"erp-connector-auth status\", charset=\"UTF-8\"")
                        .containsEntry("Cache-Control", "no-store");
                assertThat(reply.body()).isEqualTo("The status page needs its password.\n");
            }
            assertThat(get(BASIC).status()).isEqualTo(200);
            assertThat(server.reached()).isZero();
        }

        @Test
        void wrongPasswordsAreChallengedAgain() throws Exception {
            start();
            String latin = "\r\nAuthorization: Basic "
                    + Base64.getEncoder().encodeToString(("x:" + PASSWORD).getBytes(StandardCharsets.ISO_8859_1));
            String bytes = "\r\nAuthorization: Basic "
                    + Base64.getEncoder().encodeToString(new byte[] {'x', ':', (byte) 0xff, (byte) 0xfe, 0});
            for (String wrong : new String[] {
                basic(":"), basic("x:" + PASSWORD + "x"), basic("x:" + PASSWORD.substring(1)), latin, bytes
            }) {
                assertThat(get(wrong).status()).isEqualTo(401);
            }
            assertThat(get(BASIC + BASIC).status()).as("two of them").isIn(400, 401);
            assertThat(get(BASIC.replace("Basic", "bASIC")).status()).isEqualTo(200);
        }

        @Test
        void aHugeHeaderIsNotLookedAt() throws Exception {
            start();
            for (int i = 0; i <= GUESSES; i++) {
                assertThat(get(basic("x:" + PASSWORD + "y".repeat(4000))).status())
                        .isEqualTo(401);
            }
            assertThat(get(basic("x".repeat(100_000) + ":" + PASSWORD)).status())
                    .isBetween(400, 499);
            assertThat(get(BASIC).status()).isEqualTo(200);
        }

        /** Else a guesser learns that it was the right one, only later. */
        @Test
        void whoGuessesIsRefusedTheRightPasswordToo() throws Exception {
            start();
            for (int i = 0; i < GUESSES; i++) {
                assertThat(get(basic("x:guess number " + i)).status()).isEqualTo(401);
            }
            RawHttp.Reply reply = get(BASIC);
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.headers()).containsEntry("Retry-After", "60");
            assertThat(get(basic("x:guess")).status()).isEqualTo(429);
            assertThat(get("").status()).as("no guess").isEqualTo(401);
        }

        @Test
        void strangersDoNotLockOutWhoSitsAtTheMachine() throws Exception {
            start();
            String stranger = DisguiseFilter.TLS + DisguiseFilter.ELSEWHERE;
            for (int i = 0; i < GUESSES; i++) {
                get(basic("x:guess " + i) + stranger);
            }
            assertThat(get(BASIC + stranger).status()).isEqualTo(429);
            assertThat(get(BASIC).status()).isEqualTo(200);
        }

        /** A proxy on this machine makes everybody look local: what it adds gives it away. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Forwarded: for=127.0.0.1",
                    "X-Forwarded-For: 127.0.0.1",
                    "x-forwarded-host: localhost",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-User: admin",
                    "X-Forwarded-Anything:",
                    "Via: 1.1 localhost",
                    "X-Real-IP: 127.0.0.1",
                    "Test-From: 198.51.100.7",
                    "Test-From: 10.0.0.1",
                    "Test-From: localhost",
                    "Test-From: 127.0.0.1.example.com"
                })
        void overPlainHttpNobodyElseIsShownAnythingNorAskedForThePassword(String header) throws Exception {
            start("status-role", "operator");
            for (String known : new String[] {"", BASIC, DisguiseFilter.OPERATOR}) {
                RawHttp.Reply reply = get(known + "\r\n" + header);
                assertThat(reply.status()).isEqualTo(403);
                assertThat(reply.headers()).doesNotContainKey("WWW-Authenticate");
                assertThat(reply.body()).startsWith("The status page is shown over HTTPS");
            }
            assertThat(server.reached()).isZero();
        }

        @Test
        void overTlsAnybodyWithThePasswordIsShownIt() throws Exception {
            start();
            String behindAProxy = DisguiseFilter.TLS + DisguiseFilter.ELSEWHERE + "\r\nVia: 1.1 proxy";
            assertThat(get(BASIC + behindAProxy).status()).isEqualTo(200);
            assertThat(get(behindAProxy).status()).isEqualTo(401);
        }

        @Test
        void theRoleIsEnough() throws Exception {
            startForARole();
            assertThat(get(DisguiseFilter.OPERATOR).status()).isEqualTo(200);
            assertThat(get(DisguiseFilter.OPERATOR + DisguiseFilter.TLS + DisguiseFilter.ELSEWHERE)
                            .status())
                    .isEqualTo(200);
        }

        /** As if there was nothing here: being on this machine is not enough. */
        @Test
        void whoIsNotInTheRoleGetsTheConnectorsAnswer() throws Exception {
            startForARole();
            for (String headers : new String[] {"", BASIC, "\r\nTest-Role: other", DisguiseFilter.ELSEWHERE}) {
                RawHttp.Reply reply = get(headers);
                assertThat(reply.body()).isEqualTo("connector read 0");
                assertThat(reply.headers()).doesNotContainKey("Content-Security-Policy");
            }
            assertThat(send("POST", PATH, "").body()).isEqualTo("connector read 0");
            assertThat(server.reached()).isEqualTo(5);
        }

        @Test
        void aSessionInThePathIsNoPartOfItAndASlashIs() throws Exception {
            start();
            assertThat(send("GET", PATH + ";jsessionid=1", BASIC).status()).isEqualTo(200);
            assertThat(send("GET", PATH + "?x=y", BASIC).status()).isEqualTo(200);
            assertThat(send("GET", PATH + "/", BASIC).body()).isEqualTo("connector read 0");
            assertThat(send("GET", PATH + "x", BASIC).body()).isEqualTo("connector read 0");
            assertThat(send("GET", "/ERP-AUTH", BASIC).body()).isEqualTo("connector read 0");
        }

        /** It is no call of SuperOffice's, and the secret has no place in the history of a browser. */
        @Test
        void whatIsAskedOfCallsIsNotAskedOfItAndItsSecretIsNeverShown() throws Exception {
            start("secret-path", SECRET, "allowed-callers", "203.0.113.0/24", "require-recent-handshake", "60");
            assertThat(get(BASIC).status()).isEqualTo(200);
            assertThat(send("GET", "/" + SECRET + PATH, BASIC).status()).isEqualTo(403);
            send("GET", "/" + SECRET + "x/Services/X.svc", "");
            send("GET", "/Services/" + SECRET, "");
            JsonNode calls = json().get("refusedCalls");
            assertThat(calls.findValuesAsText("reason")).contains("caller-not-allowed");
            assertThat(calls.size()).isEqualTo(3);
            assertThat(calls.toString() + get(BASIC).body()).doesNotContain(SECRET);
            assertThat(settings().get("secret-path")).isEqualTo("set from init-param secret-path");
        }

        @Test
        void withARoleAloneAStrangersRequestIsJudgedAsACall() throws Exception {
            startForARole("secret-path", SECRET);
            assertThat(get("").status()).isEqualTo(403);
            assertThat(get("").headers()).doesNotContainKey("Content-Security-Policy");
            assertThat(get(DisguiseFilter.OPERATOR).status()).isEqualTo(200);
        }

        private Map<String, String> settings() throws IOException {
            Map<String, String> all = new HashMap<>();
            json().get("settings")
                    .forEach(setting -> all.put(
                            setting.get("name").textValue(),
                            setting.get("value").textValue() + " from "
                                    + setting.get("source").textValue()));
            return all;
        }

        @Test
        void thePageAndItsJsonTellOfEverything() throws Exception {
            start("application-key-password", KEY_PASSWORD, "next-application-id", "another-app");
            assertThat(handshake(TestTokens.valid(parts.caller())).status()).isEqualTo(200);
            assertThat(handshake(TestTokens.valid(parts.caller())).status()).isEqualTo(401);
            assertThat(handshake(TestTokens.withClaim(parts.caller(), "nonce", "\"short\""))
                            .status())
                    .isEqualTo(401);
            JsonNode told = json();

            assertThat(told.get("version").textValue()).isNotEmpty();
            assertThat(told.at("/clock/utc").textValue()).isEqualTo("2026-03-01T12:00:30Z");
            assertThat(told.at("/clock/lastProvenToken/notBefore").textValue()).endsWith("Z");
            assertThat(told.at("/clock/lastProvenToken/offsetSeconds").longValue())
                    .isEqualTo(60);
            assertThat(told.at("/applicationIds").findValuesAsText("id"))
                    .containsExactly(TestTokens.APPLICATION_ID, "another-app");
            assertThat(told.at("/uptimeSeconds").longValue()).isZero();
            assertThat(told.at("/signing/now").textValue())
                    .isEqualTo(told.at("/keys/0/id").textValue());
            assertThat(told.at("/keys").findValuesAsText("role")).containsExactly("own", "caller");
            assertThat(told.at("/keys/1/key").textValue())
                    .startsWith("RSA-2048/" + told.at("/keys/1/id").textValue());
            assertThat(told.at("/keys/1/daysLeft").longValue()).isPositive();
            assertThat(told.at("/callerKeys/source").textValue()).endsWith("caller.crt");
            assertThat(told.at("/callerKeys/ageSeconds").longValue()).isZero();
            assertThat(told.at("/replayStore/store").textValue()).isEqualTo("memory");
            assertThat(told.at("/replayStore/health").textValue()).isEqualTo("working");
            assertThat(told.at("/replayStore/used").longValue()).isEqualTo(1);
            assertThat(told.at("/handshakes").toString())
                    .isEqualTo("{\"accepted\":1,\"refused\":2,\"failed\":0,\"passed\":0}");
            assertThat(told.at("/hours").size()).isEqualTo(24);
            assertThat(told.at("/hours/23").toString())
                    .isEqualTo("{\"from\":\"2026-03-01T12:00:00Z\",\"accepted\":1,\"refused\":2,\"failed\":0,"
                            + "\"passed\":0}");
            assertThat(told.at("/verdicts").findValuesAsText("reason"))
                    .containsExactly("nonce-not-allowed", "token-replayed", "null");
            JsonNode accepted = told.at("/verdicts/2");
            assertThat(accepted.get("tenant").textValue()).isEqualTo(TestTokens.TENANT);
            assertThat(accepted.get("contract").textValue()).isEqualTo("http-jwt");
            assertThat(accepted.get("path").textValue()).isEqualTo(TestParts.PATH);
            assertThat(accepted.get("milliseconds").doubleValue()).isPositive();
            assertThat(told.at("/verdicts/0/remedy").textValue()).isNotEmpty();
            assertThat(told.at("/state/kind").textValue()).isEqualTo("degraded");
            assertThat(told.at("/counters").size()).isGreaterThan(20);
            assertThat(told.at("/settings").size()).isEqualTo(Setting.all().size());
            assertThat(settings())
                    .containsEntry("application-key-password", "set from init-param application-key-password")
                    .containsEntry("caller-keys-password", "not set from default")
                    .containsEntry("clock-skew", "60 from default");
            assertThat(settings().get("status-password")).startsWith("set from status-password-file ");

            String page = get(BASIC).body();
            assertThat(page)
                    .contains("<h1>Degraded</h1>", "nonce-not-allowed", TestTokens.TENANT, "another-app", "Settings")
                    .contains("In 24 hours 1 accepted, 2 refused, 0 failed, 0 near misses.");
            for (String shown : new String[] {page, told.toString()}) {
                assertThat(shown)
                        .doesNotContain(TestTokens.NONCE, PASSWORD, KEY_PASSWORD, "eyJ", "PRIVATE KEY", "BEGIN");
                assertThat(Pattern.compile("[A-Za-z0-9_+=-]{65,}")
                                .matcher(withoutHash(shown))
                                .find())
                        .as("what may be a token or a key")
                        .isFalse();
            }
        }

        /** Of the paths in which settings name files, on some machines. */
        private String withoutHash(String shown) {
            return shown.replace(folder.toString(), "").replaceAll("sha256-\\S+", "");
        }

        /** What an operator needs most when SuperOffice is refused: which of the clocks is wrong. */
        @Test
        void theClockOfATokenThatIsRefusedForItsTimesIsShown() throws Exception {
            start();
            Map<String, String> claims = TestTokens.claims();
            claims.put("nbf", String.valueOf(TestTokens.NOW.getEpochSecond() - 7200));
            claims.put("exp", String.valueOf(TestTokens.NOW.getEpochSecond() - 6900));
            handshake(TestTokens.signed(
                    TestTokens.header(parts.caller().certificate()),
                    claims,
                    parts.caller().pair().getPrivate()));
            JsonNode told = json();
            assertThat(told.at("/verdicts/0/reason").textValue()).isEqualTo("token-expired");
            assertThat(told.at("/clock/lastProvenToken/offset").textValue()).isEqualTo("+2 h 0 min");
            assertThat(told.at("/clock/lastProvenToken/withinItsTimes").booleanValue())
                    .isFalse();
            assertThat(told.at("/state/kind").textValue()).isEqualTo("degraded");
            assertThat(get(BASIC).body()).contains("outside its times, compare both clocks");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/%3Cscript%3Ealert(1)%3C/script%3E",
                    "/x%22onmouseover=%22alert(1)",
                    "/%27%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
                    "/%7B%7Bversion%7D%7D",
                    "/%3C!--",
                    "/%3C/td%3E%3C/table%3E"
                })
        void aPathIsNeverMarkup(String path) throws Exception {
            start();
            RawHttp.send(
                    server.port(),
                    "POST " + path + " HTTP/1.1\r\nContent-Type: text/xml\r\nSOAPAction: urn:x/Authenticate",
                    "<x/>");
            String clean = get(BASIC).body();
            assertThat(json().at("/verdicts/0/path").textValue()).startsWith("/");
            assertThat(clean).doesNotContain("<script", "<img", "\"onmouseover", "<!--");
            assertThat(clean.split("</table>", -1)).hasSameSizeAs(empty().split("</table>", -1));
        }

        /** The page of the same number of verdicts, of a path that means no harm. */
        private String empty() throws Exception {
            server.close();
            start();
            RawHttp.send(
                    server.port(),
                    "POST /x HTTP/1.1\r\nContent-Type: text/xml\r\nSOAPAction: urn:x/Authenticate",
                    "<x/>");
            return get(BASIC).body();
        }

        @Test
        void whatCannotBeSeenIsShownAsTheLogShowsItAndWhatMayBeASecretIsNot() throws Exception {
            start();
            String token = TestTokens.valid(parts.caller());
            for (String path : new String[] {"/a%E2%80%AEb%E2%80%8B%C3%A4", "/in/" + token.substring(0, 120)}) {
                RawHttp.send(
                        server.port(),
                        "POST " + path + " HTTP/1.1\r\nContent-Type: text/xml\r\nSOAPAction: urn:x/Authenticate",
                        "<x/>");
            }
            assertThat(json().get("verdicts").findValuesAsText("path").get(1)).isEqualTo("/a?b??");
            assertThat(json().get("verdicts").findValuesAsText("path").get(0))
                    .contains("characters)")
                    .doesNotContain(token.substring(30, 60));
        }

        @Test
        void aNearMissIsShown() throws Exception {
            start();
            RawHttp.send(
                    server.port(),
                    "POST /elsewhere HTTP/1.1\r\nContent-Type: application/jwt",
                    TestTokens.valid(parts.caller()));
            assertThat(json().at("/nearMisses/0/reason").textValue()).isEqualTo("passed-other-path");
            assertThat(json().at("/nearMisses/0/path").textValue()).isEqualTo("/elsewhere");
            assertThat(json().at("/verdicts").size()).isZero();
        }

        @Test
        void noMoreThanFiftyVerdictsAreKept() throws Exception {
            start();
            for (int i = 0; i < 60; i++) {
                RawHttp.send(
                        server.port(),
                        "POST /" + i + " HTTP/1.1\r\nContent-Type: text/xml\r\nSOAPAction: urn:x/Authenticate",
                        "<x/>");
            }
            assertThat(json().get("verdicts").findValuesAsText("path"))
                    .hasSize(50)
                    .startsWith("/59")
                    .endsWith("/10");
            assertThat(json().at("/handshakes/refused").longValue()).isEqualTo(60);
            assertThat(json().at("/state/kind").textValue())
                    .as("strangers degrade nothing")
                    .isEqualTo("answering");
        }

        @Test
        void jsonIsForWhoPrefersIt() throws Exception {
            start();
            assertThat(get(BASIC + "\r\nAccept: application/json").headers())
                    .containsEntry("Content-Type", "application/json");
            assertThat(get(BASIC + "\r\nAccept: text/html,application/json;q=0.9")
                            .body())
                    .startsWith("<!DOCTYPE");
            assertThat(send("GET", PATH + "?format=json", "").status()).isEqualTo(401);
        }
    }
}
