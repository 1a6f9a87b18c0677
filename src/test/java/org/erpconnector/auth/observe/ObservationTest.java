package org.erpconnector.auth.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.JmxMetrics;
import org.erpconnector.auth.testkit.RecordedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JMX and listeners are shown of the handshakes of a filter. */
class ObservationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
    private static final WebContext SAME = task -> task;
    private static final String HANDSHAKES = "erp_auth_handshakes_total";
    private static final String CALLS = "erp_auth_calls_total";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final RecordedLog log = new RecordedLog();
    private final Observation observation = observation();

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        observation.end();
    }

    @Test
    @Tag("L08")
    void countersAndTheLastOfEachOutcomeAreShown() throws JMException {
        ObjectName name = begin(observation, "/connector", "auth", KeyReportFake.good());
        assertThat(attribute(name, "LastAccepted")).isNull();
        assertThat(attribute(name, "LastRefusedReason")).isNull();
        observation.accepted("mirroring", "Cust12345", "app", "AB");
        observation.refused("mirroring", "127.0.0.1", Reason.TOKEN_EXPIRED);
        observation.refused("http-jwt", "127.0.0.1", Reason.TOKEN_EXPIRED);
        observation.refused("soap", "127.0.0.1", Reason.DTD_FORBIDDEN);
        observation.failed("mirroring", "127.0.0.1", Reason.SIGNING_FAILED);

        assertThat(attribute(name, "Accepted")).isEqualTo(1L);
        assertThat(attribute(name, "Refused")).isEqualTo(3L);
        assertThat(attribute(name, "Failed")).isEqualTo(1L);
        assertThat(attribute(name, "LastAccepted")).isEqualTo("2026-03-01T12:00:30Z");
        assertThat(attribute(name, "LastRefused")).isEqualTo("2026-03-01T12:00:30Z");
        assertThat(attribute(name, "LastRefusedReason")).isEqualTo("dtd-forbidden");
        assertThat(attribute(name, "LastFailedReason")).isEqualTo("signing-failed");
        assertThat(JmxMetrics.sum(name, HANDSHAKES, "outcome=\"refused\"", "reason=\"token-expired\""))
                .isEqualTo(2L);
        assertThat(JmxMetrics.sum(name, HANDSHAKES, "outcome=\"failed\"", "reason=\"signing-failed\""))
                .isEqualTo(1L);
    }

    @Test
    void keysAreShownByRoleThumbprintAndDaysLeftInOpenTypes() throws JMException {
        ObjectName name = begin(observation, "/connector", "auth", KeyReportFake.good());
        CompositeData[] keys = (CompositeData[]) attribute(name, "Keys");
        assertThat(keys).hasSize(3);
        assertThat(keys[0].get("role")).isEqualTo("own");
        assertThat(keys[0].get("notAfter")).isNull();
        assertThat(keys[0].get("daysLeft")).isEqualTo(-1L);
        assertThat(keys[1].get("id")).isEqualTo("CD");
        assertThat(keys[1].get("bits")).isEqualTo(2048);
        assertThat(keys[1].get("notAfter")).isEqualTo("2026-03-31T11:59:59Z");
        assertThat(keys[1].get("daysLeft")).isEqualTo(29L);
        assertThat(keys[2].get("daysLeft")).isEqualTo(0L);
        assertThat(attribute(name, "CryptoProvider")).isEqualTo("Fast");
        assertThat(attribute(name, "KeysLoadedAt")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(JmxMetrics.of(name))
                .containsEntry("erp_auth_caller_key_set_age_seconds", 90.0)
                .containsEntry("erp_auth_since_accepted_seconds", 0.0)
                .containsEntry("erp_auth_key_signs{key=\"AB\"}", 1.0)
                .containsEntry("erp_auth_key_days_left{role=\"caller\",key=\"CD\"}", 29.0)
                .containsEntry("erp_auth_key_days_left{role=\"caller\",key=\"EF\"}", 0.0)
                .doesNotContainKey("erp_auth_key_days_left{role=\"own\",key=\"AB\"}");
        assertThat(attribute(name, "Healthy")).isEqualTo(true);
        assertThat(server.invoke(name, "reloadKeys", null, null)).isEqualTo("ok");
    }

    @Test
    void keysThatAreNotTheNewestAreReadyButNotHealthy() throws JMException {
        ObjectName name = begin(
                observation,
                "/connector",
                "auth",
                new KeyReportFake(true, Optional.of("application-key: no such file")));
        assertThat(attribute(name, "Ready")).isEqualTo(true);
        assertThat(attribute(name, "Healthy")).isEqualTo(false);
        assertThat(attribute(name, "HealthProblem")).isEqualTo("application-key: no such file");
        assertThatThrownBy(() -> server.invoke(name, "reloadKeys", null, null))
                .isInstanceOf(RuntimeMBeanException.class)
                .cause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("application-key: no such file");
    }

    @Test
    void anyPathAndFilterNameMakesAnEntryOfItsOwn() throws JMException {
        ObjectName strange = begin(observation, "", "a,b=\"c\"*?\n", KeyReportFake.good());
        assertThat(ObjectName.unquote(strange.getKeyProperty("context"))).isEqualTo("/");
        assertThat(ObjectName.unquote(strange.getKeyProperty("filter"))).isEqualTo("a,b=\"c\"*?\n");
        assertThat(strange.isPattern()).isFalse();
        assertThat(log.texts()).isEmpty();
    }

    @Test
    void asManyOfOneNameAsTheServerHasAreToldApartAndEachTakesItsOwnEntryOut() throws JMException {
        List<Observation> three =
                IntStream.range(0, 3).mapToObj(i -> observation()).toList();
        for (Observation each : three) {
            each.begin(new FilterIdentity("/twice", "auth", List.of("app"), "custom"), KeyReportFake.good(), SAME);
        }
        three.get(1).accepted("mirroring", "Cust12345", "app", "AB");
        Set<ObjectName> names = server.queryNames(new ObjectName("org.erpconnector.auth:context=\"/twice\",*"), null);
        assertThat(names).hasSize(3);
        ObjectName second = new ObjectName(
                "org.erpconnector.auth:type=ConnectorAuth,context=\"/twice\",filter=\"auth\",instance=2");
        assertThat(attribute(second, "Accepted")).isEqualTo(1L);
        three.get(1).end();
        assertThat(server.isRegistered(second)).isFalse();
        three.forEach(Observation::end);
        assertThat(server.queryNames(new ObjectName("org.erpconnector.auth:context=\"/twice\",*"), null))
                .isEmpty();
    }

    @Test
    @Tag("L08")
    @Tag("F51")
    void everyReasonHasACounterFromTheBeginningAndThereAreNoOthers() throws JMException {
        ObjectName name = begin(observation, "/bounded", "auth", KeyReportFake.good());
        Set<String> shown = new HashSet<>();
        for (String series : JmxMetrics.of(name).keySet()) {
            if (!series.contains("outcome=\"accepted\"") && series.contains("reason=")) {
                shown.add(series.replaceAll(".*reason=\"([^\"]*)\".*", "$1"));
            }
        }
        assertThat(shown).isEqualTo(Stream.of(Reason.values()).map(Reason::code).collect(Collectors.toSet()));
    }

    @Test
    @Tag("F08")
    void whatLooksLikeAHandshakeIsCountedAsNone() throws JMException {
        ObjectName name = begin(observation, "/passed", "auth", KeyReportFake.good());
        observation.passedOn(Reason.PASSED_LENGTH);
        observation.passedOn(Reason.PASSED_LENGTH);
        assertThat(JmxMetrics.sum(name, HANDSHAKES, "outcome=\"passed\"", "reason=\"passed-length\""))
                .isEqualTo(2L);
        assertThat(attribute(name, "Refused")).isEqualTo(0L);
        assertThat(JmxMetrics.sum(name, CALLS)).isZero();
    }

    @Test
    @Tag("F10")
    void callsAreCountedAndToldApartFromHandshakes() throws JMException, IOException, InterruptedException {
        services(Listening.class.getName());
        ObjectName name = JmxEntry.name(new FilterIdentity("/calls", "auth", List.of("app"), "custom"), 1);
        beginInWebApplication("/calls");
        observation.callAccepted();
        observation.callRefused("sync", "127.0.0.1", Reason.SECRET_PATH_MISSING);
        observation.callFailed("mirroring-call", "127.0.0.1", Reason.CALLER_KEYS_UNAVAILABLE);

        for (String attribute : List.of("Accepted", "Refused", "Failed")) {
            assertThat(attribute(name, attribute)).isEqualTo(0L);
            assertThat(JmxMetrics.sum(name, CALLS, "outcome=\"" + attribute.toLowerCase(Locale.ROOT) + "\""))
                    .isEqualTo(1L);
        }
        assertThat(JmxMetrics.sum(name, CALLS, "reason=\"secret-path-missing\""))
                .isEqualTo(1L);
        assertThat(JmxMetrics.sum(name, CALLS, "reason=\"caller-keys-unavailable\""))
                .isEqualTo(1L);
        assertThat(JmxMetrics.sum(name, HANDSHAKES)).isZero();
        assertThat(Listening.HEARD.poll(3, TimeUnit.MINUTES))
                .isEqualTo(new CallRefused("auth", "app", "sync", "secret-path-missing", "127.0.0.1", NOW));
        assertThat(Listening.HEARD.poll(3, TimeUnit.MINUTES))
                .isEqualTo(
                        new CallRefused("auth", "app", "mirroring-call", "caller-keys-unavailable", "127.0.0.1", NOW));
        assertThat(Listening.HEARD).isEmpty();
    }

    @Test
    void aListenerThatTheWebApplicationNamesIsHeardThroughItsClassLoader() throws IOException, InterruptedException {
        services("org.example.Absent", Listening.class.getName());
        beginInWebApplication("/heard");
        observation.refused("mirroring", "127.0.0.1", Reason.TOKEN_EXPIRED);
        assertThat(Listening.HEARD.poll(3, TimeUnit.MINUTES))
                .isEqualTo(new HandshakeRefused("auth", "app", "mirroring", "token-expired", "127.0.0.1", NOW));
        assertThat(log.lines()).singleElement().satisfies(line -> {
            assertThat(line.text()).contains("META-INF/services");
            assertThat(line.thrown()).hasMessageContaining("org.example.Absent");
        });
    }

    private void beginInWebApplication(String context) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader webApplication =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(webApplication);
            observation.begin(
                    new FilterIdentity(context, "auth", List.of("app"), "custom"), KeyReportFake.good(), SAME);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void services(String... names) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(HandshakeListener.class.getName()), List.of(names));
    }

    /** Made by the service loader, so the only way to it is static. */
    public static final class Listening implements HandshakeListener {
        static final BlockingQueue<Record> HEARD = new LinkedBlockingQueue<>();

        @Override
        public void refused(HandshakeRefused event) {
            HEARD.add(event);
        }

        @Override
        public void callRefused(CallRefused event) {
            HEARD.add(event);
        }
    }

    private Observation observation() {
        return new Observation(Clock.fixed(NOW, ZoneOffset.UTC), log);
    }

    private static ObjectName begin(Observation observation, String context, String filter, KeyReport keys)
            throws JMException {
        FilterIdentity observed = new FilterIdentity(context, filter, List.of("app"), "custom");
        observation.begin(observed, keys, SAME);
        return JmxEntry.name(observed, 1);
    }

    private Object attribute(ObjectName name, String attribute) throws JMException {
        return server.getAttribute(name, attribute);
    }
}
