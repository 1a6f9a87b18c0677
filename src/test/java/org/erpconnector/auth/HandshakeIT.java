package org.erpconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.erpconnector.auth.example.DemoSettings;
import org.erpconnector.auth.example.EmbeddedPayara;
import org.erpconnector.auth.simulator.Simulator;
import org.glassfish.embeddable.GlassFishException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example's WAR as its own pom builds it, in an embedded Payara, judged over HTTP by the simulator. */
class HandshakeIT {
    @TempDir
    static Path folder;

    private static EmbeddedPayara server;
    private static URI connector;
    private static Path properties;

    @BeforeAll
    static void deployTheExample() throws IOException, GlassFishException {
        DemoSettings settings = DemoSettings.make(folder);
        settings.apply();
        server = EmbeddedPayara.start(Integer.getInteger("it.http.port"));
        connector = server.deploy(Path.of(System.getProperty("example.war")), "connector");
        properties = settings.write(folder.resolve("demo.properties"), connector);
    }

    @AfterAll
    static void stop() throws GlassFishException {
        server.close();
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
        Run run = simulate("handshake", "--contract", contract);
        assertThat(run.status()).as(run.text()).isZero();
        assertThat(run.text()).contains("VERIFIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector-parameter", "connector-message", "connector-header"})
    void everyConnectorContractIsAcceptedInSoap12(String contract) {
        Run run = simulate("handshake", "--contract", contract, "--soap", "1.2");
        assertThat(run.status()).as(run.text()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector-parameter", "connector-header", "mirroring", "http-jwt", "http-json"})
    void aForeignCallerIsRefused(String contract) {
        Run run = simulate("handshake", "--contract", contract, "--signed-by", "foreign");
        assertThat(run.status()).as(run.text()).isEqualTo(1);
        assertThat(run.text()).contains("Failed to validate authentication request");
    }

    @Test
    void anExpiredTokenIsRefusedWithItsReason() {
        Run late = simulate("handshake", "--contract", "mirroring", "--lifetime-seconds", "-3000");
        assertThat(late.status()).as(late.text()).isEqualTo(1);
    }

    @Test
    void theOperationsOfTheConnectorAreLeftAlone() {
        Run run = simulate("sync");
        assertThat(run.status()).as(run.text()).isZero();
    }

    @Test
    void theWsdlIsServedByTheConnector() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(connector + "/Services/ErpConnectorWS.svc?wsdl"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("WSGetActorsByTimestamp");
    }

    private record Run(int status, String text) {}

    private static Run simulate(String command, String... options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        List<String> arguments = Stream.concat(
                        Stream.of(command, "--properties", properties.toString()), Stream.of(options))
                .toList();
        int status = Simulator.run(arguments.toArray(String[]::new), out, out);
        return new Run(status, bytes.toString(StandardCharsets.UTF_8));
    }
}
