package org.erpconnector.auth.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.erpconnector.auth.reason.Reason;

/** Envelopes of the tests, and what the reader makes of them. */
final class Messages {
    static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJub25jZSI6IjEifQ.c2ln";
    static final String QUESTION =
            "<AuthenticationRequest xmlns='urn:x'><SignedToken>" + TOKEN + "</SignedToken></AuthenticationRequest>";
    static final String HEADER_TOKEN = "<h:SignedToken xmlns:h='urn:x'>" + TOKEN + "</h:SignedToken>";

    private Messages() {}

    static String envelope(String header, String body) {
        return envelope(SOAP_11, header, body);
    }

    static String envelope(String soap, String header, String body) {
        String head = header.isEmpty() ? "" : "<s:Header>" + header + "</s:Header>";
        return "<s:Envelope xmlns:s='" + soap + "'>" + head + "<s:Body>" + body + "</s:Body></s:Envelope>";
    }

    /** What stands in the SignedToken element of {@link #QUESTION} instead of the token. */
    static String withToken(String content) {
        return envelope("", QUESTION.replace(TOKEN, content));
    }

    /** Under the action Authenticate. */
    static Inspection read(String text) {
        return read("text/xml", text.getBytes(StandardCharsets.UTF_8));
    }

    static Inspection read(String contentType, byte[] body) {
        return read(true, contentType, body);
    }

    static Inspection withoutAction(String text) {
        return read(false, "text/xml", text.getBytes(StandardCharsets.UTF_8));
    }

    static Inspection read(boolean authenticate, String contentType, byte[] body) {
        SoapVersion version =
                contentType.startsWith("application/soap+xml") ? SoapVersion.SOAP_1_2 : SoapVersion.SOAP_1_1;
        return new MessageReader().read(Inspection.Unread.soap(version, authenticate, "", contentType), body);
    }

    static HandshakeRequest asked(Inspection reading) {
        assertThat(reading).isInstanceOf(HandshakeRequest.class);
        return (HandshakeRequest) reading;
    }

    static Reason problem(Inspection reading) {
        assertThat(reading).isInstanceOf(Inspection.Refused.class);
        return ((Inspection.Refused) reading).problem();
    }
}
