package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.servlet.TestParts;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator sets when SuperOffice's client expects another answer than the question lets guess. */
class AnswerNamesTest {
    private static final TestParts PARTS = TestParts.make();
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String MIRRORING = "http://www.superoffice.com/online/mirroring/0.1";
    private static final String MESSAGE =
            "<AuthenticationRequest xmlns='urn:x'><SignedToken>%s</SignedToken></AuthenticationRequest>";
    private static final String PARAMETER = "<Authenticate xmlns='urn:x'><request xmlns:a='urn:d'><a:SignedToken>%s"
            + "</a:SignedToken></request></Authenticate>";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {SOAP_11, SOAP_12})
    void namesTheWrapperOfAMessageAndMovesItsMembersWithIt(String soap) throws Exception {
        try (FilterServer server = server("ConnectorResultBase", "urn:n")) {
            assertThat(body(server, soap, "", MESSAGE.formatted(token())))
                    .matches("<ConnectorResultBase xmlns=\"urn:n\"><Succeeded>true</Succeeded>"
                            + "<SignedApplicationToken>[^<]+</SignedApplicationToken></ConnectorResultBase>");
            assertThat(body(server, soap, "", MESSAGE.formatted("a.b.c")))
                    .isEqualTo("<ConnectorResultBase xmlns=\"urn:n\"><Succeeded>false</Succeeded>"
                            + "<Reason>Failed to validate authentication request</Reason></ConnectorResultBase>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SOAP_11, SOAP_12})
    void doesSoWithTheTokenInTheHeader(String soap) throws Exception {
        try (FilterServer server = server("ConnectorResultBase", "urn:n")) {
            String header = "<h:SignedToken xmlns:h='urn:h'>" + token() + "</h:SignedToken>";
            assertThat(body(server, soap, header, "<AuthenticationRequest xmlns='urn:x'/>"))
                    .startsWith("<ConnectorResultBase xmlns=\"urn:n\"><Succeeded>true</Succeeded>");
        }
    }

    @Test
    void leavesMembersWhereTheyWereInANamespaceOfTheirOwn() throws Exception {
        try (FilterServer server = server("ConnectorResultBase", "urn:n")) {
            String message = MESSAGE.replace("<SignedToken", "<SignedToken xmlns='urn:m'");
            assertThat(body(server, SOAP_11, "", message.formatted(token())))
                    .startsWith("<ConnectorResultBase xmlns=\"urn:n\"><Succeeded xmlns=\"urn:m\">true</Succeeded>");
        }
    }

    /** A data contract's namespace is another than the service's, and the result has the operation's name. */
    @ParameterizedTest
    @ValueSource(strings = {SOAP_11, SOAP_12})
    void namesTheWrapperOfAParameterAndLeavesItsResultAndMembers(String soap) throws Exception {
        try (FilterServer server = server("Answer", "urn:n")) {
            String result = "<Answer xmlns=\"urn:n\"><AuthenticateResult"
                    + " xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:a=\"urn:d\">";
            assertThat(body(server, soap, "", PARAMETER.formatted(token())))
                    .startsWith(result + "<a:Reason i:nil=\"true\"/><a:SignedApplicationToken>")
                    .endsWith("<a:Succeeded>true</a:Succeeded></AuthenticateResult></Answer>");
            assertThat(body(server, soap, "", PARAMETER.formatted("a.b.c")))
                    .isEqualTo(result + "<a:Reason>Failed to validate authentication request</a:Reason>"
                            + "<a:Succeeded>false</a:Succeeded></AuthenticateResult></Answer>");
        }
    }

    @Test
    void eachSettingCountsByItself() throws Exception {
        try (FilterServer server = server("Answer", "")) {
            assertThat(body(server, SOAP_11, "", MESSAGE.formatted(token())))
                    .startsWith("<Answer xmlns=\"urn:x\"><Succeeded>");
        }
        try (FilterServer server = server("", "urn:n")) {
            assertThat(body(server, SOAP_11, "", MESSAGE.formatted(token())))
                    .startsWith("<AuthenticationResponse xmlns=\"urn:n\"><Succeeded>");
        }
    }

    @Test
    void leavesMirroringFaultsAndHttpAsTheyAre() throws Exception {
        try (FilterServer server = server("Answer", "urn:n")) {
            String header = "<h:SignedToken xmlns:h='" + MIRRORING + "'>" + token() + "</h:SignedToken>";
            assertThat(body(server, SOAP_11, header, "<AuthenticateRequest xmlns='" + MIRRORING + "'/>"))
                    .startsWith("<AuthenticateResponse xmlns=\"" + MIRRORING + "\"><IsSuccessful>true");
            assertThat(body(server, SOAP_11, "", MESSAGE + MESSAGE)).startsWith("<s:Fault><faultcode>");
            assertThat(RawHttp.send(
                                    server.port(),
                                    "POST /authenticate HTTP/1.1\r\nContent-Type: application/json",
                                    "{\"SignedToken\":\"" + token() + "\"}")
                            .body())
                    .startsWith("{\"Succeeded\":true,");
        }
    }

    @Test
    void doesNotStartWithNamesThatNoAnswerCanHave() {
        assertThatThrownBy(() -> server("s:Answer", "tempuri"))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("2 problems:")
                .hasMessageContaining("answer-element [s:Answer from init-param answer-element]: not accepted."
                        + " Write the local name of an XML element, such as AuthenticationResponse")
                .hasMessageContaining("answer-namespace [tempuri from init-param answer-namespace]: not accepted."
                        + " Write an absolute URI such as");
    }

    private FilterServer server(String element, String namespace) throws Exception {
        Map<String, String> settings = new HashMap<>(PARTS.settings(folder));
        settings.put("answer-element", element);
        settings.put("answer-namespace", namespace);
        settings.values().removeIf(String::isEmpty);
        FilterLifecycle filter =
                FilterLifecycle.start("erp", settings, attribute -> null, Clock.fixed(TestTokens.NOW, ZoneOffset.UTC));
        return new FilterServer(folder).ours("erp", filter, "/*").start();
    }

    private static String token() {
        return TestTokens.fresh(PARTS.caller());
    }

    /** What stands in the Body of the answer. */
    private static String body(FilterServer server, String soap, String header, String question) throws Exception {
        String type = soap.equals(SOAP_11)
                ? "text/xml\r\nSOAPAction: \"urn:x/Authenticate\""
                : "application/soap+xml; action=\"urn:x/Authenticate\"";
        String begin = "<s:Envelope xmlns:s=\"" + soap + "\"><s:Body>";
        String end = "</s:Body></s:Envelope>";
        String answer = RawHttp.send(
                        server.port(),
                        "POST /X.svc HTTP/1.1\r\nContent-Type: " + type,
                        "<s:Envelope xmlns:s='" + soap + "'><s:Header>" + header + "</s:Header><s:Body>" + question
                                + "</s:Body></s:Envelope>")
                .body();
        assertThat(answer).startsWith(begin).endsWith(end);
        return answer.substring(begin.length(), answer.length() - end.length());
    }
}
