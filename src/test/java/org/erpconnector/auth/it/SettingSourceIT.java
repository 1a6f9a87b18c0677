package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.Await;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where settings come from, in the server. Each connector hears a clock skew of 300 seconds from one source, and of 0
 * from every weaker one.
 */
@ExtendWith(ArquillianExtension.class)
class SettingSourceIT {
    private static final DemoKeys KEYS = DemoKeySets.administrators();
    private static final Caller CALLER = Caller.trusted(KEYS);

    @Deployment(name = "env-entry", testable = false)
    static WebArchive envEntry() {
        System.setProperty("it-env-entry.clock-skew", "0");
        return withMicroProfileConfig(
                ExampleWar.with(
                        "env-entry",
                        prefixed("it-env-entry")
                                .withEnvEntry("it-env-entry/clock-skew", "java.lang.String", "300")
                                .with("clock-skew", "0")),
                "it-env-entry.clock-skew=0");
    }

    /** Under the prefix that nobody has to name, and as a number. */
    @Deployment(name = "env-entry-number", testable = false)
    static WebArchive envEntryNumber() {
        return ExampleWar.with(
                "env-entry-number",
                WebXml.ofExample()
                        .withEnvEntry("erp-auth/clock-skew", "java.lang.Integer", "300")
                        .with("clock-skew", "0"));
    }

    @Deployment(name = "system-property", testable = false)
    static WebArchive systemProperty() {
        System.setProperty("it-system.clock-skew", "300");
        return withMicroProfileConfig(
                ExampleWar.with("system-property", prefixed("it-system").with("clock-skew", "0")),
                "it-system.clock-skew=0");
    }

    @Deployment(name = "microprofile", testable = false)
    static WebArchive microProfile() {
        return withMicroProfileConfig(
                ExampleWar.with("microprofile", WebXml.ofExample().with("clock-skew", "0")), "erp-auth.clock-skew=300");
    }

    @Deployment(name = "init-param", testable = false)
    static WebArchive initParam() {
        return ExampleWar.with("init-param", prefixed("it-init").with("clock-skew", "300"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"env-entry", "env-entry-number", "system-property", "microprofile", "init-param"})
    void theStrongestSourceCounts(String name) {
        HttpResponse<String> late = authenticate(name, -100);
        assertThat(late.statusCode()).isEqualTo(200);
        assertThat(late.body()).contains("Succeeded>true<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env-entry", "env-entry-number", "system-property", "microprofile", "init-param"})
    void butNoFurtherThanItSays(String name) {
        HttpResponse<String> tooLate = authenticate(name, -400);
        assertThat(tooLate.statusCode()).isEqualTo(200);
        assertThat(tooLate.body()).contains("Succeeded>false<").contains("The token has expired");
    }

    @Deployment(name = "limited", testable = false)
    static WebArchive limited() {
        return ExampleWar.with("limited", WebXml.ofExample().with("max-handshakes-per-second", "1"));
    }

    @Test
    void aboveTheLimitTheCallerIsToldToComeLater() throws Exception {
        assertThat(authenticate("limited", 300).statusCode()).isEqualTo(200);
        HttpResponse<String> tooMany = untilUnavailable();
        assertThat(tooMany.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(tooMany.headers().firstValue("Content-Type")).hasValue(Caller.SOAP_11);
        assertThat(tooMany.body())
                .contains("<faultcode>s:Server</faultcode>")
                .contains("The connector cannot authenticate at the moment")
                .doesNotContain("SignedApplicationToken");
        Await.until("the next second", () -> authenticate("limited", 300).statusCode() == 200);
    }

    /** The second one is too many; on a busy machine it may come in the next second, and be the first of that one. */
    private static HttpResponse<String> untilUnavailable() throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        Await.until("one is too many", () -> {
            List<CompletableFuture<HttpResponse<String>>> together = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> authenticate("limited", 300)))
                    .limit(4)
                    .toList();
            together.forEach(answer -> answers.add(answer.join()));
            return answers.stream().anyMatch(answer -> answer.statusCode() == 503);
        });
        return answers.stream()
                .filter(answer -> answer.statusCode() == 503)
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> authenticate(String name, int expiresIn) {
        String token = CALLER.token(Caller.nonce(), expiresIn);
        return Connector.named(name).post(Connector.SERVICE, Caller.SOAP_11, Caller.connectorMessage(token));
    }

    private static WebXml prefixed(String prefix) {
        return WebXml.selfContained(prefix, KEYS);
    }

    private static WebArchive withMicroProfileConfig(WebArchive war, String line) {
        return war.addAsResource(new StringAsset(line), "META-INF/microprofile-config.properties");
    }
}
