package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.erpconnector.auth.http.FilterServer;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Inspection;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.observe.LogRateLimiter;
import org.erpconnector.auth.observe.Observation;
import org.erpconnector.auth.testkit.CapturedLog;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log shows once how SuperOffice asks, since no document does. */
class HandshakeFormTest {
    private static final Logger LOGGER = Logger.getLogger("org.erpconnector.auth");
    private static final TestParts PARTS = TestParts.make();
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String XML = "text/xml\r\nSOAPAction: \"urn:x/Authenticate\"";
    private static final String MESSAGE =
            "<AuthenticationRequest xmlns='urn:x'><SignedToken>%s</SignedToken></AuthenticationRequest>";

    @TempDir
    Path folder;

    private final CapturedLog log = new CapturedLog();
    private Level before = Level.INFO;

    @BeforeEach
    void listen() {
        before = LOGGER.getLevel();
        LOGGER.setLevel(Level.INFO);
        LOGGER.addHandler(log);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(log);
        LOGGER.setLevel(before);
    }

    @Test
    void showsTheNamesOfTheFirstProvenHandshakeOfEachFormAndNoValue() throws Exception {
        try (FilterServer server = server()) {
            String header = "<Trace xmlns='urn:h' id='secret'>secret</Trace>";
            String body = MESSAGE.replace("</Auth", "<Other a='secret'>secret</Other></Auth");
            ask(server, XML, envelope(SOAP_11, header, body.formatted("a.b.c")));
            assertThat(forms()).as("of a stranger").isEmpty();

            for (int i = 0; i < 2; i++) {
                ask(server, XML, envelope(SOAP_11, header, body.formatted(token())));
                assertThat(forms())
                        .containsExactly("contract=connector-message form=[SOAP 1.1 action=urn:x/Authenticate"
                                + " header({urn:h}Trace)"
                                + " body({urn:x}AuthenticationRequest({urn:x}SignedToken {urn:x}Other))]");
            }
            assertThat(log.everything()).doesNotContain("secret", "eyJ");
        }
    }

    @Test
    void showsEachContract() throws Exception {
        try (FilterServer server = server()) {
            String mirroring = "http://www.superoffice.com/online/mirroring/0.1";
            ask(
                    server,
                    XML,
                    envelope(
                            SOAP_11,
                            "<h:SignedToken xmlns:h='" + mirroring + "'>" + token() + "</h:SignedToken>",
                            "<AuthenticateRequest xmlns='" + mirroring + "'><ClientState/></AuthenticateRequest>"));
            ask(
                    server,
                    "application/soap+xml; action=\"urn:x/I/Authenticate\"",
                    envelope(
                            SOAP_12,
                            "",
                            "<Authenticate xmlns='urn:x'><request xmlns:a='urn:d'><a:SignedToken>" + token()
                                    + "</a:SignedToken></request></Authenticate>"));
            RawHttp.send(server.port(), "POST /authenticate HTTP/1.1\r\nContent-Type: application/jwt", token());
            RawHttp.send(
                    server.port(),
                    "POST /authenticate HTTP/1.1\r\nContent-Type: application/json",
                    "{\"For\":[\"secret\"],\"SignedToken\":\"" + token() + "\"}");
            assertThat(forms())
                    .containsExactly(
                            "contract=mirroring form=[SOAP 1.1 action=urn:x/Authenticate header({" + mirroring
                                    + "}SignedToken) body({" + mirroring + "}AuthenticateRequest({" + mirroring
                                    + "}ClientState))]",
                            "contract=connector-parameter form=[SOAP 1.2 action=urn:x/I/Authenticate header()"
                                    + " body({urn:x}Authenticate({urn:x}request({urn:d}SignedToken)))]",
                            "contract=http-jwt form=[application/jwt]",
                            "contract=http-json form=[application/json members(For SignedToken)]");
        }
    }

    @Test
    void showsAnotherFormOfTheSameContractAndNoMoreThanFour() throws Exception {
        try (FilterServer server = server()) {
            // Whatever differs: action, version, header, a member, its depth, its namespace.
            ask(server, XML, envelope(SOAP_11, "", MESSAGE.formatted(token())));
            ask(server, XML.replace("urn:x", "urn:y"), envelope(SOAP_11, "", MESSAGE.formatted(token())));
            ask(
                    server,
                    XML.replace("text/xml", "application/soap+xml"),
                    envelope(SOAP_12, "", MESSAGE.formatted(token())));
            assertThat(forms()).hasSize(3);
            for (int i = 0; i < 3; i++) {
                ask(server, XML, envelope(SOAP_11, "<h" + i + "/>", MESSAGE.formatted(token())));
            }
            assertThat(forms()).hasSize(4).last().asString().contains("header({}h0)");
            RawHttp.send(server.port(), "POST /authenticate HTTP/1.1\r\nContent-Type: application/jwt", token());
            assertThat(forms()).as("another contract's are its own").hasSize(5);
        }
    }

