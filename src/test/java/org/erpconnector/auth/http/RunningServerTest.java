package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.erpconnector.auth.example.DemoSettings;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.servlet.TestParts;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.CallerTokens;
import org.erpconnector.auth.testkit.CapturedLog;
import org.erpconnector.auth.testkit.JmxMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of two web applications on a Tomcat: JMX, threads and log, while handshakes come in over HTTP. */
class RunningServerTest {
    private static final String SECRET = "0123456789abcdefABCDEF_-01234567";
    private static final String ALL = "org.erpconnector.auth:type=ConnectorAuth,*";

    @TempDir
    Path folder;

    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
    private final CapturedLog captured = new CapturedLog();
    private final Logger ours = Logger.getLogger("org.erpconnector.auth");
    private final Logger jjwt = Logger.getLogger("io.jsonwebtoken");
    private Tomcat tomcat;
    private Context first;
    private CallerTokens tokens;
    private DemoKeys keys;

    @BeforeEach
    void start() throws IOException, LifecycleException, GeneralSecurityException {
        Stream.of(ours, jjwt).forEach(logger -> {
            logger.setLevel(Level.ALL);
            logger.addHandler(captured);
        });
        keys = DemoSettings.make(folder.resolve("keys")).keys();
        tokens = CallerTokens.of(keys);
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        first = webApplication("", keys);
        webApplication("/second", keys);
        tomcat.start();
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        Stream.of(ours, jjwt).forEach(logger -> {
            logger.setLevel(null);
            logger.removeHandler(captured);
        });
    }

    @Test
    void handshakesAreCountedByTheFilterThatAnsweredThem() throws Exception {
        assertThat(post("/erp", tokens.valid()).statusCode()).isEqualTo(200);
        assertThat(post("/erp", tokens.valid()).statusCode()).isEqualTo(200);
        assertThat(post("/erp", "nonsense").statusCode()).isEqualTo(401);
        assertThat(post("/second/quote", tokens.withClaim("aud", "\"spn:other\""))
                        .statusCode())
                .isEqualTo(401);

        ObjectName erp = name("/", "erp");
        assertThat(jmx.getAttribute(erp, "Accepted")).isEqualTo(2L);
        assertThat(jmx.getAttribute(erp, "Refused")).isEqualTo(1L);
        assertThat(jmx.getAttribute(erp, "LastRefusedReason")).isEqualTo("token-malformed");
        assertThat(jmx.getAttribute(erp, "LastAccepted")).isNotNull();
        assertThat(jmx.getAttribute(erp, "Healthy")).isEqualTo(true);
        ObjectName quote = name("/second", "quote");
        assertThat(jmx.getAttribute(quote, "Accepted")).isEqualTo(0L);
        assertThat(JmxMetrics.sum(quote, "erp_auth_handshakes_total", "reason=\"audience-wrong\""))
                .isEqualTo(1L);
        assertThat(jmx.getAttribute(name("/", "quote"), "Refused")).isEqualTo(0L);
    }

    @Test
    void everyFilterHasAnEntryAndTakesItOutWhenItsWebApplicationStops() throws JMException, LifecycleException {
        assertThat(entries())
                .containsExactlyInAnyOrder(
                        name("/", "erp"), name("/", "quote"), name("/second", "erp"), name("/second", "quote"));
        assertThat(threads()).hasSize(4);
        first.stop();
        assertThat(entries()).containsExactlyInAnyOrder(name("/second", "erp"), name("/second", "quote"));
        assertThat(threads()).hasSize(2);
        first.start();
        assertThat(entries()).hasSize(4);
        assertThat(threads()).hasSize(4);
        tomcat.stop();
        assertThat(entries()).isEmpty();
        assertThat(threads()).isEmpty();
    }

