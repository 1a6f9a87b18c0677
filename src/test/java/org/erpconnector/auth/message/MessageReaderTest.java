package org.erpconnector.auth.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.message.Messages.HEADER_TOKEN;
import static org.erpconnector.auth.message.Messages.QUESTION;
import static org.erpconnector.auth.message.Messages.SOAP_12;
import static org.erpconnector.auth.message.Messages.TOKEN;
import static org.erpconnector.auth.message.Messages.asked;
import static org.erpconnector.auth.message.Messages.envelope;
import static org.erpconnector.auth.message.Messages.problem;
import static org.erpconnector.auth.message.Messages.read;
import static org.erpconnector.auth.message.Messages.withToken;
import static org.erpconnector.auth.message.Messages.withoutAction;

import java.nio.charset.StandardCharsets;
import org.erpconnector.auth.reason.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each shape in which a handshake comes, and what the answer has to look like. */
class MessageReaderTest {
    private static final String MIRRORING = "http://www.superoffice.com/online/mirroring/0.1";
    private static final String PARAMETER =
            "<Authenticate xmlns='urn:x'><request xmlns:a='urn:y' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>"
                    + "<a:SignedToken>" + TOKEN + "</a:SignedToken></request></Authenticate>";

    @Test
    void readsAParameterAndTheNamespaceOfItsMembers() {
        HandshakeRequest request = asked(read(envelope("", PARAMETER)));
        assertThat(request.token()).isEqualTo(TOKEN);
        assertThat(request.shape()).isEqualTo(soap(Contract.CONNECTOR_PARAMETER, "Authenticate", "urn:x", "urn:y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuthenticationRequest", "AuthenticateRequest", "Authenticate"})
    void readsAMessageWithItsTokenInTheBody(String wrapper) {
        HandshakeRequest request = asked(read(envelope("", QUESTION.replace("AuthenticationRequest", wrapper))));
        assertThat(request.token()).isEqualTo(TOKEN);
        assertThat(request.shape()).isEqualTo(soap(Contract.CONNECTOR_MESSAGE, wrapper, "urn:x", "urn:x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuthenticationRequest", "AuthenticateRequest", "Authenticate"})
    void readsAMessageWithItsTokenInTheHeader(String wrapper) {
        String header = HEADER_TOKEN.replace("<h:SignedToken", "<h:SignedToken s:mustUnderstand='1'");
        HandshakeRequest request = asked(read(envelope(header, "<" + wrapper + " xmlns='urn:b'/>")));
        assertThat(request.token()).isEqualTo(TOKEN);
        assertThat(request.shape()).isEqualTo(soap(Contract.CONNECTOR_MESSAGE, wrapper, "urn:b", "urn:b"));
    }

    @Test
    void readsTheTokenOfTheHeaderAsAMessageThoughAParameterStandsInTheBody() {
        HandshakeRequest request =
                asked(read(envelope(HEADER_TOKEN, "<Authenticate xmlns='urn:b'><request/></Authenticate>")));
        assertThat(request.token()).isEqualTo(TOKEN);
        assertThat(request.shape()).isEqualTo(soap(Contract.CONNECTOR_MESSAGE, "Authenticate", "urn:b", "urn:b"));
    }

    @Test
    void readsAQuestionWithoutANamespace() {
        HandshakeRequest request = asked(read(envelope("", QUESTION.replace(" xmlns='urn:x'", ""))));
        assertThat(request.shape()).isEqualTo(soap(Contract.CONNECTOR_MESSAGE, "AuthenticationRequest", "", ""));
    }

    /** ATTACKS X18 would demand an exact namespace; ARCHITECTURE 3 cannot, since the connector contract has none known. */
    @Test
    void takesAnyNamespaceOfTheConnectorContract() {
        HandshakeRequest request =
                asked(read(envelope("", QUESTION.replace("<SignedToken", "<SignedToken xmlns='urn:z'"))));
        assertThat(request.shape())
                .isEqualTo(soap(Contract.CONNECTOR_MESSAGE, "AuthenticationRequest", "urn:x", "urn:z"));
    }

    @Test
    void readsSoap12InSoap12() {
        byte[] body = envelope(SOAP_12, "", PARAMETER).getBytes(StandardCharsets.UTF_8);
        assertThat(asked(read("application/soap+xml; charset=utf-8", body)).shape())
                .isEqualTo(new Shape.Soap(
                        Contract.CONNECTOR_PARAMETER, SoapVersion.SOAP_1_2, "Authenticate", "urn:x", "urn:y"));
    }

    @Test
    void readsMirroringByItsNamespaceWhateverTheQuestionIsCalled() {
        String header = HEADER_TOKEN.replace("urn:x", MIRRORING);
        for (String wrapper : new String[] {"AuthenticateRequest", "AuthenticationRequest", "Authenticate"}) {
            String body = "<" + wrapper + " xmlns='" + MIRRORING + "'><ClientState/></" + wrapper + ">";
            HandshakeRequest request = asked(read(envelope(header, body)));
            assertThat(request.token()).isEqualTo(TOKEN);
            assertThat(request.shape()).isEqualTo(soap(Contract.MIRRORING, wrapper, MIRRORING, MIRRORING));
        }
    }

    @Test
    void takesNoTokenOfAForeignNamespaceOrOfTheBodyForMirroring() {
        String question = "<AuthenticateRequest xmlns='" + MIRRORING + "'/>";
        HandshakeRequest foreign = asked(read(envelope(HEADER_TOKEN, question)));
        assertThat(foreign.shape().contract()).isEqualTo(Contract.MIRRORING);
        assertThat(foreign.token()).isEmpty();
        HandshakeRequest inBody = asked(read(envelope(
                "", QUESTION.replace("urn:x", MIRRORING).replace("AuthenticationRequest", "AuthenticateRequest"))));
        assertThat(inBody.token()).isEmpty();
    }

    @Test
    void takesAMirroringTokenForNoMirroringWhereTheQuestionIsAnother() {
        String header = HEADER_TOKEN.replace("urn:x", MIRRORING);
        HandshakeRequest request = asked(read(envelope(header, "<AuthenticateRequest xmlns='urn:b'/>")));
        assertThat(request.shape().contract()).isEqualTo(Contract.CONNECTOR_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {" \r\n\t%s\n ", "<![CDATA[%s]]>", "\n<![CDATA[%s\n]]>\n"})
    void takesTheTokenWithoutWhiteSpaceAtItsEndsAndOutOfCdata(String content) {
        assertThat(asked(read(withToken(content.formatted(TOKEN)))).token()).isEqualTo(TOKEN);
    }

    @Test
    void takesCharactersThatAreReferredTo() {
        String references = TOKEN.replace(".", "&#46;").replace("e", "&#x65;");
        assertThat(asked(read(withToken(references))).token()).isEqualTo(TOKEN);
    }

    @Test
    void keepsWhiteSpaceOfOtherKindsSoThatTheVerifierRefusesIt() {
        assertThat(asked(read(withToken("\u00A0" + TOKEN))).token()).isEqualTo("\u00A0" + TOKEN);
        assertThat(asked(read(withToken("e y"))).token()).isEqualTo("e y");
    }

    @Test
    void readsAnEmptyOrAbsentTokenAsNone() {
        assertThat(asked(read(withToken(""))).token()).isEmpty();
        assertThat(asked(read(withToken(" \n "))).token()).isEmpty();
        for (String body : new String[] {
            "<AuthenticationRequest xmlns='urn:x'/>", "<Authenticate><request/></Authenticate>", "<Authenticate/>"
        }) {
            HandshakeRequest request = asked(read(envelope("", body)));
            assertThat(request.token()).isEmpty();
            assertThat(request.saml()).isFalse();
        }
    }

    @Test
    void answersAParameterWithoutATokenAsAParameter() {
        String body = "<Authenticate xmlns='urn:x'><request><a:Other xmlns:a='urn:y'/></request></Authenticate>";
        assertThat(asked(read(envelope("", body))).shape())
                .isEqualTo(soap(Contract.CONNECTOR_PARAMETER, "Authenticate", "urn:x", "urn:y"));
        String empty = "<Authenticate xmlns='urn:x'><request/></Authenticate>";
        assertThat(asked(read(envelope("", empty))).shape())
                .isEqualTo(soap(Contract.CONNECTOR_PARAMETER, "Authenticate", "urn:x", "urn:x"));
    }

    @Test
    void tellsSamlFromAJwtAsElementAndAsText() {
        for (String version : new String[] {"1.0", "2.0"}) {
            String saml = "<a:Assertion xmlns:a='urn:oasis:names:tc:SAML:" + version + ":assertion'/>";
            assertThat(asked(read(withToken(saml))).saml()).isTrue();
            assertThat(asked(read(withToken("\n" + saml.replace("<", "&lt;")))).saml())
                    .isTrue();
            assertThat(asked(read(withToken("<![CDATA[" + saml + "]]>"))).saml())
                    .isTrue();
        }
        assertThat(asked(read(withToken("&lt;x/&gt;"))).saml()).isFalse();
        assertThat(asked(read(withToken(TOKEN))).saml()).isFalse();
    }

    @Test
    void readsWithoutAnActionWhatAsksToAuthenticate() {
        assertThat(asked(withoutAction(envelope("", QUESTION))).token()).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<WSGetConfigData xmlns='urn:x'/>",
                "<Wrapper><AuthenticationRequest><SignedToken>x</SignedToken></AuthenticationRequest></Wrapper>",
                "<s:Fault><detail><SignedToken>x</SignedToken></detail></s:Fault>",
                "<TableSchema/><!-- <SignedToken>x</SignedToken> -->",
                "<authenticate/>",
                "<AuthenticateResponse/>",
                "<SignedToken>x</SignedToken>",
                ""
            })
    void leavesEveryOtherBodyToTheConnectorUnlessTheActionIsAuthenticate(String body) {
        assertThat(withoutAction(envelope("", body))).isInstanceOf(Inspection.NotOurs.class);
        assertThat(problem(read(envelope("", body)))).isEqualTo(Reason.ACTION_MISMATCH);
    }

    @Test
    void leavesTheTokenOfAMirroringCallToTheConnector() {
        String header = HEADER_TOKEN.replace("urn:x", MIRRORING);
        assertThat(withoutAction(envelope(header, "<RowDataRequest xmlns='" + MIRRORING + "'/>")))
                .isInstanceOf(Inspection.NotOurs.class);
    }

    @Test
    void nothingThatIsReadShowsTheToken() {
        assertThat(read(envelope("", QUESTION)).toString()).doesNotContain(TOKEN);
    }

    private static Shape soap(Contract contract, String element, String namespace, String members) {
        return new Shape.Soap(contract, SoapVersion.SOAP_1_1, element, namespace, members);
    }
}
