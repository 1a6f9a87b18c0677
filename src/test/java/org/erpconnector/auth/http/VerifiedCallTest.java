package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.erpconnector.auth.calls.CallGuard;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of the mirroring contract proves itself, or does not reach the connector. */
class VerifiedCallTest {
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String MIRRORING = "http://www.superoffice.com/online/mirroring/0.1";
    private static final String CALL = "POST /Mirror.svc?then=whose HTTP/1.1\r\nContent-Type: ";
    private static final String ACTION = "\r\nSOAPAction: \"" + MIRRORING + "/IMirroringClientService/ReplicateTable\"";
    private static final String SECRET = "0123456789abcdefABCDEF_-01234567";

    @TempDir
    static Path folder;

    private static TestParts parts;
    private static FilterServer server;
    private static FilterServer bySecret;

    @BeforeAll
    static void start() throws LifecycleException {
        parts = TestParts.make();
        server = server("calls", TestParts.OPEN);
        bySecret = server(
                "secret", new CallGuard(Optional.empty(), Optional.of(new SecretPath(SECRET)), Optional.empty()));
    }

    private static FilterServer server(String name, CallGuard calls) throws LifecycleException {
        FilterLifecycle running =
                parts.running("erp", parts.key(true), TestParts.PATH, TestParts.MAX_MESSAGE_SIZE, calls, true);
        return new FilterServer(folder.resolve(name)).ours("erp", running, "/*").start();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        server.close();
        bySecret.close();
    }

