package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.JmxMetrics;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.ClassLoaderAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One accepted and one refused handshake, and who in a real server hears of them. */
@ExtendWith(ArquillianExtension.class)
class ObservedIT {
    private static final DemoKeys KEYS = DemoKeySets.administrators();
    private static final Connector CONNECTOR = Connector.named("observed");
    private static final Connector ROOT = new Connector(URI.create("http://127.0.0.1:" + PayaraPort.get()));
    private static final String THREADS = "erp-connector-auth ";

    // By name: the tests themselves cannot load them, since the filter's classes are in the WAR alone.
    private static final List<String> CLASSES =
            List.of("org.erpconnector.auth.it.deployed.Heard", "org.erpconnector.auth.it.deployed.HeardServlet");

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    @ArquillianResource
    private Deployer deployer;

    private boolean deployed;

    @Deployment(name = "observed", managed = false, testable = false)
    static WebArchive observed() {
        WebArchive war = ExampleWar.named("observed")
                // The server's class path is that of these tests, and would be asked before the WAR.
                .addAsWebInfResource(
                        new StringAsset("<glassfish-web-app><class-loader delegate=\"false\"/></glassfish-web-app>"),
                        "glassfish-web.xml");
        for (String added : CLASSES) {
            String file = added.replace('.', '/') + ".class";
            war.addAsWebInfResource(new ClassLoaderAsset(file), "classes/" + file);
        }
        return war;
    }

    @BeforeEach
    void oneOfEachKind() {
        deployer.deploy("observed");
        deployed = true;
        CONNECTOR.accepts(KEYS, "mirroring");
        Connector.Verdict refused = CONNECTOR.handshake(KEYS, "http-jwt", "--signed-by", "foreign");
        assertThat(refused.status()).as(refused.text()).isEqualTo(1);
    }

    @AfterEach
    void undeploy() {
        if (deployed) {
            deployer.undeploy("observed");
            deployed = false;
        }
    }

    @Test
    void beansAndObserversHearOfEveryOutcome() throws Exception {
        Await.until("all are told", () -> heard().size() >= 5);
        assertThat(heard())
                .containsExactlyInAnyOrder(
                        "observer accepted mirroring " + DemoKeys.TENANT,
                        "async HandshakeAccepted mirroring erp-connector-auth",
                        "listener accepted mirroring",
                        "async HandshakeRefused http-jwt erp-connector-auth",
                        "listener refused http-jwt key-unknown");
    }

    @Test
    void readinessIsUpWhileHandshakesCanBeAnswered() {
        HttpResponse<String> ready = ROOT.get("/health/ready");
        assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
        assertThat(ready.body().replaceAll("\\s", ""))
                .contains("\"name\":\"erp-connector-auth\",\"status\":\"UP\"")
                .contains("erp-connector-auth\":\"ready\"");
    }

    @Test
    @Tag("L08")
    void metricsCountByOutcomeReasonAndContract() {
        HttpResponse<String> metrics = ROOT.get("/metrics?scope=application");
        assumeTrue(metrics.statusCode() != 404, "this embedded server has no /metrics");
        assertThat(metrics.statusCode()).as(metrics.body()).isEqualTo(200);
        List<String> counters = metrics.body()
                .lines()
                .filter(line -> line.startsWith("erp_auth_handshakes_total{"))
                .toList();
        assertThat(counters)
                .as(metrics.body())
                .anySatisfy(line -> assertThat(line).contains("outcome=\"accepted\"", "contract=\"mirroring\""));
        assertThat(counters)
                .as(metrics.body())
                .anySatisfy(line -> assertThat(line)
                        .contains("outcome=\"refused\"", "reason=\"key-unknown\"", "contract=\"http-jwt\""));
    }

    @Test
    void jmxCountsAndReadsKeysAnew() throws JMException {
        ObjectName name = new ObjectName(
                "org.erpconnector.auth:type=ConnectorAuth,context=\"/observed\",filter=\"erp-connector-auth\"");
        assertThat(beans.getAttribute(name, "Accepted")).isEqualTo(1L);
        assertThat(beans.getAttribute(name, "Refused")).isEqualTo(1L);
        assertThat(beans.getAttribute(name, "LastRefusedReason")).isEqualTo("key-unknown");
        assertThat(beans.invoke(name, "reloadKeys", new Object[0], new String[0]))
                .isEqualTo("ok");
    }

    /** A handshake that names another operation's action: the connector reads it, and the filter overhears. */
    @Test
    @Tag("F08")
    void aHandshakeThatGoesOnToTheConnectorIsSaid() throws Exception {
        ObjectName name = new ObjectName(
                "org.erpconnector.auth:type=ConnectorAuth,context=\"/observed\",filter=\"erp-connector-auth\"");
        String question = Caller.connectorMessage(Caller.trusted(KEYS).token());
        try (ServerLog log = ServerLog.open()) {
            CONNECTOR.post(Connector.SERVICE, Caller.SOAP_11, question, "SOAPAction", "\"urn:x/WSGetConfigData\"");
            // Said when the request ends, which its caller does not wait for.
            Await.until(
                    "it is said",
                    () -> !log.containing("handshake passed on: reason=passed-other-action ")
                            .isEmpty());
        }
        assertThat(JmxMetrics.sum(name, "erp_auth_handshakes_total", "outcome=\"passed\""))
                .isEqualTo(1L);
    }

    @Test
    void nothingOfItOutlivesTheWebApplication() throws Exception {
        assertThat(threads()).isNotEmpty();
        undeploy();
        assertThat(beans.queryNames(new ObjectName("org.erpconnector.auth:context=\"/observed\",*"), null))
                .isEmpty();
        Await.until("no thread is left", () -> threads().isEmpty());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(THREADS))
                .toList();
    }

    private static List<String> heard() {
        return CONNECTOR.get("/heard").body().lines().toList();
    }
}
