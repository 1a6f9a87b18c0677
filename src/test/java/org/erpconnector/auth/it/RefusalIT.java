package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.erpconnector.auth.simulator.DemoKeys;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refused caller gets over HTTP from the server: status, headers and a body of ours, never the server's page. */
@ExtendWith(ArquillianExtension.class)
class RefusalIT {
    private static final DemoKeys KEYS = DemoKeySets.administrators();
    private static final Caller TRUSTED = Caller.trusted(KEYS);
    private static final Caller FOREIGN = Caller.foreign(KEYS);
    private static final Connector CONNECTOR = Connector.named("refusing");
    private static final String UNPROVEN = "Failed to validate authentication request";
    private static final String ACTION = "\"urn:it/Authenticate\"";

    @Deployment(testable = false)
    static WebArchive example() {
        return ExampleWar.named("refusing");
    }

    @Test
    void aSoap11RefusalIsAnOrdinaryAnswer() {
        HttpResponse<String> answer =
                soap(Caller.SOAP_11, Caller.connectorMessage(FOREIGN.token()), "SOAPAction", ACTION);
        assertAnswer(answer, 200, Caller.SOAP_11);
        assertThat(answer.body())
                .contains("http://schemas.xmlsoap.org/soap/envelope/", "Succeeded>false<", "Reason>" + UNPROVEN + "<")
                .doesNotContain("SignedApplicationToken", "Fault");
    }

    @Test
    void aSoap12RefusalIsAnOrdinaryAnswerOfThatVersion() {
        HttpResponse<String> answer = soap(Caller.SOAP_12, Caller.connectorMessage12(FOREIGN.token()));
        assertAnswer(answer, 200, Caller.SOAP_12);
        assertThat(answer.body())
                .contains("http://www.w3.org/2003/05/soap-envelope", "Succeeded>false<", "Reason>" + UNPROVEN + "<");
    }

    @Test
    void aMirroringRefusalSpeaksTheMirroringContract() {
        HttpResponse<String> answer = soap(Caller.SOAP_11, Caller.mirroringMessage(FOREIGN.token()));
        assertAnswer(answer, 200, Caller.SOAP_11);
        assertThat(answer.body()).contains("IsSuccessful>false<", "ErrorMessage>" + UNPROVEN + "<");
    }

    @Test
    void whoeverHasProvenItsSignatureHearsTheReason() {
        String expired = TRUSTED.token(Caller.nonce(), -120);
        assertThat(soap(Caller.SOAP_11, Caller.connectorMessage(expired)).body())
                .contains("Succeeded>false<", "Reason>The token has expired<");
    }

    @Test
    void anHttpRefusalIsUnauthorized() {
        HttpResponse<String> answer = CONNECTOR.post(Connector.AUTHENTICATE, "application/jwt", FOREIGN.token());
        assertAnswer(answer, 401, "application/json");
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
        assertThat(answer.body()).isEqualTo("{\"Succeeded\":false,\"Reason\":\"" + UNPROVEN + "\"}");
    }

    @Test
    void brokenXmlIsAFaultOfTheCallers() {
        HttpResponse<String> answer = soap(Caller.SOAP_11, "<s:Envelope", "SOAPAction", ACTION);
        assertAnswer(answer, 500, Caller.SOAP_11);
        assertThat(answer.body()).contains("<faultcode>s:Client</faultcode>", "not a readable SOAP envelope");
    }

    @Test
    void brokenXmlOfSoap12IsABadRequest() {
        HttpResponse<String> answer = soap(Caller.SOAP_12 + "; action=" + ACTION, "<s:Envelope");
        assertAnswer(answer, 400, Caller.SOAP_12);
        assertThat(answer.body()).contains("<s:Value>s:Sender</s:Value>", "not a readable SOAP envelope");
    }

    @Test
    void brokenJsonIsABadRequest() {
        HttpResponse<String> answer = CONNECTOR.post(Connector.AUTHENTICATE, "application/json", "{");
        assertAnswer(answer, 400, "application/json");
        assertThat(answer.body()).startsWith("{\"Succeeded\":false,\"Reason\":\"The request is not a JSON object");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMessageOfAMegabyteIsTooLargeAndTheServerStaysUsable(boolean chunked) {
        byte[] large = Caller.connectorMessage("A".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = CONNECTOR.send(HttpRequest.newBuilder(CONNECTOR.at(Connector.SERVICE))
                .header("Content-Type", Caller.SOAP_11)
                .header("SOAPAction", ACTION)
                .POST(
                        chunked
                                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))
                                : BodyPublishers.ofByteArray(large))
                .build());
        assertAnswer(answer, 413, "text/plain; charset=utf-8");
        assertThat(answer.body()).isEqualTo("The authentication request is too large\n");
        CONNECTOR.accepts(KEYS, "connector-parameter");
    }

    @Test
    void aCompressedMessageIsNotInflated() {
        HttpResponse<String> answer =
                soap(Caller.SOAP_11, "no gzip at all", "SOAPAction", ACTION, "Content-Encoding", "gzip");
        assertAnswer(answer, 415, "text/plain; charset=utf-8");
    }

    @Test
    void onlyPostAuthenticates() {
        HttpResponse<String> answer = CONNECTOR.send(HttpRequest.newBuilder(CONNECTOR.at(Connector.AUTHENTICATE))
                .header("Content-Type", "application/jwt")
                .PUT(BodyPublishers.ofString(TRUSTED.token()))
                .build());
        assertAnswer(answer, 405, "text/plain; charset=utf-8");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    private static HttpResponse<String> soap(String contentType, String message, String... headers) {
        return CONNECTOR.post(Connector.SERVICE, contentType, message, headers);
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String contentType) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().allValues("Content-Type"))
                .singleElement()
                .satisfies(type -> assertThat(type.replace(" ", "").toLowerCase(Locale.ROOT))
                        .isEqualTo(contentType.replace(" ", "")));
        assertThat(answer.headers().firstValue("Content-Length"))
                .hasValue(Integer.toString(answer.body().length()));
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).doesNotContain("SignedApplicationToken>", "Exception", "org.erpconnector", "Payara");
    }
}
