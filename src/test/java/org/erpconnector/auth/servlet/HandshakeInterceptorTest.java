package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import org.apache.catalina.LifecycleException;
import org.erpconnector.auth.http.FilterServer;
import org.erpconnector.auth.http.MeddlingFilter;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.WatchedKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests the connector gets, and in what state, on a Tomcat. */
class HandshakeInterceptorTest {
    private static final String URL = "POST /Services/ErpConnectorWS.svc HTTP/1.1";
    private static final String XML = "\r\nContent-Type: text/xml; charset=utf-8";
    private static final String AUTHENTICATE = XML + "\r\nSOAPAction: \"urn:x/Authenticate\"";
    private static final String OTHER = XML + "\r\nSOAPAction: \"urn:x/WSGetConfigData\"";
    private static final String CHUNKED = "\r\nTransfer-Encoding: chunked";
    private static final int LIMIT = TestParts.MAX_MESSAGE_SIZE;

    @TempDir
    static Path folder;

    private static TestParts parts;
    private static WatchedKey key;
    private static FilterServer server;
    private String question;
    private int signatures;

    @BeforeAll
    static void start() throws LifecycleException {
        parts = TestParts.make();
        key = parts.key(false);
        server = new FilterServer(folder)
                .filter("before", new MeddlingFilter(), "/*")
                .ours("small", parts.running("small", key, null, 100), "/twice/*")
                .ours("erp", parts.running("erp", key, TestParts.PATH, LIMIT), "/*")
                .start();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        server.close();
    }

    @BeforeEach
    void countFromHere() {
        question = fresh();
        signatures = key.uses();
        server.reached();
        parts.log().clear();
    }

    @AfterEach
    void nothingBelongsToAnUnforeseenError() {
        assertThat(parts.log().printed()).doesNotContain("internal-error");
    }

    @Test
    void answersAHandshakeItselfHoweverItsBodyComes() throws IOException {
        assertAccepted(RawHttp.send(server.port(), URL + AUTHENTICATE, question));
        assertAccepted(RawHttp.send(server.port(), URL + XML, fresh()));
        assertAccepted(RawHttp.exchange(server.port(), URL + AUTHENTICATE + CHUNKED, chunk(fresh(), true), false));
        StringBuilder bytewise = new StringBuilder();
        fresh().chars().forEach(c -> bytewise.append("1\r\n").append((char) c).append("\r\n"));
        assertAccepted(RawHttp.exchange(
                server.port(),
                URL + AUTHENTICATE + CHUNKED,
                (bytewise + "0\r\n\r\n").getBytes(StandardCharsets.UTF_8),
                false));
    }

    /** To look into a body is to take it from others' streams, so only what can be a handshake by its head is looked at. */
    @Test
    @Tag("F02")
    void looksIntoNoBodyWithoutAnActionThatDoesNotDeclareTheLengthOfAHandshake() throws IOException {
        assertPassed(
                RawHttp.exchange(server.port(), URL + XML + CHUNKED, chunk(question, true), false), question.length());
        String padded = question + " ".repeat(16_385 - question.length());
        assertPassed(RawHttp.send(server.port(), URL + XML, padded), 16_385);
        assertPassed(RawHttp.send(server.port(), URL + XML, "<!DOCTYPE x>" + "x".repeat(499)), 511);
        assertAccepted(RawHttp.send(server.port(), URL + XML, padded.substring(0, 16_384)));
        RawHttp.Reply least = RawHttp.send(server.port(), URL + XML, "<!DOCTYPE x>" + "x".repeat(500));
        assertRefused(least, 500, "dtd-forbidden");
    }

    @Test
    void leavesOtherOperationsToTheConnector() throws IOException {
        assertPassed(RawHttp.send(server.port(), URL + OTHER, "anything"), 8);
        assertPassed(RawHttp.send(server.port(), URL + XML, "anything"), 8);
        assertPassed(RawHttp.send(server.port(), URL + "\r\nContent-Type: text/plain", question), question.length());
        for (String method : new String[] {"GET", "PUT", "DELETE", "OPTIONS", "post"}) {
            String head = URL.replace("POST", method).replace(".svc", ".svc?wsdl");
            assertPassed(RawHttp.send(server.port(), head, ""), 0);
        }
    }

    /** ATTACKS X30 would refuse it; ARCHITECTURE 2 says that a request which names another operation is not read. */
    @Tag("F67")
    @Test
    void doesNotReadAHandshakeUnderTheNameOfAnotherOperation() throws IOException {
        assertPassed(RawHttp.send(server.port(), URL + OTHER, question), question.length());
    }

