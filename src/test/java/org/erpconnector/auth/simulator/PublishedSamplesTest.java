package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.erpconnector.auth.simulator.TestIdentity.NOW;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Compares what the simulator writes and reads with the messages of a real handshake that SuperOffice published beside
 * the WSDL of its mirroring contract. They are not part of this project: {@code -Dreference.samples} says where they lie.
 */
class PublishedSamplesTest {

    private final String folder = System.getProperty("reference.samples", "");
    private HandshakeSettings settings;

    @BeforeEach
    void needsTheSamples() throws Exception {
        assumeThat(folder).as("-Dreference.samples is not given").isNotBlank();
        RsaIdentity caller = TestIdentity.generate(2048);
        settings = new HandshakeSettings(
                Contract.MIRRORING,
                SoapVersion.SOAP_1_1,
                HandshakeMessages.MIRRORING_NAMESPACE,
                false,
                new CallerToken.Terms(TestIdentity.APPLICATION_ID, "Cust12345", "SuperOffice AS", 300),
                caller,
                TestIdentity.publicKey(caller),
                false,
                new HttpCaller(URI.create("http://127.0.0.1/"), Duration.ofSeconds(1), 1000, Optional.empty()),
                Optional.empty());
    }

    @Test
    void writesTheRequestOfTheSample() throws Exception {
        CallerToken token = CallerToken.issue(settings.terms(), settings.caller(), NOW);
        XmlElement ours = XmlElement.parse(
                HandshakeMessages.write(settings, token.text()).body().getBytes(StandardCharsets.UTF_8));

        assertThat(outline(ours, "")).isEqualTo(outline(XmlElement.parse(sample("SampleAuthenticateRequest.xml")), ""));
    }

    @Test
    void makesATokenWithTheMembersOfTheSample() throws Exception {
        XmlElement envelope = XmlElement.parse(sample("SampleAuthenticateRequest.xml"));
        String published =
                envelope.child("Header").orElseThrow().textOf("SignedToken").strip();
        String ours =
                CallerToken.issue(settings.terms(), settings.caller(), NOW).text();

        for (int part = 0; part < 2; part++) {
            assertThat(members(ours, part)).containsExactlyElementsOf(members(published, part));
        }
    }

    @Test
    void readsTheReplyOfTheSampleAsAccepted() throws Exception {
        HttpReply reply = TestIdentity.reply(200, "text/xml; charset=utf-8", sample("SampleAuthenticateResponse.xml"));

        ConnectorAnswer answer = AnswerReader.read(reply, settings);

        assertThat(answer.outcome()).isEqualTo(ConnectorAnswer.Outcome.ACCEPTED);
        assertThat(answer.remarks()).isEmpty();
    }

    @Test
    void findsOnlyTheUnpublishedKeyMissingInTheReplyOfTheSample() throws Exception {
        HttpReply reply = TestIdentity.reply(200, "text/xml", sample("SampleAuthenticateResponse.xml"));
        String token = AnswerReader.read(reply, settings).replyToken().orElseThrow();
        String nonce = token.substring(0, token.indexOf('.'));
        CallerToken sent = new CallerToken("", nonce, "SuperOffice AS", "Cust10003", "", NOW);

        List<Check> checks = new ApplicationTokenJudge(TestIdentity.publicKey(TestIdentity.generate(1024)))
                .judge(token, sent, Instant.parse("2021-09-16T11:25:30Z"));

        assertThat(checks.stream().map(Check::passed)).containsExactly(true, true, true, false);
        assertThat(checks.get(3).finding()).startsWith("another key signed");
    }

    private byte[] sample(String name) throws IOException {
        return Files.readAllBytes(Path.of(folder, "tokens", name));
    }

    /** Names, attributes and nesting, without the text. */
    private static List<String> outline(XmlElement element, String indent) {
        List<String> lines = new ArrayList<>();
        lines.add(indent + element.qname() + " " + element.attributes());
        element.children().forEach(child -> lines.addAll(outline(child, indent + " ")));
        return lines;
    }

    private static List<String> members(String token, int part) throws ParseException {
        String json = new Base64URL(token.split("\\.", -1)[part]).decodeToString();
        return List.copyOf(JSONObjectUtils.parse(json).keySet());
    }
}