    @BeforeEach
    void countFromHere() {
        server.reached();
        parts.log().clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60_000, 70_000, 5_000_000})
    @Tag("T06")
    void aCallWithATokenReachesTheConnectorWholeAndSaysWhose(int rows) throws IOException {
        String body = call(SOAP_11, token(fresh()), "ä".repeat(rows));
        for (String head : new String[] {CALL + "text/xml; charset=utf-8" + ACTION, CALL + "text/xml"}) {
            String once = body.replace("TOKEN", fresh());
            RawHttp.Reply reply = RawHttp.send(server.port(), head, once);
            assertThat(reply.body())
                    .isEqualTo("connector serves Cust12345 of " + TestTokens.APPLICATION_ID + " read "
                            + once.getBytes(StandardCharsets.UTF_8).length);
            body = call(SOAP_11, token(fresh()), "ä".repeat(rows));
        }
        assertThat(parts.log().lines())
                .allMatch(line -> line.text()
                        .equals("call accepted: filter=erp contract=mirroring-call tenant=Cust12345 from=127.0.0.1"
                                + " to=127.0.0.1 path=/Mirror.svc"));
    }

    @Test
    void soapTwelveAndUtfSixteenAreReadToo() throws IOException {
        RawHttp.Reply twelve =
                RawHttp.send(server.port(), CALL + "application/soap+xml", call(SOAP_12, token(fresh()), "x"));
        assertThat(twelve.body()).startsWith("connector serves Cust12345 ");
        byte[] wide =
                ("\uFEFF" + call(SOAP_11, token(fresh()), "x".repeat(70_000))).getBytes(StandardCharsets.UTF_16BE);
        RawHttp.Reply sixteen =
                RawHttp.exchange(server.port(), CALL + "text/xml\r\nContent-Length: " + wide.length, wide, false);
        assertThat(sixteen.body()).startsWith("connector serves Cust12345 ");
    }

    @Tag("R01")
    @Test
    void aTokenServesOneCall() throws IOException {
        String body = call(SOAP_11, token(fresh()), "x");
        RawHttp.send(server.port(), CALL + "text/xml" + ACTION, body);
        RawHttp.Reply again = RawHttp.send(server.port(), CALL + "text/xml" + ACTION, body);
        assertThat(again.status()).isEqualTo(500);
        assertThat(again.body()).contains("<faultcode>s:Client</faultcode><faultstring>The token was used before");
        assertThat(server.reached()).isOne();
        assertThat(parts.log().lines().get(1).text())
                .startsWith(
                        "call refused: reason=token-replayed filter=erp contract=mirroring-call tenant=Cust12345 from=127.0.0.1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aCallThatProvesNothingIsAFault(String reason, String contentType, String body) throws IOException {
        for (String action : new String[] {ACTION, ""}) {
            parts.log().clear();
            RawHttp.Reply reply = RawHttp.send(server.port(), CALL + contentType + action, body);
            assertThat(reply.status()).isEqualTo(contentType.startsWith("text/xml") ? 500 : 400);
            assertThat(reply.body()).contains(":Fault>").doesNotContain("Cust12345");
            assertThat(reply.headers()).containsEntry("Cache-Control", "no-store");
            // Without an action, what mentions a token and cannot be read is taken for a broken handshake.
            assertThat(parts.log().only().text())
                    .matches("(call|handshake) refused: reason=" + reason + " filter=erp .*");
        }
        assertThat(server.reached()).isZero();
    }

    static Stream<Arguments> aCallThatProvesNothingIsAFault() {
        String good = TestTokens.valid(parts.caller());
        String other = TestTokens.withClaim(parts.caller(), "aud", "\"spn:other\"");
        String stranger = TestTokens.valid(parts.application());
        String token = token(good);
        return Stream.of(
                refused("token-missing", SOAP_11, call(SOAP_11, "", "x")),
                refused("token-missing", SOAP_12, call(SOAP_12, "", "x")),
                refused("token-missing", SOAP_11, call(SOAP_11, token.replace("mirroring/0.1", "mirroring/0.2"), "x")),
                refused("token-missing", SOAP_11, call(SOAP_11, "", "</Rows>" + token + "<Rows>")),
                refused("audience-wrong", SOAP_11, call(SOAP_11, token(other), "x")),
                refused("key-unknown", SOAP_12, call(SOAP_12, token(stranger), "x")),
                refused("token-malformed", SOAP_11, call(SOAP_11, token("x"), "x")),
                refused(
                        "saml-not-supported",
                        SOAP_11,
                        call(SOAP_11, token("<Assertion xmlns='urn:oasis:names:tc:SAML:2.0:assertion'/>"), "x")),
                refused("token-ambiguous", SOAP_11, call(SOAP_11, token + token, "x")),
                refused("token-ambiguous", SOAP_11, call(SOAP_11, "<x>" + token + "</x>" + token, "x")),
                refused("token-not-text", SOAP_11, call(SOAP_11, token(good + "<!-- -->"), "x")),
                refused("envelope-structure", SOAP_11, call(SOAP_11, token + "loose", "x")),
                refused(
                        "envelope-structure",
                        SOAP_11,
                        call(SOAP_11, token, "x").replace("<s:Body>", "<s:Header/><s:Body>")),
                refused("envelope-structure", SOAP_11, call(SOAP_11, token, "x").replace("s:Body", "Body")),
                refused("envelope-structure", SOAP_11, "<x xmlns:s='" + SOAP_11 + "'>" + token + "<Body/></x>"),
                refused("soap-version-mismatch", SOAP_11, call(SOAP_12, token, "x")),
                refused("envelope-unreadable", SOAP_11, "<s:Envelope>" + token),
                refused("envelope-unreadable", SOAP_11, call(SOAP_11, " ".repeat(70_000) + token, "x")),
                refused("envelope-unreadable", SOAP_11, ""),
                refused("dtd-forbidden", SOAP_11, "<!DOCTYPE x>" + call(SOAP_11, token, "x")));
    }

    private static Arguments refused(String reason, String soap, String body) {
        return Arguments.of(reason, soap.equals(SOAP_11) ? "text/xml; charset=utf-8" : "application/soap+xml", body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/x-www-form-urlencoded",
                "multipart/related; type=\"application/xop+xml\"",
                "text/xml\r\nContent-Encoding: gzip",
                "text/xml; charset=ibm037",
                ""
            })
    void whatCannotBeReadDoesNotReachTheConnector(String contentType) throws IOException {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "post", "FOO"}) {
            RawHttp.Reply reply = RawHttp.send(
                    server.port(),
                    CALL.replace("POST", method) + contentType + ACTION,
                    call(SOAP_11, token(fresh()), "x"));
            assertThat(reply.status()).as(method).isEqualTo(415);
        }
        assertThat(server.reached()).isZero();
    }

    @Test
    void aFormIsNoWayAround() throws IOException {
        String form = "SignedToken=" + URLEncoder.encode(fresh(), StandardCharsets.UTF_8);
        assertThat(RawHttp.send(server.port(), CALL + "application/x-www-form-urlencoded", form)
                        .status())
                .isEqualTo(415);
        assertThat(server.reached()).isZero();
    }

    @Test
    void aBodyThatBreaksOffIsNotPassedOn() throws IOException {
        byte[] half = call(SOAP_11, token(fresh()), "x").substring(0, 200).getBytes(StandardCharsets.UTF_8);
        RawHttp.Reply reply =
                RawHttp.exchange(server.port(), CALL + "text/xml" + ACTION + "\r\nContent-Length: 900", half, true);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(server.reached()).isZero();
    }

    @Test
    void theDescriptionOfTheServiceIsForEverybody() throws IOException {
        RawHttp.Reply reply = RawHttp.send(server.port(), "GET /Mirror.svc?then=whose HTTP/1.1", "");
        assertThat(reply.body()).isEqualTo("connector serves null of null read 0");
    }

    /** Its key is broken here, so that it gets as far as the signature and no further. */
    @Test
    void aHandshakeIsStillAHandshake() throws IOException {
        String body = "<s:Envelope xmlns:s='" + SOAP_11 + "'><s:Header>" + token(fresh())
                + "</s:Header><s:Body><AuthenticateRequest xmlns='" + MIRRORING + "'/></s:Body></s:Envelope>";
        assertThat(RawHttp.send(server.port(), CALL + "text/xml", body).status())
                .isEqualTo(503);
        assertThat(parts.log().only().text()).startsWith("handshake failed: reason=signing-failed ");
    }

    @Test
    void aSecretPathIsAskedForFirst() throws IOException {
        String body = call(SOAP_11, token(fresh()), "x");
        String head = CALL + "text/xml" + ACTION;
        assertThat(RawHttp.send(bySecret.port(), head, body).status()).isEqualTo(403);
        RawHttp.Reply reply = RawHttp.send(bySecret.port(), head.replace("/Mirror", "/" + SECRET + "/Mirror"), body);
        assertThat(reply.body()).startsWith("connector serves Cust12345 ");
    }

    private static String fresh() {
        return TestTokens.fresh(parts.caller());
    }

    private static String token(String token) {
        return "<h:SignedToken s:mustUnderstand='1' xmlns:h='" + MIRRORING + "'>\r\n" + token + "\r\n</h:SignedToken>";
    }

    private static String call(String soap, String header, String rows) {
        return "<s:Envelope xmlns:s='" + soap + "'><s:Header>" + header
                + "</s:Header><s:Body><ReplicateTableRequest xmlns='" + MIRRORING + "'><Rows>" + rows
                + "</Rows></ReplicateTableRequest></s:Body></s:Envelope>";
    }
}