    @Test
    void showsTheDepthAndThePlaceOfANameAsADifference() {
        List<String> bodies = List.of(
                "<Authenticate><SignedToken/><b/></Authenticate>",
                "<Authenticate><SignedToken/><b><c/></b></Authenticate>",
                "<Authenticate><SignedToken/><b/><c/></Authenticate>",
                "<Authenticate><SignedToken/><c/><b/></Authenticate>",
                "<Authenticate><SignedToken/><b xmlns='c'/></Authenticate>");
        assertThat(bodies.stream()
                        .map(body -> read(envelope(SOAP_11, "", body)).form().print()))
                .doesNotHaveDuplicates();
        assertThat(read(envelope(SOAP_11, "<b/>", bodies.get(0))).form().print())
                .isNotEqualTo(read(envelope(SOAP_11, "", bodies.get(0))).form().print());
    }

    @Test
    void namesCanNeitherWriteALineNorFillOne() throws Exception {
        try (FilterServer server = server()) {
            String odd = "urn:a&#10;handshake accepted: &#x9;\u00E5]" + "n".repeat(900);
            String body = MESSAGE.replace("urn:x", odd).replace("</Auth", "<Other/>".repeat(100) + "</Auth");
            ask(server, XML, envelope(SOAP_11, "", body.formatted(token())));
            assertThat(forms())
                    .singleElement()
                    .asString()
                    .hasSizeLessThan(1100)
                    .matches("[ -~]+")
                    .contains("...");
            assertThat(forms().get(0))
                    .contains("body({urn:a?handshake accepted: ??]nnn", "n...}AuthenticationRequest(");
        }
    }

    @Test
    void theManualShowsTheLineAsItIs() throws IOException {
        RecordedLog lines = new RecordedLog();
        log(lines).form(read(envelope(SOAP_11, "", MESSAGE.formatted("a.b.c"))));
        assertThat(Files.readString(Path.of("src/site/markdown/recipes.md")))
                .contains("```\n" + lines.only().text() + "\n```");
    }

    /** Each handshake asks. */
    @Test
    void aKnownFormCostsNoMemory() {
        RecordedLog lines = new RecordedLog();
        HandshakeLog shown = log(lines);
        HandshakeRequest request = read(envelope(SOAP_11, "<Trace/>", MESSAGE.formatted("a.b.c")));
        shown.form(request);
        assertThat(lines.take()).hasSize(1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = threads.getCurrentThreadAllocatedBytes();
            shown.form(request);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - start);
        }
        assertThat(least).isZero();
        assertThat(lines.take()).isEmpty();
    }

    private static HandshakeLog log(RecordedLog lines) {
        return new HandshakeLog(
                lines,
                "erp-connector-auth",
                new Observation(Clock.systemUTC(), lines),
                new LogRateLimiter(1, System::nanoTime),
                new KnownForms(1));
    }

    private static HandshakeRequest read(String envelope) {
        Inspection reading = new MessageReader()
                .read(
                        Inspection.Unread.soap(SoapVersion.SOAP_1_1, true, "urn:x/Authenticate", "text/xml"),
                        envelope.getBytes(StandardCharsets.UTF_8));
        return (HandshakeRequest) reading;
    }

    private FilterServer server() throws Exception {
        FilterLifecycle filter = FilterLifecycle.start(
                "erp", PARTS.settings(folder), attribute -> null, Clock.fixed(TestTokens.NOW, ZoneOffset.UTC));
        return new FilterServer(folder).ours("erp", filter, "/*").start();
    }

    private static String token() {
        return TestTokens.fresh(PARTS.caller());
    }

    private static String envelope(String soap, String header, String body) {
        return "<s:Envelope xmlns:s='" + soap + "'><s:Header>" + header + "</s:Header><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    private static void ask(FilterServer server, String type, String envelope) throws IOException {
        RawHttp.send(server.port(), "POST /X.svc HTTP/1.1\r\nContent-Type: " + type, envelope);
    }

    private List<String> forms() {
        String begin = "handshake form: filter=erp ";
        return log.texts().stream()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()))
                .toList();
    }
}
