package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoapReplyTest {

    private static final String ENVELOPE = FakeConnector.Response.envelope("<a xmlns='urn:a'/>");

    @Test
    void findsTheChildOfTheBody() throws MalformedException {
        assertThat(read(200, "Text/XML;charset=UTF-8", ENVELOPE).name()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "404, text/xml, no endpoint listening",
        "503, text/xml, too busy",
        "400, text/xml, HTTP 400",
        "200, text/html, its content type is [text/html]",
        "200, application/soap+xml, SOAP 1.1 has text/xml",
        "200, '', its content type is []"
    })
    void givesUpWhereAWcfClientDoes(int status, String contentType, String why) {
        assertThatThrownBy(() -> read(status, contentType, ENVELOPE)).hasMessageContaining(why);
    }

    @Test
    void refusesTheEnvelopeOfAnotherVersion() {
        String other = ENVELOPE.replace(
                "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");

        assertThatThrownBy(() -> read(200, "text/xml", other)).hasMessageContaining("no SOAP 1.1 envelope");
    }

    @Test
    void refusesAHeaderThatMustBeUnderstood() {
        String header = ENVELOPE.replace("<s:Body>", "<s:Header><h s:mustUnderstand='1'/></s:Header><s:Body>");

        assertThatThrownBy(() -> read(200, "text/xml", header)).hasMessageContaining("must understand");
    }

    @Test
    void refusesAnEmptyBody() {
        assertThatThrownBy(() -> read(200, "text/xml", FakeConnector.Response.envelope("")))
                .hasMessage("its body is empty");
    }

    @Test
    void readsAFaultOfSoap12() throws MalformedException {
        XmlElement fault = XmlElement.parse(("<Fault xmlns='http://www.w3.org/2003/05/soap-envelope'><Code>"
                        + "<Value>Sender</Value></Code><Reason><Text>no</Text></Reason></Fault>")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(SoapReply.fault(fault, SoapVersion.SOAP_1_2)).contains("Sender: no");
        assertThat(SoapReply.fault(fault, SoapVersion.SOAP_1_1)).isEmpty();
    }

    private static XmlElement read(int status, String contentType, String body) throws MalformedException {
        HttpReply reply = TestIdentity.reply(status, contentType, body.getBytes(StandardCharsets.UTF_8));
        return SoapReply.bodyChild(reply, SoapVersion.SOAP_1_1);
    }
}
