package org.erpconnector.auth.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.erpconnector.auth.it.Caller;
import org.erpconnector.auth.it.Connector;
import org.erpconnector.auth.simulator.DemoKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Tomcat has neither CDI nor JCache: web applications there bring them in WEB-INF/lib, and CDI starts when our
 * initializer has run.
 */
class PackagedCdiIT {
    private static final String KEYS = "org.erpconnector.auth.it.deployed.VaultKeys";
    private static final String CACHES = "org.erpconnector.auth.it.deployed.PackagedCaches";

    @TempDir
    static Path keysFolder;

    private static DemoKeys packaged;
    private static DemoKeys vault;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeKeys() throws IOException {
        packaged = DemoKeys.make(keysFolder.resolve("packaged"));
        vault = DemoKeys.make(keysFolder.resolve("vault"));
    }

    /** The settings name keys too, which the bean overrules. */
    @ParameterizedTest
    @ValueSource(strings = {"openwebbeans", "weld"})
    @Tag("F31")
    void aKeyProviderBeanIsAsked(String cdi) throws IOException {
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("erp-auth.application-key", packaged.applicationPrivate().toString());
        settings.put("erp-auth.caller-keys", packaged.callerCertificate().toString());
        try (WarProcess tomcat = start(war(cdi, List.of(KEYS)), settings)) {
            tomcat.connector().accepts(vault, "http-jwt");
            assertThat(tomcat.connector().handshake(packaged, "http-jwt").text())
                    .contains("Failed to validate");
        }
    }

    /** Nobody has asked for the keys of the settings before: there are none. */
    @Test
    @Tag("F31")
    void theBeanIsEnough() throws IOException {
        try (WarProcess tomcat = start(war("openwebbeans", List.of(KEYS)), settings())) {
            tomcat.connector().accepts(vault, "http-jwt");
        }
    }

    @Test
    @Tag("F31")
    @Tag("F61")
    void withoutKeysTheConnectorIsClosed() throws IOException {
        try (WarProcess tomcat = start(war("openwebbeans", List.of()), settings())) {
            assertThat(tomcat.connector().get("/").statusCode()).isEqualTo(503);
            assertThat(tomcat.log()).contains("does not start, 2 problems:", "application-key: not set.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "openwebbeans, caffeine",
        "openwebbeans, cache2k",
        "openwebbeans, ehcache",
        "weld, hazelcast",
        "weld, infinispan"
    })
    @Tag("F32")
    void aJCacheProviderInTheWarRemembersNonces(String cdi, String provider) throws IOException {
        UnpackedWar war = war(cdi, List.of(KEYS, CACHES));
        war.addLibraries(ServletApi.jarsOf("jcache"));
        war.addLibraries(ServletApi.jarsOf(provider));
        // Of this machine alone, and looks for no others.
        war.write(
                "WEB-INF/classes/hazelcast.xml",
                "<hazelcast xmlns=\"http://www.hazelcast.com/schema/config\"><network><join>"
                        + "<auto-detection enabled=\"false\"/><multicast enabled=\"false\"/></join>"
                        + "<interfaces enabled=\"true\"><interface>127.0.0.1</interface></interfaces>"
                        + "</network></hazelcast>");
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("erp-auth.replay-store", "jcache");
        settings.put("hazelcast.jcache.provider.type", "member");
        settings.put("hazelcast.socket.bind.any", "false");
        settings.put("hazelcast.phone.home.enabled", "false");
        try (WarProcess tomcat = start(war, settings)) {
            tomcat.connector().accepts(vault, "http-jwt");
            String token = Caller.trusted(vault).token();
            HttpResponse<String> first = authenticate(tomcat, token);
            assertThat(first.statusCode()).as(first.body() + tomcat.log()).isEqualTo(200);
            assertThat(authenticate(tomcat, token).statusCode()).isEqualTo(401);
            assertThat(tomcat.log()).contains("replay-store=jcache", "reason=token-replayed");
        }
    }

    /** It lacks the library that reads its configuration. */
    @Test
    @Tag("F32")
    void aProviderThatFailsIsRefusedWithItsReason() throws IOException {
        UnpackedWar war = war("openwebbeans", List.of(KEYS, CACHES));
        war.addLibraries(ServletApi.jarsOf("jcache"));
        war.addLibraries(ServletApi.jarsOf("caffeine").stream()
                .filter(jar -> !jar.getFileName().toString().startsWith("config-"))
                .toList());
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("erp-auth.replay-store", "jcache");
        try (WarProcess tomcat = start(war, settings)) {
            assertThat(tomcat.connector().get("/").statusCode()).isEqualTo(503);
            assertThat(tomcat.log())
                    .contains("does not start, 1 problem:", "replay-store [jcache]: ")
                    .containsPattern("replay-store \\[jcache]: .*com/typesafe/config/");
        }
    }

    private static HttpResponse<String> authenticate(WarProcess tomcat, String token) {
        return tomcat.connector().post(Connector.AUTHENTICATE, "application/jwt", token);
    }

    private UnpackedWar war(String cdi, List<String> classes) throws IOException {
        UnpackedWar war = new UnpackedWar(Files.createDirectory(folder.resolve("war")));
        war.write(
                "WEB-INF/web.xml",
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                        // Weld finds its own.
                        + (cdi.equals("openwebbeans")
                                ? "<listener><listener-class>org.apache.webbeans.servlet.WebBeansConfigurationListener"
                                        + "</listener-class></listener>"
                                : "")
                        + "<filter><filter-name>auth</filter-name>"
                        + "<filter-class>org.erpconnector.auth.ConnectorAuthFilter</filter-class>"
                        + "<async-supported>true</async-supported></filter><filter-mapping>"
                        + "<filter-name>auth</filter-name><url-pattern>/*</url-pattern></filter-mapping></web-app>");
        war.write(
                "WEB-INF/beans.xml",
                "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
                        + " bean-discovery-mode=\"annotated\"/>");
        war.addLibraries(List.of(ServletApi.JAKARTA.bundle()));
        war.addLibraries(ServletApi.jarsOf("cdi"));
        war.addLibraries(ServletApi.jarsOf(cdi));
        for (String added : classes) {
            war.addClass(added);
        }
        return war;
    }

    private WarProcess start(UnpackedWar war, Map<String, String> properties) throws IOException {
        return WarProcess.start(
                ServletApi.JAKARTA,
                war.folder(),
                Files.createDirectory(folder.resolve("server")),
                properties,
                Map.of());
    }

    private static Map<String, String> settings() {
        return Map.of(
                "it.vault",
                vault.properties().toString(),
                "erp-auth.application-id",
                vault.applicationId(),
                "erp-auth.environment",
                "custom",
                "erp-auth.authenticate-path",
                Connector.AUTHENTICATE);
    }
}
