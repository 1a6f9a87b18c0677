package org.erpconnector.auth.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.erpconnector.auth.it.Caller;
import org.erpconnector.auth.it.Connector;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.BodyReplaySuite;
import org.erpconnector.auth.testkit.OneOfEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every server has to show with a {@link MatrixWar} on it, over HTTP and by the simulator's judgement: handshakes in
 * each contract, refusals, bodies of other calls, settings from each source, and keys from its naming service. Knows no
 * more than a base URL and keys.
 */
public abstract class MatrixSuite extends BodyReplaySuite {
    private static final String NOT_PROVEN = "Failed to validate authentication request";

    /** What the WAR was made with. */
    protected abstract MatrixKeys keys();

    /** Why this server has no resource that holds a key; empty: it has one. */
    protected Optional<String> withoutResource() {
        return Optional.empty();
    }

    private Connector connector() {
        return at("");
    }

    private Connector at(String path) {
        return new Connector(URI.create(base() + path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connector-parameter",
                "connector-message",
                "connector-header",
                "mirroring",
                "http-jwt",
                "http-json"
            })
    @Tag(OneOfEach.TAG)
    void everyContractIsAcceptedAndItsReplyVerifies(String contract) {
        connector().accepts(keys().packaged(), contract);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector-parameter", "connector-message", "connector-header"})
    void everyConnectorContractIsAcceptedInSoap12(String contract) {
        connector().accepts(keys().packaged(), contract, "--soap", "1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector-parameter", "connector-message", "mirroring", "http-jwt", "http-json"})
    @Tag(OneOfEach.TAG)
    void whoeverIsNotProvenIsRefusedInTheFormOfTheContract(String contract) {
        refuses(contract, NOT_PROVEN, "--signed-by", "foreign");
        refuses(contract, "Wrong audience", "--application-id", "somebody-else");
    }

    private void refuses(String contract, String reason, String... options) {
        Connector.Verdict verdict = connector().handshake(keys().packaged(), contract, options);
        assertThat(verdict.status()).as(verdict.text()).isEqualTo(1);
        assertThat(verdict.text()).contains(reason);
    }

    @Test
    void anExpiredTokenIsRefusedWithItsReason() {
        String token = Caller.trusted(keys().packaged()).token(Caller.nonce(), -100);
        HttpResponse<String> http = authenticate(connector(), token);
        assertThat(http.statusCode()).isEqualTo(401);
        assertThat(http.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        assertThat(http.body()).contains("The token has expired");
        HttpResponse<String> soap = connector().post(Connector.SERVICE, Caller.SOAP_11, Caller.connectorMessage(token));
        assertThat(soap.statusCode()).isEqualTo(200);
        assertThat(soap.body()).contains("Succeeded>false<").contains("The token has expired");
    }

    @Test
    void aTokenIsAnsweredOnceWhateverTheContract() {
        String token = Caller.trusted(keys().packaged()).token();
        assertThat(authenticate(connector(), token).statusCode()).isEqualTo(200);
        assertThat(authenticate(connector(), token).statusCode()).isEqualTo(401);
        HttpResponse<String> again =
                connector().post(Connector.SERVICE, Caller.SOAP_11, Caller.mirroringMessage(token));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("IsSuccessful>false<").doesNotContain("SignedApplicationToken>");
    }

    @Test
    void whatCannotBeReadIsAFault() {
        HttpResponse<String> answer = connector()
                .post(
                        Connector.SERVICE,
                        Caller.SOAP_11,
                        "<!DOCTYPE a>" + Caller.connectorMessage("x"),
                        "SOAPAction",
                        "\"urn:x/Authenticate\"");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("<faultcode>s:Client</faultcode>");
        // Tomcat takes the blank out.
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase("text/xml;charset=utf-8");
    }

    @Test
    @Tag(OneOfEach.TAG)
    void anotherOperationReachesTheConnectorUnderAnyFilter() {
        HttpResponse<String> answer = connector()
                .post("/stream", Caller.SOAP_11, Caller.connectorMessage("x"), "SOAPAction", "\"urn:x/WSGetActors\"");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("[0-9a-f]{64}");
    }

    /** As the connector has no GET: it is its servlet that says so. */
    @Test
    void otherMethodsReachTheConnector() {
        assertThat(connector().get("/stream").statusCode()).isEqualTo(405);
        assertThat(connector().get("/nothing").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void theStrongestSourceOfASettingCounts(Source filter) {
        Connector connector = at(filter.path());
        for (Source source : Source.values()) {
            HttpResponse<String> answer = authenticate(connector, tokenFor(source.applicationId()));
            assertThat(answer.statusCode()).as("%s", source).isEqualTo(source == filter ? 200 : 401);
            if (source != filter) {
                assertThat(answer.body()).as("%s", source).contains("Wrong audience");
            }
        }
    }

    private String tokenFor(String applicationId) {
        Caller caller = Caller.trusted(keys().packaged());
        return new Caller(applicationId, caller.key(), caller.certificate()).token();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector-parameter", "http-jwt"})
    @Tag(OneOfEach.TAG)
    void bothKeysComeFromTheNamingService(String contract) {
        at(MatrixWar.BOUND).accepts(keys().bound(), contract);
        assertThat(authenticate(at(MatrixWar.BOUND), ofPackagedCaller()).body()).contains(NOT_PROVEN);
    }

    @Test
    void theKeyComesFromAKeystoreThatTheServerBinds() {
        assumeTrue(withoutResource().isEmpty(), () -> withoutResource().orElseThrow());
        at(MatrixWar.RESOURCE).accepts(keys().bound(), "http-jwt");
    }

    /** For the application whose keys are bound, but signed with the key of the other caller. */
    private String ofPackagedCaller() {
        DemoKeys bound = keys().bound();
        Caller packaged = Caller.trusted(keys().packaged());
        return new Caller(bound.applicationId(), packaged.key(), packaged.certificate()).token();
    }

    /** In the HTTP contract; the reply of a filter with a path of its own too. */
    private static HttpResponse<String> authenticate(Connector connector, String token) {
        return connector.post(Connector.AUTHENTICATE, "application/jwt", token);
    }
}