    @Test
    void refusesAnAnnouncedOversizeBeforeAnyOfItComes() throws IOException {
        for (String length : new String[] {"65537", "10737418240"}) {
            RawHttp.Reply reply = RawHttp.exchange(
                    server.port(), URL + AUTHENTICATE + "\r\nContent-Length: " + length, new byte[0], false);
            assertRefused(reply, 413, "message-too-large");
            parts.log().clear();
        }
    }

    @Test
    void refusesAnOversizeOfUnknownLengthAsSoonAsItIsOne() throws IOException {
        String padded = question + " ".repeat(LIMIT);
        RawHttp.Reply reply = RawHttp.exchange(
                server.port(), URL + AUTHENTICATE + CHUNKED, chunk(padded.substring(0, LIMIT + 1), false), false);
        assertRefused(reply, 413, "message-too-large");
        parts.log().clear();
        String atTheLimit = padded.substring(0, LIMIT);
        assertAccepted(RawHttp.exchange(server.port(), URL + AUTHENTICATE + CHUNKED, chunk(atTheLimit, true), false));
    }

    /** ATTACKS T04 would refuse what cannot be told within the limit; ARCHITECTURE 2 passes it on whole. */
    @Test
    void passesOnWholeWhatNamesNoActionAndIsTooLarge() throws IOException {
        assertPassed(RawHttp.send(server.port(), URL + XML, "x".repeat(LIMIT + 1)), LIMIT + 1);
        assertPassed(
                RawHttp.exchange(server.port(), URL + XML + CHUNKED, chunk("x".repeat(LIMIT + 1), true), false),
                LIMIT + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "post", "DELETE"})
    void refusesAnyMethodButPost(String method) throws IOException {
        RawHttp.Reply certain = RawHttp.send(server.port(), URL.replace("POST", method) + AUTHENTICATE, question);
        assertRefused(certain, 405, "method-not-allowed");
        assertThat(certain.headers()).containsEntry("Allow", "POST");
        parts.log().clear();
        RawHttp.Reply byBody = RawHttp.send(server.port(), URL.replace("POST", method) + XML, question);
        assertRefused(byBody, 405, "method-not-allowed");
    }

    @Test
    void ignoresHeadersThatWouldChangeTheMethod() throws IOException {
        RawHttp.Reply reply =
                RawHttp.send(server.port(), URL + AUTHENTICATE + "\r\nX-HTTP-Method-Override: GET", question);
        assertAccepted(reply);
    }

    /** Tomcat answers a body that breaks off itself and takes no answer of ours, but not with the stack of our classes. */
    @Test
    void refusesABodyThatBreaksOff() throws IOException {
        byte[] whole = question.getBytes(StandardCharsets.UTF_8);
        String announced = "\r\nContent-Length: " + (whole.length + 1);
        String head = URL + AUTHENTICATE;
        assertBrokenOff(RawHttp.exchange(server.port(), head + announced, whole, true));
        assertBrokenOff(RawHttp.exchange(server.port(), head + CHUNKED, chunk(question, false), true));
        byte[] noChunk = "zz\r\n".getBytes(StandardCharsets.UTF_8);
        assertBrokenOff(RawHttp.exchange(server.port(), head + CHUNKED, noChunk, true));
    }

