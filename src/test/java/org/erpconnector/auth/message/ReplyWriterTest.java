package org.erpconnector.auth.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.message.Messages.SOAP_11;
import static org.erpconnector.auth.message.Messages.SOAP_12;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.erpconnector.auth.config.MemberOrder;
import org.erpconnector.auth.core.TestReply;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.TestShapes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The very text of every answer, since WCF drops in silence what comes in another order or under another name. */
class ReplyWriterTest {
    private static final String REPLY_TOKEN = "0123456789ABCDEF0123456789ABCDEF.202603011200.c2ln+/8=";
    private static final Answer ACCEPTED = (writer, shape) -> writer.accepted(shape, TestReply.of(REPLY_TOKEN));
    private static final Answer REFUSED = refused(Reason.SIGNATURE_INVALID);
    private static final Answer UNAVAILABLE = (writer, shape) -> writer.unavailable(shape.dialect());
    private static final Shape.Http JSON = new Shape.Http(Contract.HTTP_JSON);
    private static final String BUSY = "The connector cannot authenticate at the moment";
    private static final String MIRRORING = "http://www.superoffice.com/online/mirroring/0.1";
    private static final Map<String, String> ALWAYS =
            Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");

    /** One of the ways to answer. */
    private interface Answer {
        HandshakeReply of(ReplyWriter writer, Shape shape);
    }

    private static Answer refused(Reason reason) {
        return (writer, shape) -> writer.refused(shape, reason);
    }

    @Test
    @Tag("RP6")
    void answersAParameterAlphabeticallyWithANilReason() {
        Shape shape = soap(Contract.CONNECTOR_PARAMETER, "Authenticate", "urn:x", "urn:y");
        assertThat(body(shape, ACCEPTED))
                .isEqualTo("<AuthenticateResponse xmlns=\"urn:x\">"
                        + "<AuthenticateResult xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:a=\"urn:y\">"
                        + "<a:Reason i:nil=\"true\"/>"
                        + "<a:SignedApplicationToken>" + REPLY_TOKEN + "</a:SignedApplicationToken>"
                        + "<a:Succeeded>true</a:Succeeded>"
                        + "</AuthenticateResult></AuthenticateResponse>");
    }

    @Test
    void refusesAParameterWithoutAnElementForTheToken() {
        Shape shape = soap(Contract.CONNECTOR_PARAMETER, "Authenticate", "urn:x", "urn:y");
        assertThat(body(shape, REFUSED))
                .isEqualTo("<AuthenticateResponse xmlns=\"urn:x\">"
                        + "<AuthenticateResult xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:a=\"urn:y\">"
                        + "<a:Reason>Failed to validate authentication request</a:Reason>"
                        + "<a:Succeeded>false</a:Succeeded>"
                        + "</AuthenticateResult></AuthenticateResponse>");
    }

