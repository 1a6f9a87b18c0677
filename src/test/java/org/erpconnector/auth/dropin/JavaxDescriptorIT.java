package org.erpconnector.auth.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.erpconnector.auth.it.Caller;
import org.erpconnector.auth.it.Connector;
import org.erpconnector.auth.simulator.DemoKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example's web.xml for javax.servlet says what the other one says, and is deployed as it is. */
class JavaxDescriptorIT {
    private static final Path EXAMPLE = Path.of("webapp-example/src/main");
    private static final Path JAVAX = EXAMPLE.resolve("javax/web.xml");
    private static final Path SOURCES = Path.of("src/test/resources/dropin/com/example/connector");

    @TempDir
    Path folder;

    @Test
    void itDiffersInNamespaceAndVersionOnly() throws IOException {
        String jakarta = Files.readString(EXAMPLE.resolve("webapp/WEB-INF/web.xml"));
        String renamed = Files.readString(JAVAX)
                .replace("http://xmlns.jcp.org/xml/ns/javaee", "https://jakarta.ee/xml/ns/jakartaee")
                .replace("web-app_4_0.xsd\" version=\"4.0\"", "web-app_6_0.xsd\" version=\"6.0\"");
        assertThat(root(renamed)).isEqualTo(root(jakarta));
    }

    /** Without the comment in front, which says when to take which. */
    private static String root(String webXml) {
        return webXml.substring(webXml.indexOf("<web-app"));
    }

    @Test
    void tomcat9DeploysIt() throws IOException {
        DemoKeys keys = DemoKeys.make(folder.resolve("keys"));
        UnpackedWar war = new UnpackedWar(folder.resolve("war"));
        war.addLibraries(List.of(ServletApi.JAVAX.library()));
        war.addLibraries(ServletApi.jarsOf("dependencies"));
        war.compile(
                ServletApi.JAVAX,
                SOURCES.resolve("DatabaseSetup.java"),
                SOURCES.resolve("ErpConnectorWS.java"),
                SOURCES.resolve("OtherSpelling.java"));
        war.write("WEB-INF/web.xml", Files.readString(JAVAX));
        Map<String, String> administrator = Map.of(
                "erp-auth.application-id", keys.applicationId(),
                "erp-auth.environment", "custom",
                "erp-auth.application-key", keys.application().keystore().toString(),
                "erp-auth.application-key-password", keys.application().password(),
                "erp-auth.caller-keys", keys.callerCertificate().toString());
        try (WarProcess tomcat = WarProcess.start(ServletApi.JAVAX, war.folder(), folder, administrator, Map.of())) {
            Connector connector = tomcat.connector();
            connector.accepts(keys, "connector-parameter");
            connector.accepts(keys, "http-jwt");
            for (String service : List.of(Connector.SERVICE, Connector.OTHER_SPELLING)) {
                assertThat(connector
                                .post(service, Caller.SOAP_11, "<a/>", "SOAPAction", "urn:x/WSGetActors")
                                .body())
                        .isEqualTo("true 4");
            }
            assertThat(tomcat.log()).doesNotContain("SEVERE");
        }
    }
}
