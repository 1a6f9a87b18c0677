package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.erpconnector.auth.simulator.DemoKeys;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example's WAR as its own pom builds it, judged over HTTP by the simulator. */
@ExtendWith(ArquillianExtension.class)
class HandshakeIT {
    private static final DemoKeys KEYS = DemoKeySets.administrators();
    private static final Connector CONNECTOR = Connector.named("connector");

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive example() {
        return ExampleWar.named("connector");
    }

    /** Of a deployment that failed, Arquillian says nothing; but then it knows no path. */
    @Test
    void theExampleIsDeployed() {
        assertThat(base.getPath()).isEqualTo("/connector/");
        assertThat(base.getPort()).isEqualTo(CONNECTOR.uri().getPort());
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
    void everyContractIsAcceptedAndItsReplyVerifies(String contract) {
        CONNECTOR.accepts(KEYS, contract);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector-parameter", "connector-message", "connector-header"})
    void everyConnectorContractIsAcceptedInSoap12(String contract) {
        CONNECTOR.accepts(KEYS, contract, "--soap", "1.2");
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
    void aForeignCallerIsRefused(String contract) {
        Connector.Verdict verdict = CONNECTOR.handshake(KEYS, contract, "--signed-by", "foreign");
        assertThat(verdict.status()).as(verdict.text()).isEqualTo(1);
        assertThat(verdict.text()).contains("Failed to validate authentication request");
    }

    /**
     * As Java's own client does without being asked: the first request asks for HTTP/2, the next ones speak it. Here a thread
     * waits for a body, as servers.md says: Payara would end the connection of one that has a listener.
     */
    @Test
    @Tag("F56")
    void aClientThatUpgradesToHttp2IsAnswered() throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        Caller caller = Caller.trusted(KEYS);
        for (int i = 0; i < 3; i++) {
            HttpRequest request = HttpRequest.newBuilder(CONNECTOR.at(Connector.AUTHENTICATE))
                    .header("Content-Type", "application/jwt")
                    .POST(HttpRequest.BodyPublishers.ofString(caller.token()))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTokenForAnotherApplicationIsRefusedWithItsReason() {
        Connector.Verdict verdict =
                CONNECTOR.handshake(KEYS, "mirroring", "--application-id", "6cf25376616343b38d14ddcd804f2891");
        assertThat(verdict.status()).as(verdict.text()).isEqualTo(1);
        assertThat(verdict.text()).contains("Wrong audience");
    }

    @Test
    void theOperationsOfTheConnectorAreLeftAlone() {
        Connector.Verdict verdict = CONNECTOR.sync("--polls", "2");
        assertThat(verdict.status()).as(verdict.text()).isZero();
        assertThat(verdict.text()).contains("DONE: all 17 operations");
    }

    @Test
    void otherPagesOfTheConnectorAreServedByIt() {
        assertThat(CONNECTOR.get("/index.html").statusCode()).isEqualTo(200);
        assertThat(CONNECTOR.get("/nothing").statusCode()).isEqualTo(404);
    }
}
