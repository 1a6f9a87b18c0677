package org.erpconnector.auth.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.erpconnector.auth.it.Caller;
import org.erpconnector.auth.it.Connector;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.OneOfEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One jar copied by hand into an old WAR: the handshake works, and the WAR's own libraries and classes do as before. */
class OldWarIT {
    @TempDir
    static Path keysFolder;

    private static DemoKeys keys;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeKeys() throws IOException {
        keys = DemoKeys.make(keysFolder.resolve("keys"));
    }

    record Cell(ServletApi api, OldWar old) {}

    /** Each kind of WAR with both; the first of each kind is now of the one, now of the other. */
    private static Stream<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        List<ServletApi> apis = new ArrayList<>(List.of(ServletApi.values()));
        for (OldWar old : OldWar.all()) {
            apis.forEach(api -> cells.add(new Cell(api, old)));
            Collections.reverse(apis);
        }
        return cells.stream();
    }

    static Stream<Arguments> cells() {
        return OneOfEach.of(all(), cell -> cell.old().servlet()).map(OldWarIT::arguments);
    }

    static Stream<Arguments> ofEachApi() {
        return OneOfEach.of(all(), cell -> cell.api().name()).map(OldWarIT::arguments);
    }

    private static Arguments arguments(Cell cell) {
        return Arguments.of(cell.api(), cell.old());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theHandshakeIsAnsweredAndNothingOfTheirsChanges(ServletApi api, OldWar old) throws IOException {
        UnpackedWar war = old.make(api, folder.resolve("war"));
        Map<String, String> before = war.digests();
        try (WarProcess tomcat = start(api, war, "before", Map.of())) {
            assertThat(tomcat.connector().get("/").body()).isEqualTo(old.expected());
            assertThat(tomcat.log()).doesNotContain("SEVERE");
        }

        old.dropIn(api, war, keys.applicationId());
        try (WarProcess tomcat = start(api, war, "after", administrator())) {
            answersEveryContract(tomcat.connector());
            refusesWhoIsNotProven(tomcat.connector());
            passesOtherCallsOn(tomcat.connector());
            assertThat(tomcat.connector().get("/").body()).isEqualTo(old.expected());
            assertThat(tomcat.log()).contains(" started: ").doesNotContain("SEVERE");
        }

        Map<String, String> after = new HashMap<>(war.digests());
        after.remove("WEB-INF/lib/" + api.bundle().getFileName());
        after.put("WEB-INF/web.xml", before.get("WEB-INF/web.xml"));
        assertThat(after).isEqualTo(before);
    }

    private static void answersEveryContract(Connector connector) {
        for (String contract : new String[] {
            "connector-parameter", "connector-message", "connector-header", "mirroring", "http-jwt", "http-json"
        }) {
            connector.accepts(keys, contract);
        }
    }

    private static void refusesWhoIsNotProven(Connector connector) {
        assertThat(connector
                        .handshake(keys, "connector-parameter", "--signed-by", "foreign")
                        .text())
                .contains("Failed to validate authentication request");
    }

    private static void passesOtherCallsOn(Connector connector) {
        String message = Caller.connectorMessage("x").replace("Authenticate", "WSGetActors");
        HttpResponse<String> answer = connector.post(Connector.SERVICE, Caller.SOAP_11, message);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Integer.toString(message.length()));
    }

    @ParameterizedTest
    @MethodSource("ofEachApi")
    void aBadSettingKeepsTheApplicationFromStarting(ServletApi api, OldWar old) throws IOException {
        UnpackedWar war = old.make(api, folder.resolve("war"));
        old.dropIn(api, war, keys.applicationId());
        Map<String, String> wrong = new HashMap<>(administrator());
        wrong.put("erp-auth.clock-skew", "3000");
        try (WarProcess tomcat = start(api, war, "refused", wrong)) {
            assertThat(tomcat.deployed()).isFalse();
            assertThat(tomcat.log()).contains("clock-skew [3000 from system property erp-auth.clock-skew]");
        }
    }

    private WarProcess start(ServletApi api, UnpackedWar war, String name, Map<String, String> properties)
            throws IOException {
        return WarProcess.start(api, war.folder(), Files.createDirectory(folder.resolve(name)), properties, Map.of());
    }

    private static Map<String, String> administrator() {
        return Map.of(
                "erp-auth.application-key",
                keys.application().keystore().toString(),
                "erp-auth.application-key-password",
                keys.application().password(),
                "erp-auth.caller-keys",
                keys.callerCertificate().toString(),
                "erp-auth.authenticate-path",
                Connector.AUTHENTICATE);
    }
}
