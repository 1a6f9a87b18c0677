package org.erpconnector.auth.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
    private static final String WRAPPED =
            "<AuthenticationRequest xmlns='urn:x'><SignedToken>a.b.c</SignedToken></AuthenticationRequest>";

    @Test
    void readsEachStyleOfTheConnectorContract() {
        HandshakeRequest parameter = asked(envelope(
                "", "<Authenticate xmlns='urn:x'><request><SignedToken>a.b.c</SignedToken></request></Authenticate>"));
        assertThat(parameter.shape().contract()).isEqualTo(Contract.CONNECTOR_PARAMETER);
        assertThat(parameter.token()).isEqualTo("a.b.c");
        assertThat(asked(envelope("", WRAPPED)).shape().contract()).isEqualTo(Contract.CONNECTOR_MESSAGE);
        HandshakeRequest header = asked(envelope(
                "<h:SignedToken xmlns:h='urn:x' s:mustUnderstand='1'>\r\n a.b.c </h:SignedToken>",
                "<AuthenticationRequest xmlns='urn:x'/>"));
        assertThat(header.token()).isEqualTo("a.b.c");
    }

    @Test
    void tellsSamlFromAJwt() {
        String saml = "<a:Assertion xmlns:a='urn:oasis:names:tc:SAML:2.0:assertion'/>";
        assertThat(asked(envelope("", WRAPPED.replace("a.b.c", saml))).saml()).isTrue();
        assertThat(asked(envelope("", WRAPPED)).saml()).isFalse();
    }

    @Test
    void refusesWhatIsNotExactlyOneEnvelope() {
        assertThat(problem("<!DOCTYPE x>" + envelope("", WRAPPED))).isEqualTo(MessageProblem.DTD_FORBIDDEN);
        assertThat(problem(envelope("", WRAPPED) + "<more/>")).isEqualTo(MessageProblem.ENVELOPE_UNREADABLE);
        assertThat(problem("<?xml version='1.1'?>" + envelope("", WRAPPED)))
                .isEqualTo(MessageProblem.ENVELOPE_UNREADABLE);
        assertThat(read(true, envelope("", WRAPPED), Charset.forName("IBM037"))).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void refusesTwoTokensAndTokensThatAreNotPlainText() {
        assertThat(problem(envelope("<h:SignedToken xmlns:h='urn:x'>a.b.c</h:SignedToken>", WRAPPED)))
                .isEqualTo(MessageProblem.TOKEN_AMBIGUOUS);
        for (String inside : new String[] {"a<!--x-->.b.c", "a<?x?>.b.c", "a<b/>.b.c"}) {
            assertThat(problem(envelope("", WRAPPED.replace("a.b.c", inside))))
                    .as(inside)
                    .isEqualTo(MessageProblem.TOKEN_NOT_TEXT);
        }
    }

    @Test
    void refusesTwoQuestionsAndHeadersThatItDoesNotUnderstand() {
        assertThat(problem(envelope("", WRAPPED + "<WSDeleteConnection/>")))
                .isEqualTo(MessageProblem.ENVELOPE_STRUCTURE);
        assertThat(problem(envelope("<x s:mustUnderstand='1'/>", WRAPPED)))
                .isEqualTo(MessageProblem.HEADER_NOT_UNDERSTOOD);
    }

    @Test
    void refusesAnotherOperationUnderTheActionAuthenticateAndPassesItWithoutAction() {
        String other = envelope("", "<WSGetConfigData xmlns='urn:x'/>");
        assertThat(problem(other)).isEqualTo(MessageProblem.ACTION_MISMATCH);
        assertThat(read(false, other, StandardCharsets.UTF_8)).isInstanceOf(Reading.NotOurs.class);
        assertThat(read(false, "<not xml", StandardCharsets.UTF_8)).isInstanceOf(Reading.NotOurs.class);
        assertThat(read(false, "<s><SignedToken>", StandardCharsets.UTF_8)).isInstanceOf(Reading.Unreadable.class);
    }

    private static String envelope(String header, String body) {
        String head = header.isEmpty() ? "" : "<s:Header>" + header + "</s:Header>";
        return "<s:Envelope xmlns:s='" + SoapVersion.SOAP_1_1.namespace() + "'>" + head + "<s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    private static Reading read(boolean authenticate, String text, Charset charset) {
        return new MessageReader()
                .read(new Recognition.Soap(SoapVersion.SOAP_1_1, authenticate), "text/xml", text.getBytes(charset));
    }

    private static HandshakeRequest asked(String text) {
        Reading reading = read(true, text, StandardCharsets.UTF_8);
        assertThat(reading).isInstanceOf(Reading.Asked.class);
        return ((Reading.Asked) reading).request();
    }

    private static MessageProblem problem(String text) {
        Reading reading = read(true, text, StandardCharsets.UTF_8);
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        return ((Reading.Unreadable) reading).problem();
    }
}