    /** As JMX does when a listener of somebody's throws an error: the MBean server hands that on to who unregisters. */
    @Test
    @Tag("F34")
    void everythingEndsEvenWhereJmxThrows() throws Exception {
        NotificationListener throwing = (notification, handback) -> {
            if (notification.getType().equals(MBeanServerNotification.UNREGISTRATION_NOTIFICATION)) {
                throw new AssertionError("as a listener of somebody's");
            }
        };
        jmx.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, throwing, null, null);
        try {
            first.stop();
        } finally {
            jmx.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, throwing);
        }
        assertThat(threads()).hasSize(2);
        assertThat(entries()).containsExactlyInAnyOrder(name("/second", "erp"), name("/second", "quote"));
        assertThat(captured.texts())
                .filteredOn(line -> line.startsWith("the entry in JMX could not be ended"))
                .hasSize(2);
    }

    /** A thread that was started cannot be started again, so that a second beginning fails at its last step. */
    @Test
    @Tag("F34")
    void whatHasBegunEndsWhereBeginningFailsHalfway() throws JMException {
        TestParts parts = TestParts.make();
        FilterLifecycle running = parts.running("half", parts.key(false), TestParts.PATH, TestParts.MAX_MESSAGE_SIZE);
        running.begin("/half");
        assertThat(entries()).contains(name("/half", "half"));

        assertThatThrownBy(() -> running.begin("/half")).isInstanceOf(IllegalThreadStateException.class);

        assertThat(entries()).hasSize(4).doesNotContain(name("/half", "half"));
        assertThat(threads()).hasSize(4);
    }

    /** Whoever asks meanwhile is answered, or told by the server that there is nothing here. */
    @Test
    @Tag("C06")
    void aWebApplicationMayStopWhileHandshakesCome() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Integer>>> answers = new ArrayList<>();
            CountDownLatch asked = new CountDownLatch(20);
            for (int i = 0; i < 4; i++) {
                answers.add(callers.submit(() -> {
                    List<Integer> statuses = new ArrayList<>();
                    do {
                        statuses.add(post("/erp", tokens.valid()).statusCode());
                        asked.countDown();
                    } while (statuses.get(statuses.size() - 1) == 200);
                    return statuses;
                }));
            }
            asked.await();
            first.stop();
            for (Future<List<Integer>> of : answers) {
                List<Integer> statuses = of.get();
                assertThat(statuses.subList(0, statuses.size() - 1)).containsOnly(200);
                assertThat(statuses.get(statuses.size() - 1)).isIn(404, 503);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(captured.texts()).noneMatch(line -> line.contains("internal-error"));
    }

    @Test
    void anAdministratorReadsTheKeysAnewThroughJmx() throws JMException {
        assertThat(jmx.invoke(name("/", "erp"), "reloadKeys", null, null)).isEqualTo("ok");
    }

    @Test
    @Tag("L10")
    void oneLineAtStartSaysWhatIsConfigured() {
        assertThat(captured.texts())
                .filteredOn(line -> line.contains("started"))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("filter erp started: application-id=" + tokens.applicationId())
                        .contains("environment=custom", "application-key=RSA-2048/", "caller-keys="));
    }

    @Tag("K22")
    @Test
    @Tag("L04")
    void aTraceShowsTheWayOfAMessageButNoTokenNonceSignatureOrPassword() throws Exception {
        List<String> secrets = tokens.session(token -> post("/erp", token));
        String json = "{\"SignedToken\":\"" + tokens.valid() + "\"}";
        assertThat(send("/erp?token=" + tokens.valid(), "application/json", json)
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("/elsewhere", "text/plain", "hello").statusCode()).isEqualTo(404);

        assertThat(captured.texts())
                .anyMatch(line ->
                        line.startsWith("request: filter=erp method=POST path=/erp content-type=application/jwt")
                                && line.contains("content-length=")
                                && line.contains("headers=["))
                .anyMatch(line -> line.startsWith("handshake read: filter=erp HandshakeRequest[http-jwt, token of "))
                .anyMatch(line -> line.startsWith("answered: filter=erp HandshakeReply[200 application/jwt"))
                .anyMatch(line -> line.startsWith("passed on: filter=erp"))
                .anyMatch(line -> line.startsWith("handshake refused: reason=signature-invalid"));
        assertThat(secrets).hasSizeGreaterThan(20);
        assertThat(tokens.partsOfEveryToken()).isNotEmpty();
        for (String secret : Stream.concat(secrets.stream(), tokens.partsOfEveryToken().stream())
                .toList()) {
            assertThat(captured.everything()).doesNotContain(secret);
        }
    }

    @Test
    @Tag("F10")
    void callsThatAreNoHandshakeAreCountedApart() throws Exception {
        Context guarded = tomcat.addContext("/guarded", folder.toString());
        // The running server has started it at once.
        guarded.stop();
        addFilter(guarded, "erp", keys.applicationId(), keys);
        FilterDef filter = guarded.findFilterDef("erp");
        filter.addInitParameter("secret-path", SECRET);
        Tomcat.addServlet(guarded, "default", new DefaultServlet()).addMapping("/");
        guarded.start();
        ObjectName name = name("/guarded", "erp");

        assertThat(send("/guarded/Services/X.svc", "text/plain", "x").statusCode())
                .isEqualTo(403);
        assertThat(send("/guarded/" + SECRET + "/nothing", "text/plain", "x").statusCode())
                .isEqualTo(404);
        assertThat(post("/guarded/" + SECRET + "/erp", tokens.valid()).statusCode())
                .isEqualTo(200);

        assertThat(jmx.getAttribute(name, "Accepted")).isEqualTo(1L);
        assertThat(jmx.getAttribute(name, "Refused")).isEqualTo(0L);
        assertThat(JmxMetrics.sum(name, "erp_auth_calls_total", "outcome=\"accepted\""))
                .isEqualTo(1L);
        assertThat(JmxMetrics.sum(name, "erp_auth_calls_total", "outcome=\"refused\""))
                .isEqualTo(1L);
        assertThat(JmxMetrics.of(name))
                .containsEntry("erp_auth_calls_total{outcome=\"refused\",reason=\"secret-path-missing\"}", 1.0)
                .containsEntry("erp_auth_handshake_seconds_count", 1.0)
                .containsEntry("erp_auth_replay_store_seconds_count{outcome=\"first\"}", 1.0)
                .containsKeys("erp_auth_handshake_seconds_sum", "erp_auth_since_accepted_seconds");
    }

    private Context webApplication(String path, DemoKeys keys) {
        Context context = tomcat.addContext(path, folder.toString());
        addFilter(context, "erp", keys.applicationId(), keys);
        // Of another application: two of one would remember nonces apart, and the second would not start.
        addFilter(context, "quote", "quote-" + keys.applicationId(), keys);
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        return context;
    }

    private static void addFilter(Context context, String name, String applicationId, DemoKeys keys) {
        FilterDef filter = new FilterDef();
        filter.setFilterName(name);
        filter.setFilterClass(ConnectorAuthFilter.class.getName());
        filter.addInitParameter("authenticate-path", "/" + name);
        filter.addInitParameter("application-id", applicationId);
        filter.addInitParameter("environment", "custom");
        filter.addInitParameter("application-key", keys.application().keystore().toString());
        filter.addInitParameter("application-key-password", keys.application().password());
        filter.addInitParameter("caller-keys", keys.callerCertificate().toString());
        context.addFilterDef(filter);
        FilterMap everything = new FilterMap();
        everything.setFilterName(name);
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
    }

    private HttpResponse<String> post(String path, String token) throws IOException, InterruptedException {
        return send(path, "application/jwt", token);
    }

    private HttpResponse<String> send(String path, String type, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static ObjectName name(String context, String filter) throws JMException {
        return new ObjectName(
                "org.erpconnector.auth:type=ConnectorAuth,context=\"" + context + "\",filter=\"" + filter + "\"");
    }

    private Set<ObjectName> entries() throws JMException {
        return jmx.queryNames(new ObjectName(ALL), null);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("erp-connector-auth "))
                .toList();
    }
}
