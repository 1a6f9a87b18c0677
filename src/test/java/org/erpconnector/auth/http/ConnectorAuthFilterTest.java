package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.erpconnector.auth.servlet.TestParts;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.WatchedKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and by which path, on a Tomcat and in a web application that is not asynchronous. */
class ConnectorAuthFilterTest {
    private static final String JWT = " HTTP/1.1\r\nContent-Type: application/jwt";

    @TempDir
    static Path folder;

    private static TestParts parts;
    private static FilterServer server;

    private String token;

    @BeforeAll
    static void start() throws LifecycleException {
        parts = TestParts.make();
        WatchedKey key = parts.key(false);
        server = new FilterServer(folder)
                .ours("erp", parts.running("erp", key, TestParts.PATH, TestParts.MAX_MESSAGE_SIZE), "/*")
                .ours("prefixed", parts.running("prefixed", key, "/prefix/authenticate", 9000), "/prefix/*")
                .start();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        server.close();
    }

    @BeforeEach
    void countFromHere() {
        token = TestTokens.fresh(parts.caller());
        server.reached();
        parts.log().clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/authenticate",
                "/authenticate;x=y",
                "/authenticate;jsessionid=1?a=b",
                "//authenticate",
                "/./authenticate",
                "/x/../authenticate",
                "/%61uthenticate",
                "/prefix/authenticate",
                "/prefix;x=y/authenticate",
                "/prefix//authenticate"
            })
    @Tag("H12")
    @Tag("T05")
    void answersTheHttpContractByEverySpellingOfItsPath(String path) throws IOException {
        RawHttp.Reply reply = RawHttp.send(server.port(), "POST " + path + JWT, token);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).startsWith("eyJ");
        assertThat(server.reached()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/authenticate/", "/Authenticate", "/authenticate/x", "/authenticate%3b", "/x", "/prefix/x"})
    void leavesEveryOtherPathToTheConnector(String path) throws IOException {
        RawHttp.Reply reply = RawHttp.send(server.port(), "POST " + path + JWT, token);
        assertThat(reply.body()).isEqualTo("connector read " + token.length());
        assertThat(parts.log().lines()).isEmpty();
    }

    @Test
    void ignoresATokenInTheQueryOrInAHeader() throws IOException {
        String head = "POST /x?SignedToken=" + token + " HTTP/1.1\r\nAuthorization: Bearer " + token;
        assertThat(RawHttp.send(server.port(), head, "").body()).isEqualTo("connector read 0");
        assertThat(parts.log().lines()).isEmpty();
        String noBody = "POST /authenticate?SignedToken=" + token + JWT + "\r\nAuthorization: Bearer " + token;
        assertThat(RawHttp.send(server.port(), noBody, "").status()).isEqualTo(401);
        assertThat(parts.log().only().text()).contains("reason=token-missing").doesNotContain(token);
    }

    @Test
    void sendsAnAnswerThatNobodyKeepsOrGuessesAt() throws IOException {
        RawHttp.Reply reply = RawHttp.send(server.port(), "POST /authenticate" + JWT + "\r\nAccept: text/html", token);
        assertThat(reply.headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Content-Type", "application/jwt")
                .containsEntry("Content-Length", Integer.toString(reply.body().length()))
                .doesNotContainKeys("Set-Cookie", "WWW-Authenticate", "Retry-After");
    }

    @Test
    void refusesInJsonWithTheChallengeOfABearerToken() throws IOException {
        String head = "POST /authenticate?callback=f HTTP/1.1\r\nContent-Type: application/json";
        RawHttp.Reply reply = RawHttp.send(server.port(), head, "{\"SignedToken\":\"" + token + "x\"}");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers())
                .containsEntry("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "no-store");
        assertThat(reply.body())
                .isEqualTo("{\"Succeeded\":false,\"Reason\":\"Failed to validate authentication request\"}");
        assertThat(server.reached()).isZero();
    }
}