    /** Without an action it is not ours to refuse: its reader meets the failure that it would have met without us. */
    @Test
    @Tag("F05")
    void leavesABodyThatBreaksOffToTheConnectorWhereNoActionSaysThatItIsOurs() throws IOException {
        byte[] whole = question.getBytes(StandardCharsets.UTF_8);
        String announced = "\r\nContent-Length: " + (whole.length + 1);
        String others = RawHttp.exchange(server.port(), URL + OTHER + announced, whole, true)
                .body();
        assertThat(server.reached()).isOne();
        RawHttp.Reply reply = RawHttp.exchange(server.port(), URL + XML + announced, whole, true);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().lines().findFirst()).isEqualTo(others.lines().findFirst());
        assertThat(server.reached()).isOne();
        assertThat(parts.log().lines()).isEmpty();
    }

    private void assertBrokenOff(RawHttp.Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).doesNotContain("SignedApplicationToken", TestTokens.NONCE, "xception", "erpconnector");
        assertThat(server.reached()).isZero();
        assertThat(key.uses()).isEqualTo(signatures);
        assertThat(parts.log().only().text()).contains(" reason=body-broken ");
        parts.log().clear();
    }

    @Test
    void neverInflatesABody() throws IOException {
        RawHttp.Reply reply = RawHttp.send(server.port(), URL + AUTHENTICATE + "\r\nContent-Encoding: gzip", question);
        assertRefused(reply, 415, "media-type-unsupported");
    }

    @Test
    void answersAnUnreadableEnvelopeInItsOwnVersion() throws IOException {
        String head = URL + "\r\nContent-Type: application/soap+xml; action=\"urn:x/Authenticate\"";
        RawHttp.Reply reply = RawHttp.send(server.port(), head, "<!DOCTYPE x>" + question);
        assertRefused(reply, 400, "dtd-forbidden");
        assertThat(reply.headers()).containsEntry("Content-Type", "application/soap+xml;charset=utf-8");
        assertThat(reply.body()).contains("http://www.w3.org/2003/05/soap-envelope", "s:Sender");
    }

    @Test
    void refusesTwoActionHeaders() throws IOException {
        RawHttp.Reply reply = RawHttp.send(server.port(), URL + OTHER + "\r\nsoapaction: urn:x/Authenticate", question);
        assertRefused(reply, 500, "action-ambiguous");
    }

    @Test
    void refusesAForgedTokenWithoutTheConnectorSeeingIt() throws IOException {
        RawHttp.Reply reply = RawHttp.send(server.port(), URL + AUTHENTICATE, envelope("a.b.c"));
        assertRefused(reply, 200, "token-malformed");
        assertThat(reply.body()).contains("<Succeeded>false</Succeeded>");
    }

    /** A filter before ours that has called getReader() makes getInputStream() fail, as the servlet API says. */
    @ParameterizedTest
    @ValueSource(strings = {"reader", "drain"})
    @Tag("T08")
    void blamesTheServerWhereAFilterBeforeItHasReadTheBody(String meddling) throws IOException {
        RawHttp.Reply reply = RawHttp.send(server.port(), before(meddling) + AUTHENTICATE, question);
        assertRefused(reply, 503, "body-already-read");
        assertThat(parts.log().only().level()).isEqualTo(Level.SEVERE);
        assertThat(parts.log().only().text()).contains("map this one first in web.xml");
        assertThat(reply.headers()).containsEntry("Retry-After", "30");
        assertThat(reply.body()).contains("s:Server");
        parts.log().clear();
        RawHttp.Reply http = RawHttp.send(
                server.port(),
                "POST /authenticate?before=" + meddling + " HTTP/1.1\r\nContent-Type: application/json",
                "{}");
        assertRefused(http, 503, "body-already-read");
        assertThat(http.headers()).containsEntry("Content-Type", "application/json");
    }

    @Test
    void leavesToTheConnectorWhatNamesNoActionAndHasBeenRead() throws IOException {
        RawHttp.Reply reply = RawHttp.send(server.port(), before("drain") + XML, "anything");
        assertPassed(reply, 0);
        RawHttp.Reply unread = RawHttp.send(server.port(), before("reader") + XML, "anything");
        // The connector cannot have the stream either: that is between it and the filter before us.
        assertThat(unread.status()).isEqualTo(500);
        assertThat(server.reached()).isEqualTo(1);
        assertThat(parts.log().lines()).isEmpty();
    }

    @Test
    @Tag("H17")
    @Tag("T08")
    void readsTheBodyAlthoughAFilterBeforeItHasAskedForParameters() throws IOException {
        assertAccepted(RawHttp.send(server.port(), before("parameter") + AUTHENTICATE, question));
        String form = AUTHENTICATE.replace("text/xml", "application/x-www-form-urlencoded");
        assertRefused(RawHttp.send(server.port(), before("parameter") + form, "a=b"), 415, "media-type-unsupported");
    }

    @Test
    void answersAlthoughAFilterBeforeItHasTakenTheWriter() throws IOException {
        assertAccepted(RawHttp.send(server.port(), before("writer") + AUTHENTICATE, question));
    }

    @Test
    @Tag("H19")
    void saysNothingToACallerThatHasGone() throws IOException {
        RawHttp.send(server.port(), before("gone") + AUTHENTICATE, envelope("a.b.c"));
        assertThat(parts.log().lines()).extracting(RecordedLog.Line::level).containsExactly(Level.WARNING, Level.FINE);
        assertThat(parts.log().lines().get(1).text()).contains("answer not delivered", "Broken pipe");
        assertThat(server.reached()).isZero();
    }

    @Test
    @Tag("C03")
    void neverPassesOnWhatItFailsToJudge() throws IOException {
        for (String head : new String[] {before("fault") + AUTHENTICATE, before("fault") + XML}) {
            RawHttp.Reply reply = RawHttp.send(server.port(), head, question);
            assertRefused(reply, 503, "body-unreadable");
            assertThat(parts.log().only().text())
                    .contains("map this filter first if the server hands on no " + MeddlingFilter.class.getName())
                    .contains("UnsupportedOperationException")
                    .doesNotContain("quoted text");
            parts.log().clear();
        }
    }

    @Test
    void judgesEvenWhatCarriesAMarkThatIsNotItsOwn() throws IOException {
        assertAccepted(RawHttp.send(server.port(), before("mark") + AUTHENTICATE, question));
    }

    @Test
    @Tag("H14")
    void judgesOnceWhatTheConnectorForwards() throws IOException {
        String url = "POST /Services/ErpConnectorWS.svc?then=forward HTTP/1.1";
        // Of a handshake's length, so that it is judged at all.
        assertThat(RawHttp.send(server.port(), url + XML, "x".repeat(600)).body())
                .isEqualTo("connector read 600");
        assertThat(server.reached()).isEqualTo(2);
        assertThat(parts.log().lines()).isEmpty();
    }

    @Test
    @Tag("T08")
    void letsEachOfTwoFiltersJudgeTheSameRequest() throws IOException {
        // The first has a limit of 100 bytes and passes on what it cannot tell; the second reads it and answers.
        assertAccepted(RawHttp.send(server.port(), "POST /twice/x HTTP/1.1" + XML, question));
        assertPassed(RawHttp.send(server.port(), "POST /twice/x HTTP/1.1" + XML, "y".repeat(90)), 90);
        assertPassed(RawHttp.send(server.port(), "POST /twice/x HTTP/1.1" + XML, "y".repeat(9000)), 9000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unchecked", "checked", "io", "error"})
    @Tag("T07")
    void leavesTheConnectorsOwnFailuresAlone(String then) throws IOException {
        String url = "POST /Services/ErpConnectorWS.svc?then=" + then + " HTTP/1.1";
        for (String head : new String[] {url + OTHER, url + XML}) {
            RawHttp.Reply reply = RawHttp.send(server.port(), head, "anything");
            assertThat(reply.status()).isEqualTo(then.equals("error") ? 418 : 500);
            assertThat(reply.body()).contains("the connector&#39;s own");
            assertThat(reply.headers()).doesNotContainKey("X-Content-Type-Options");
        }
        assertThat(server.reached()).isEqualTo(2);
        assertThat(parts.log().lines()).isEmpty();
    }

    private static String before(String meddling) {
        return "POST /Services/ErpConnectorWS.svc?before=" + meddling + " HTTP/1.1";
    }

    private static String fresh() {
        return envelope(TestTokens.fresh(parts.caller()));
    }

    private static String envelope(String token) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
                + "<AuthenticationRequest xmlns='urn:x'><SignedToken>" + token
                + "</SignedToken></AuthenticationRequest></s:Body></s:Envelope>";
    }

    private static byte[] chunk(String text, boolean last) {
        String chunk = Integer.toHexString(text.length()) + "\r\n" + text + "\r\n" + (last ? "0\r\n\r\n" : "");
        return chunk.getBytes(StandardCharsets.UTF_8);
    }

    private void assertAccepted(RawHttp.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).containsPattern("<SignedApplicationToken>[0-9A-F]{32}\\.202603011200\\.");
        assertThat(key.uses()).isEqualTo(signatures + 1);
        assertThat(server.reached()).isZero();
        assertThat(parts.log().only().text()).startsWith("handshake accepted: ");
        countFromHere();
    }

    private static void assertPassed(RawHttp.Reply reply, int size) {
        assertThat(reply.body()).isEqualTo("connector read " + size);
        assertThat(server.reached()).isEqualTo(1);
        assertThat(parts.log().lines()).isEmpty();
    }

    private void assertRefused(RawHttp.Reply reply, int status, String reason) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(reply.body())
                .doesNotContain("SignedApplicationToken", "Exception", "Tomcat")
                .doesNotContainPattern("[0-9A-F]{32}");
        assertThat(server.reached()).isZero();
        assertThat(key.uses()).isEqualTo(signatures);
        assertThat(parts.log().only().text()).contains(" reason=" + reason + " ");
    }
}
