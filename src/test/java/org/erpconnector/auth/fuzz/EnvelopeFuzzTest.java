package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Inspection;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.Recognizer;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.testkit.DomReading;

/** SOAP requests: no other parser may see another token in what we accept, or a handshake in what we let pass. */
class EnvelopeFuzzTest {
    private static final byte[] GENUINE = ("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>"
                    + "<s:Header><SignedToken xmlns='http://www.superoffice.com/online/mirroring/0.1'>a.b.c</SignedToken>"
                    + "</s:Header><s:Body><AuthenticateRequest xmlns='http://www.superoffice.com/online/mirroring/0.1'/>"
                    + "</s:Body></s:Envelope>")
            .getBytes(StandardCharsets.UTF_8);
    private static final MessageReader READER = new MessageReader();
    private static final MessageReader FRESH = new MessageReader();
    private static final Recognizer RECOGNIZER = new Recognizer("/authenticate");
    private static final Sequence SEQUENCE = new Sequence(() -> reads(FRESH), () -> reads(READER));

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/fuzz/soap.dict")
    @FuzzTest
    void agreesWithAnotherParserOrRefuses(byte[] input) {
        FuzzedRequest request = new FuzzedRequest(input);
        Budget.OF_A_REQUEST.keep(() -> RECOGNIZER.recognise(request));
        for (SoapVersion version : SoapVersion.values()) {
            for (boolean certain : new boolean[] {true, false}) {
                Inspection reading = Budget.OF_A_REQUEST.keep(() -> READER.read(
                        Inspection.Unread.soap(version, certain, "", request.contentType()), request.body()));
                DomReading.of(request.body()).ifPresent(other -> compare(reading, other));
            }
        }
        SEQUENCE.heard();
    }

    private static boolean reads(MessageReader reader) {
        return reader.read(Inspection.Unread.soap(SoapVersion.SOAP_1_1, true, "", "text/xml"), GENUINE)
                        instanceof HandshakeRequest asked
                && asked.token().equals("a.b.c");
    }

    private static void compare(Inspection reading, DomReading other) {
        if (reading instanceof HandshakeRequest asked && !asked.saml()) {
            String token = asked.token();
            assertThat(token.isEmpty() || other.tokens().equals(List.of(token))).isTrue();
        }
        if (reading instanceof Inspection.NotOurs) {
            assertThat(other.asks() && !other.tokens().isEmpty()).isFalse();
        }
    }
}
