package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.PASSWORD;
import static org.erpconnector.auth.keys.TestKeys.WRONG;

import java.nio.file.Path;
import java.util.Map;
import org.erpconnector.auth.config.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerPlaceTest {
    private static final String FILE = "javax.net.ssl.keyStore";
    private static final String FILE_PASSWORD = "javax.net.ssl.keyStorePassword";

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(FILE);
        System.clearProperty(FILE_PASSWORD);
    }

    private TestPlaces server(String type, String password) {
        byte[] store = TestKeys.store(type, Map.of("soapsign", OWN, "s1as", TestKeys.OTHER, "superoffice", CALLER));
        System.setProperty(FILE, TestPlaces.write(folder, "keystore", store));
        System.setProperty(FILE_PASSWORD, password);
        return TestPlaces.of("server", "server").alias("soapsign");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void opensTheServersKeystoreWithTheServersPassword(String type) {
        ConnectorKeys keys = server(type, PASSWORD).load();

        assertThat(keys.applicationPublicKey()).isEqualTo(OWN.getPublic());
        assertThat(keys.callerCertificates()).containsExactly(CALLER);
    }

    @Test
    void prefersThePasswordOfTheSettings() {
        ConnectorKeys keys = server("PKCS12", WRONG)
                .password(PASSWORD)
                .callerPassword(PASSWORD)
                .load();

        assertThat(keys.applicationPublicKey()).isEqualTo(OWN.getPublic());
    }

    @Test
    void namesTheFileThatTheServersPasswordDoesNotOpen() {
        TestPlaces places = server("PKCS12", WRONG).callerPassword(PASSWORD);
        Problem problem = places.refusal();

        assertThat(problem.setting()).isEqualTo("application-key-password");
        assertThat(problem.place()).startsWith("server = ").endsWith("keystore");
        assertThat(problem.remedy()).contains("application-key-password");
    }

    @Test
    void saysSoWhenTheServerHasNoKeystoreFile() {
        String caller = TestPlaces.write(folder, "caller", TestKeys.der(CALLER));
        Problem unset = TestPlaces.of("server", caller).refusal();
        System.setProperty(FILE, "NONE");
        Problem none = TestPlaces.of("server", caller).refusal();

        assertThat(unset.toString()).contains("application-key [server]", FILE + " is not set", "-D" + FILE);
        assertThat(none.toString()).contains(FILE + " is NONE");
    }
}