    @Test
    void answersAParameterWithoutNamespacesInNone() {
        assertThat(body(soap(Contract.CONNECTOR_PARAMETER, "Authenticate", "", ""), ACCEPTED))
                .isEqualTo("<AuthenticateResponse>"
                        + "<AuthenticateResult xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">"
                        + "<Reason xmlns=\"\" i:nil=\"true\"/>"
                        + "<SignedApplicationToken xmlns=\"\">" + REPLY_TOKEN + "</SignedApplicationToken>"
                        + "<Succeeded xmlns=\"\">true</Succeeded>"
                        + "</AuthenticateResult></AuthenticateResponse>");
        Element members = parsed(soap(Contract.CONNECTOR_PARAMETER, "Authenticate", "urn:x", ""), ACCEPTED);
        assertThat(members.getElementsByTagNameNS("urn:x", "*").getLength()).isEqualTo(1);
        assertThat(members.getElementsByTagName("Succeeded").item(0).getNamespaceURI())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "AuthenticationRequest, AuthenticationResponse",
        "AuthenticateRequest, AuthenticateResponse",
        "Authenticate, AuthenticateResponse"
    })
    @Tag("RP6")
    void answersAMessageUnderTheNameThatWcfDerives(String question, String answer) {
        Shape shape = soap(Contract.CONNECTOR_MESSAGE, question, "urn:x", "urn:x");
        assertThat(body(shape, ACCEPTED))
                .isEqualTo("<" + answer + " xmlns=\"urn:x\"><Succeeded>true</Succeeded><SignedApplicationToken>"
                        + REPLY_TOKEN + "</SignedApplicationToken></" + answer + ">");
        assertThat(body(shape, REFUSED))
                .isEqualTo("<" + answer + " xmlns=\"urn:x\"><Succeeded>false</Succeeded>"
                        + "<Reason>Failed to validate authentication request</Reason></" + answer + ">");
    }

    @Test
    void answersAMessageAlphabeticallyWhereTheSettingSaysSo() {
        ReplyWriter writer =
                new ReplyWriter(MemberOrder.ALPHABETICAL, AnswerNames.DERIVED, new MirroringAnswer("1", "2"));
        Shape shape = soap(Contract.CONNECTOR_MESSAGE, "AuthenticationRequest", "urn:x", "urn:x");
        assertThat(content(ACCEPTED.of(writer, shape).text(), SOAP_11))
                .isEqualTo("<AuthenticationResponse xmlns=\"urn:x\"><SignedApplicationToken>" + REPLY_TOKEN
                        + "</SignedApplicationToken><Succeeded>true</Succeeded></AuthenticationResponse>");
        assertThat(content(REFUSED.of(writer, shape).text(), SOAP_11))
                .isEqualTo("<AuthenticationResponse xmlns=\"urn:x\">"
                        + "<Reason>Failed to validate authentication request</Reason>"
                        + "<Succeeded>false</Succeeded></AuthenticationResponse>");
    }

    @Test
    void answersAMessageWithMembersInTheNamespaceOfItsToken() {
        assertThat(body(soap(Contract.CONNECTOR_MESSAGE, "Authenticate", "urn:x", ""), REFUSED))
                .startsWith("<AuthenticateResponse xmlns=\"urn:x\"><Succeeded xmlns=\"\">false</Succeeded>");
        assertThat(body(soap(Contract.CONNECTOR_MESSAGE, "Authenticate", "", "urn:y"), REFUSED))
                .startsWith("<AuthenticateResponse><Succeeded xmlns=\"urn:y\">false</Succeeded>");
        assertThat(body(soap(Contract.CONNECTOR_MESSAGE, "Authenticate", "", ""), REFUSED))
                .startsWith("<AuthenticateResponse><Succeeded>false</Succeeded>");
    }

    @Test
    @Tag("RP6")
    @Tag("RP7")
    void answersMirroringInTheOrderOfItsWsdl() {
        Shape shape = soap(Contract.MIRRORING, "AuthenticateRequest", MIRRORING, MIRRORING);
        assertThat(body(shape, ACCEPTED))
                .isEqualTo("<AuthenticateResponse xmlns=\"" + MIRRORING + "\"><IsSuccessful>true</IsSuccessful>"
                        + "<ErrorMessage/><SignedApplicationToken>" + REPLY_TOKEN + "</SignedApplicationToken>"
                        + "<SupportedInterfaces>1</SupportedInterfaces>"
                        + "<SuperOfficeMirroringBuild>4.0 &lt;x&gt;</SuperOfficeMirroringBuild>"
                        + "<ClientState/><AdditionalInformationJson/></AuthenticateResponse>");
        assertThat(body(shape, REFUSED))
                .isEqualTo("<AuthenticateResponse xmlns=\"" + MIRRORING + "\"><IsSuccessful>false</IsSuccessful>"
                        + "<ErrorMessage>Failed to validate authentication request</ErrorMessage>"
                        + "<SupportedInterfaces>1</SupportedInterfaces>"
                        + "<SuperOfficeMirroringBuild>4.0 &lt;x&gt;</SuperOfficeMirroringBuild>"
                        + "<ClientState/><AdditionalInformationJson/></AuthenticateResponse>");
    }

    @Test
    void answersMirroringByTheNameOfItsWsdlWhateverTheQuestionIsCalled() {
        assertThat(body(soap(Contract.MIRRORING, "AuthenticationRequest", MIRRORING, MIRRORING), REFUSED))
                .startsWith("<AuthenticateResponse xmlns=\"" + MIRRORING + "\">");
    }

    @ParameterizedTest
    @EnumSource(
            value = Contract.class,
            names = {"CONNECTOR_PARAMETER", "CONNECTOR_MESSAGE"})
    @Tag("RP7")
    void escapesTheNamespacesThatItEchoes(Contract contract) {
        String hostile = "urn:\"'><x>&amp;&#10;\u00E5\uD83D\uDE00\t\r\n";
        Element answer = parsed(soap(contract, "Authenticate", hostile, hostile + "2"), ACCEPTED);
        assertThat(answer.getNamespaceURI()).isEqualTo(hostile);
        assertThat(answer.getElementsByTagNameNS(hostile + "2", "Succeeded").getLength())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    @Tag("RP6")
    void answersInTheVersionOfTheQuestion(SoapVersion version) {
        boolean old = version == SoapVersion.SOAP_1_1;
        for (Contract contract : soapContracts()) {
            Shape shape = new Shape.Soap(contract, version, "Authenticate", "urn:x", "urn:y");
            for (Answer answer : new Answer[] {ACCEPTED, REFUSED}) {
                HandshakeReply reply = answer.of(writer(), shape);
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.contentType())
                        .isEqualTo(old ? "text/xml; charset=utf-8" : "application/soap+xml; charset=utf-8");
                assertThat(reply.headers()).isEqualTo(ALWAYS);
                assertThat(document(reply.text()).getDocumentElement().getNamespaceURI())
                        .isEqualTo(old ? SOAP_11 : SOAP_12);
            }
        }
    }

    @Test
    void asksToComeAgainWithAFaultOfTheSameVersion() {
        HandshakeReply old = UNAVAILABLE.of(writer(), soap(Contract.MIRRORING, "x", MIRRORING, MIRRORING));
        assertThat(content(old.text(), SOAP_11))
                .isEqualTo("<s:Fault><faultcode>s:Server</faultcode><faultstring>" + BUSY + "</faultstring></s:Fault>");
        assertThat(old.contentType()).isEqualTo("text/xml; charset=utf-8");
        HandshakeReply later = writer().unavailable(SoapVersion.SOAP_1_2);
        assertThat(content(later.text(), SOAP_12))
                .isEqualTo("<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en\">"
                        + BUSY + "</s:Text></s:Reason></s:Fault>");
        assertThat(later.contentType()).isEqualTo("application/soap+xml; charset=utf-8");
        HandshakeReply http = UNAVAILABLE.of(writer(), new Shape.Http(Contract.HTTP_JWT));
        assertThat(http.text()).isEqualTo("{\"Succeeded\":false,\"Reason\":\"" + BUSY + "\"}");
        for (HandshakeReply reply : new HandshakeReply[] {old, later, http, writer().unavailable(JSON)}) {
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers()).containsEntry("Retry-After", "30").containsAllEntriesOf(ALWAYS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ENVELOPE_UNREADABLE, Client, Sender, 400",
        "ENVELOPE_STRUCTURE, Client, Sender, 400",
        "DTD_FORBIDDEN, Client, Sender, 400",
        "ACTION_AMBIGUOUS, Client, Sender, 400",
        "ACTION_MISMATCH, Client, Sender, 400",
        "TOKEN_AMBIGUOUS, Client, Sender, 400",
        "TOKEN_NOT_TEXT, Client, Sender, 400",
        "SOAP_VERSION_MISMATCH, VersionMismatch, VersionMismatch, 500",
        "HEADER_NOT_UNDERSTOOD, MustUnderstand, MustUnderstand, 500"
    })
    void refusesWhatItCannotReadWithTheFaultOfItsVersion(Reason problem, String soap11, String soap12, int status12) {
        HandshakeReply old = writer().unreadable(SoapVersion.SOAP_1_1, problem);
        assertThat(old.status()).isEqualTo(500);
        assertThat(content(old.text(), SOAP_11))
                .isEqualTo("<s:Fault><faultcode>s:" + soap11 + "</faultcode><faultstring>" + problem.sentence()
                        + "</faultstring></s:Fault>");
        HandshakeReply later = writer().unreadable(SoapVersion.SOAP_1_2, problem);
        assertThat(later.status()).isEqualTo(status12);
        assertThat(content(later.text(), SOAP_12))
                .isEqualTo("<s:Fault><s:Code><s:Value>s:" + soap12
                        + "</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en\">" + problem.sentence()
                        + "</s:Text></s:Reason></s:Fault>");
        assertThat(later.headers()).isEqualTo(ALWAYS);
    }

    @ParameterizedTest
    @CsvSource({"METHOD_NOT_ALLOWED, 405", "MESSAGE_TOO_LARGE, 413", "MEDIA_TYPE_UNSUPPORTED, 415", "BODY_BROKEN, 400"})
    void refusesWhatIsWrongWithTheTransportInPlainText(Reason problem, int status) {
        for (HandshakeReply reply : new HandshakeReply[] {
            writer().unreadable(SoapVersion.SOAP_1_1, problem),
            writer().unreadable(SoapVersion.SOAP_1_2, problem),
            writer().unreadable(JSON, problem)
        }) {
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.contentType()).isEqualTo("text/plain; charset=utf-8");
            assertThat(reply.text()).isEqualTo(problem.sentence() + "\n");
            assertThat(reply.headers()).containsAllEntriesOf(ALWAYS);
        }
    }

    @Test
    void namesTheAllowedMethod() {
        assertThat(writer().unreadable(SoapVersion.SOAP_1_1, Reason.METHOD_NOT_ALLOWED)
                        .headers())
                .containsEntry("Allow", "POST");
        assertThat(writer().unreadable(JSON, Reason.MESSAGE_TOO_LARGE).headers())
                .isEqualTo(ALWAYS);
    }

    @Test
    void answersTheHttpContractInItsOwnMediaType() {
        HandshakeReply jwt = ACCEPTED.of(writer(), new Shape.Http(Contract.HTTP_JWT));
        assertThat(jwt.text()).isEqualTo(REPLY_TOKEN);
        assertThat(jwt.contentType()).isEqualTo("application/jwt");
        HandshakeReply json = ACCEPTED.of(writer(), new Shape.Http(Contract.HTTP_JSON));
        assertThat(json.text()).isEqualTo("{\"Succeeded\":true,\"SignedApplicationToken\":\"" + REPLY_TOKEN + "\"}");
        assertThat(json.contentType()).isEqualTo("application/json");
        assertThat(jwt.status()).isEqualTo(200);
        assertThat(json.headers()).isEqualTo(ALWAYS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Contract.class,
            names = {"HTTP_JWT", "HTTP_JSON"})
    void refusesTheHttpContractWithTheChallengeOfABearerToken(Contract contract) {
        HandshakeReply reply = REFUSED.of(writer(), new Shape.Http(contract));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.contentType()).isEqualTo("application/json");
        assertThat(reply.headers())
                .containsEntry("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .containsAllEntriesOf(ALWAYS);
        assertThat(reply.text())
                .isEqualTo("{\"Succeeded\":false,\"Reason\":\"Failed to validate authentication request\"}");
    }

    @Test
    void refusesJsonThatItCannotReadAsABadRequest() {
        HandshakeReply reply = writer().unreadable(JSON, Reason.JSON_UNREADABLE);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers()).isEqualTo(ALWAYS);
        assertThat(reply.text())
                .isEqualTo("{\"Succeeded\":false,\"Reason\":\"" + Reason.JSON_UNREADABLE.sentence() + "\"}");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    @Tag("RP7")
    void everySentenceNeedsNoEscapingInAnyForm(Reason problem) {
        assertThat(problem.sentence()).matches("[A-Za-z0-9 ,]+");
        assertThat(problem.code()).matches("[a-z-]+");
    }

    @Test
    void theTokenIsNotShownByRepliesAndAnswers() {
        HandshakeReply reply = ACCEPTED.of(writer(), new Shape.Http(Contract.HTTP_JWT));
        assertThat(reply.toString()).doesNotContain(REPLY_TOKEN).contains("200", "application/jwt");
    }

    /** SuperOffice gives up for good a method that answers so. */
    @ParameterizedTest
    @EnumSource
    void noAnswerOfOursSaysThatAMethodIsNotThere(Reason reason) {
        List<HandshakeReply> replies = new ArrayList<>(
                List.of(writer().unreadable(JSON, reason), writer().unavailable(JSON), ReplyWriter.forbidden()));
        for (SoapVersion version : SoapVersion.values()) {
            replies.add(writer().unreadable(version, reason));
            replies.add(writer().unavailable(version));
            for (Contract contract : Contract.values()) {
                Shape shape = TestShapes.of(contract, version);
                List.of(ACCEPTED, refused(reason), UNAVAILABLE)
                        .forEach(answer -> replies.add(answer.of(writer(), shape)));
            }
        }
        assertThat(replies).extracting(HandshakeReply::status).doesNotContain(404, 410);
    }

    private static Contract[] soapContracts() {
        return new Contract[] {Contract.CONNECTOR_PARAMETER, Contract.CONNECTOR_MESSAGE, Contract.MIRRORING};
    }

    private static ReplyWriter writer() {
        return new ReplyWriter(MemberOrder.STATUS_FIRST, AnswerNames.DERIVED, new MirroringAnswer("1", "4.0 <x>"));
    }

    private static Shape soap(Contract contract, String element, String namespace, String members) {
        return new Shape.Soap(contract, SoapVersion.SOAP_1_1, element, namespace, members);
    }

    private static String body(Shape shape, Answer answer) {
        return content(answer.of(writer(), shape).text(), SOAP_11);
    }

    /** What stands in the Body of an envelope whose every character is known. */
    private static String content(String text, String soap) {
        document(text);
        String before = "<s:Envelope xmlns:s=\"" + soap + "\"><s:Body>";
        String after = "</s:Body></s:Envelope>";
        assertThat(text).startsWith(before).endsWith(after);
        return text.substring(before.length(), text.length() - after.length());
    }

    private static Element parsed(Shape shape, Answer answer) {
        Element envelope = document(answer.of(writer(), shape).text()).getDocumentElement();
        return (Element) envelope.getFirstChild().getFirstChild();
    }

    private static Document document(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            DocumentBuilder builder = factory.newDocumentBuilder();
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + xml, e);
        }
    }
}
