package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.erpconnector.auth.erp.EisCaller;
import org.erpconnector.auth.erp.ErpRequest;
import org.erpconnector.auth.simulator.DemoKeys;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Connectors differ in age and habits: with each of their descriptors the filter does the same. The example as it is,
 * without a beans.xml, is one more of them.
 */
@ExtendWith(ArquillianExtension.class)
class DescriptorIT {
    private static final DemoKeys KEYS = DemoKeySets.administrators();
    private static final String NAMESPACE =
            "xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                    + " xsi:schemaLocation=\"https://jakarta.ee/xml/ns/jakartaee"
                    + " https://jakarta.ee/xml/ns/jakartaee/web-app_6_0.xsd\" version=\"6.0\"";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "no-cdi", testable = false)
    static WebArchive noCdi() {
        return ExampleWar.withBeansXml("no-cdi", "none");
    }

    @Deployment(name = "all-beans", testable = false)
    static WebArchive allBeans() {
        return ExampleWar.withBeansXml("all-beans", "all");
    }

    @Deployment(name = "sync-filter", testable = false)
    static WebArchive syncFilter() {
        return ExampleWar.with(
                "sync-filter",
                WebXml.ofExample()
                        .replace(
                                "<async-supported>true</async-supported>", "<async-supported>false</async-supported>"));
    }

    @Deployment(name = "no-async", testable = false)
    static WebArchive noAsync() {
        return ExampleWar.with("no-async", WebXml.ofExample().replace("<async-supported>true</async-supported>", ""));
    }

    @Deployment(name = "servlet-3", testable = false)
    static WebArchive servlet3() {
        return ExampleWar.with("servlet-3", old("http://java.sun.com/xml/ns/javaee\" version=\"3.0"));
    }

    @Deployment(name = "servlet-31", testable = false)
    static WebArchive servlet31() {
        return ExampleWar.with("servlet-31", old("http://xmlns.jcp.org/xml/ns/javaee\" version=\"3.1"));
    }

    @Deployment(name = "complete", testable = false)
    static WebArchive complete() {
        return ExampleWar.with("complete", completeDescriptor());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cdi", "all-beans", "sync-filter", "no-async", "servlet-3", "servlet-31", "complete"})
    void handshakesAreAnswered(String name) {
        Connector connector = Connector.named(name);
        connector.accepts(KEYS, "connector-parameter");
        connector.accepts(KEYS, "mirroring");
        connector.accepts(KEYS, "http-jwt");
        assertThat(connector
                        .handshake(KEYS, "connector-parameter", "--signed-by", "foreign")
                        .text())
                .contains("Failed to validate authentication request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cdi", "all-beans", "sync-filter", "no-async", "servlet-3", "servlet-31"})
    void operationsAreLeftAlone(String name) {
        EisCaller.of(Connector.named(name), Connector.SERVICE)
                .call(ErpRequest.of("WSGetConfigData", ""))
                .ok();
    }

    @Deployment(name = "complete-faulty", managed = false, testable = false)
    static WebArchive completeFaulty() {
        return ExampleWar.refused("complete-faulty", completeDescriptor().with("clock-skew", "3000"));
    }

    @Test
    void aCompleteDescriptorDoesNotKeepAFaultyFilterFromRefusing() {
        assertThat(Refusals.of(deployer, "complete-faulty")).contains("clock-skew [3000 from init-param clock-skew]");
    }

    @Deployment(name = "no-cdi-faulty", managed = false, testable = false)
    static WebArchive noCdiFaulty() {
        return ExampleWar.withBeansXml("no-cdi-faulty", "none")
                .setWebXML(WebXml.ofExample().with("clock-skew", "3000").asset());
    }

    @Test
    void norDoesAConnectorWithoutCdi() {
        assertThat(Refusals.of(deployer, "no-cdi-faulty")).contains("clock-skew [3000 from init-param clock-skew]");
    }

    private static WebXml old(String namespaceAndVersion) {
        return WebXml.ofExample().replace(NAMESPACE, "xmlns=\"" + namespaceAndVersion + "\"");
    }

    /**
     * Takes annotations and web fragments away, and with them the example's web service and its database. That a filter
     * must start is said by neither.
     */
    private static WebXml completeDescriptor() {
        return old("http://java.sun.com/xml/ns/javaee\" version=\"3.0\" metadata-complete=\"true")
                .cut("<listener>", "</listener>")
                .cut("<servlet>", "</servlet-mapping>");
    }
}
