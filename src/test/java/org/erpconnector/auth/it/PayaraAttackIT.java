package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.erpconnector.auth.attack.AttackKeys;
import org.erpconnector.auth.attack.AttackSuite;
import org.erpconnector.auth.attack.AttackTarget;
import org.erpconnector.auth.attack.Trap;
import org.erpconnector.auth.testkit.JmxMetrics;
import org.erpconnector.auth.testkit.TestTokens;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ClassLoaderAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The catalogue of attacks on Payara, whose five threads for HTTP are few. */
@ExtendWith(ArquillianExtension.class)
class PayaraAttackIT extends AttackSuite {
    private static final String FILTER = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <filter>
                <filter-name>attacked</filter-name>
                <filter-class>org.erpconnector.auth.FixedClockFilter</filter-class>
                <async-supported>true</async-supported>
                <init-param><param-name>settings-prefix</param-name><param-value>attacked</param-value></init-param>
                <init-param><param-name>application-id</param-name><param-value>APPLICATION-ID</param-value></init-param>
                <init-param><param-name>environment</param-name><param-value>custom</param-value></init-param>
                <init-param><param-name>authenticate-path</param-name><param-value>/authenticate</param-value></init-param>
              </filter>
              <filter-mapping><filter-name>attacked</filter-name><url-pattern>/*</url-pattern></filter-mapping>
              <servlet>
                <servlet-name>connector</servlet-name>
                <servlet-class>org.erpconnector.auth.http.AttackedConnector</servlet-class>
              </servlet>
              <servlet-mapping><servlet-name>connector</servlet-name><url-pattern>/</url-pattern></servlet-mapping>
            </web-app>
            """;

    private static final Trap TRAP = Trap.open();
    private static final AttackKeys KEYS = AttackKeys.make(TRAP.url());
    private static final AtomicInteger REACHED = new AtomicInteger();

    private final ServerLog log = ServerLog.open();

    PayaraAttackIT() {
        super(TRAP, KEYS);
    }

    @Deployment(testable = false)
    static WebArchive attacked() throws CertificateEncodingException {
        System.getProperties()
                .put(
                        "attack.keys",
                        Map.of(
                                "application",
                                        KEYS.application().pair().getPrivate().getEncoded(),
                                "applicationCertificate",
                                        KEYS.application().certificate().getEncoded(),
                                "caller", KEYS.caller().certificate().getEncoded(),
                                "second", KEYS.second().certificate().getEncoded()));
        System.getProperties().put("attack.reached", REACHED);
        // The libraries of the example, and nothing that it consists of.
        WebArchive war = ShrinkWrap.create(WebArchive.class, "attacked.war")
                .merge(ExampleWar.named("example"), Filters.include("/WEB-INF/lib/.*"))
                .setWebXML(new StringAsset(FILTER.replace("APPLICATION-ID", TestTokens.APPLICATION_ID)))
                // The server's class path is that of these tests, and would be asked before the WAR.
                .addAsWebInfResource(
                        new StringAsset("<glassfish-web-app><class-loader delegate=\"false\"/></glassfish-web-app>"),
                        "glassfish-web.xml");
        Stream.of(
                        "FixedClockFilter",
                        "http/AttackedKeys",
                        "testkit/WatchedKey",
                        "http/AttackedConnector",
                        "http/TestConnector",
                        "http/TestConnector$AsJson",
                        "testkit/TestSigner")
                .map(name -> "org/erpconnector/auth/" + name + ".class")
                .forEach(file -> war.addAsWebInfResource(new ClassLoaderAsset(file), "classes/" + file));
        return war;
    }

    @Override
    protected AttackTarget start(AttackKeys keys) {
        return new Payara(REACHED, new Counters());
    }

    @AfterAll
    void stop() {
        log.close();
        Stream.of("attack.keys", "attack.reached", "attack.signatures", "attack.suspended")
                .forEach(name -> System.getProperties().remove(name));
        // I5, of all that the server has written in the meantime.
        assertThat(log.containing("filter=attacked"))
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(512).matches("[ -~]+"));
        assertThat(log.all()).noneMatch(text -> text.contains("0BADCAFE") || text.contains("eyJhbGciOi"));
        assertThat(log.containing("reason=internal-error")).isEmpty();
    }

    /** What the filter counts in JMX: its log writes no more than twenty lines a minute with one reason. */
    private static final class Counters {
        private Map<String, Long> last = Map.of();

        List<String> sinceAskedLast() {
            Map<String, Long> now = read();
            List<String> lines = new ArrayList<>();
            now.forEach((line, count) -> {
                for (long i = last.getOrDefault(line, 0L); i < count; i++) {
                    lines.add(line);
                }
            });
            last = now;
            return lines;
        }

        private static Map<String, Long> read() {
            try {
                ObjectName name = new ObjectName(
                        "org.erpconnector.auth:type=ConnectorAuth,context=\"/attacked\",filter=\"attacked\"");
                Map<String, Long> counts = new HashMap<>();
                counts.put("INFO handshake accepted: ", (Long) attribute(name, "Accepted"));
                add(counts, "WARNING handshake refused: reason=", "refused", JmxMetrics.of(name));
                add(counts, "ERROR handshake failed: reason=", "failed", JmxMetrics.of(name));
                return counts;
            } catch (JMException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Object attribute(ObjectName name, String attribute) throws JMException {
            return ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
        }

        private static void add(Map<String, Long> counts, String start, String outcome, Map<String, Double> metrics) {
            Pattern series =
                    Pattern.compile("erp_auth_handshakes_total\\{outcome=\"" + outcome + "\",reason=\"([^\"]*)\".*");
            metrics.forEach((name, value) -> {
                Matcher known = series.matcher(name);
                if (known.matches()) {
                    counts.merge(start + known.group(1) + " ", value.longValue(), Long::sum);
                }
            });
        }
    }

    private record Payara(AtomicInteger requests, Counters counters) implements AttackTarget {
        @Override
        public String label() {
            return "Payara/" + System.getProperty("payara.version");
        }

        @Override
        public int port() {
            return PayaraPort.get();
        }

        @Override
        public String contextPath() {
            return "/attacked";
        }

        @Override
        public int signatures() {
            return told("attack.signatures");
        }

        @Override
        public int suspended() {
            return told("attack.suspended");
        }

        private static int told(String property) {
            return ((IntSupplier) System.getProperties().get(property)).getAsInt();
        }

        @Override
        public int reached() {
            return requests.getAndSet(0);
        }

        @Override
        public List<String> lines() {
            return counters.sinceAskedLast();
        }

        @Override
        public Optional<Cost> cost() {
            return Optional.empty();
        }
    }
}
