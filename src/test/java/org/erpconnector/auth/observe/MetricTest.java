package org.erpconnector.auth.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.RecordedLog;
import org.erpconnector.auth.testkit.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured is what the manual says, in each place where it is shown. */
class MetricTest {
    private static final Path MANUAL = Path.of("src/site/markdown/metrics.md");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Observation observation =
            new Observation(Clock.fixed(Instant.parse("2026-03-01T12:00:30Z"), ZoneOffset.UTC), new RecordedLog());

    @BeforeEach
    void add() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void remove() {
        observation.end();
        Metrics.removeRegistry(registry);
    }

    @Test
    void theManualsTableIsTheDeclaration() throws IOException {
        String table = Stream.of(Metric.values())
                .map(metric -> "| "
                        + metric.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))
                        + " | "
                        + metric.tags.stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", ")) + " | "
                        + metric.sentence + " |")
                .collect(Collectors.joining("\n"));
        assertThat(Files.readString(MANUAL)).contains("|---|---|---|\n" + table + "\n\n");
    }

    @Test
    void theAlertsAskForWhatThereIs() throws IOException {
        Set<String> names = Stream.of(Metric.values())
                .flatMap(metric -> metric.names().stream())
                .collect(Collectors.toSet());
        Set<String> reasons = Stream.of(Reason.values()).map(Reason::code).collect(Collectors.toSet());
        assertThat(found("erp_auth_[a-z_]+")).isNotEmpty().isSubsetOf(names);
        assertThat(found("(?<=reason=\")[a-z-]+")).isNotEmpty().isSubsetOf(reasons);
        assertThat(rules().split("- alert: ", -1)).hasSize(6);
    }

    @Test
    void prometheusReadsTheAlerts(@TempDir Path folder) throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool"))),
                "skipped on this machine: no promtool, which Debian's package prometheus has");
        Files.writeString(folder.resolve("rules.yml"), rules());
        Shell shell = new Shell(folder, List.of(), Map.of());
        assertThat(shell.run("promtool check rules rules.yml")).contains("SUCCESS: 5 rules found");
        // The first event of a series that was not there before, and of one that was.
        Files.writeString(
                folder.resolve("test.yml"),
                """
                rule_files: [rules.yml]
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    input_series:
                      - series: 'erp_auth_handshakes_total{outcome="refused",reason="token-replayed",contract="mirroring"}'
                        values: '_x5 1x200'
                      - series: 'erp_auth_handshakes_total{outcome="failed",reason="signing-failed",contract="mirroring"}'
                        values: '_x5 1x5 2x200'
                      - series: 'erp_auth_replay_store_seconds_count{outcome="failed"}'
                        values: '0x90 1x100'
                    promql_expr_test:
                """
                        + Stream.of(
                                        firing("ErpTokenReplayed", 4, 0),
                                        firing("ErpTokenReplayed", 7, 1),
                                        firing("ErpTokenReplayed", 90, 0),
                                        firing("ErpHandshakesFail", 13, 1),
                                        firing("ErpHandshakesFail", 40, 0),
                                        firing("ErpReplayStoreFails", 80, 0),
                                        firing("ErpReplayStoreFails", 93, 1))
                                .collect(Collectors.joining()));
        assertThat(shell.run("promtool test rules test.yml")).contains("SUCCESS");
    }

    private static String firing(String alert, int minute, int alerts) {
        return "      - {expr: 'count(ALERTS{alertname=\"" + alert
                + "\",alertstate=\"firing\"}) or vector(0)', eval_time: " + minute
                + "m, exp_samples: [{labels: '{}', value: " + alerts + "}]}\n";
    }

    private static String rules() throws IOException {
        Matcher block = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(MANUAL));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static Set<String> found(String pattern) throws IOException {
        Matcher each = Pattern.compile(pattern).matcher(rules());
        Set<String> all = new HashSet<>();
        while (each.find()) {
            all.add(each.group());
        }
        return all;
    }

    @Test
    void micrometerHasThemAllAndLosesWhatIsOursAtTheEnd() {
        observation.begin(
                new FilterIdentity("/measured", "auth", List.of("app"), "custom"), KeyReportFake.good(), task -> task);
        // What it has begun with shows its first event as one more.
        assertThat(registry.get("erp_auth_calls")
                        .tags("outcome", "refused", "reason", "secret-path-missing")
                        .counter()
                        .count())
                .isZero();
        assertThat(registry.get("erp_auth_replay_store")
                        .tag("outcome", "failed")
                        .timer()
                        .count())
                .isZero();
        observation.accepted("mirroring", "Cust12345", "app", "AB");
        observation.refused("mirroring", "127.0.0.1", Reason.TOKEN_EXPIRED);
        observation.callRefused("sync", "127.0.0.1", Reason.SECRET_PATH_MISSING);
        observation.answered(TimeUnit.MILLISECONDS.toNanos(7));
        observation.replayStoreAsked("failed", TimeUnit.MILLISECONDS.toNanos(500));

        Set<String> shown = registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown)
                .containsAll(
                        Stream.of(Metric.values()).map(metric -> metric.label).toList());
        assertThat(registry.get("erp_auth_handshakes")
                        .tags("outcome", "refused", "reason", "token-expired", "contract", "mirroring")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("erp_auth_handshake").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(7);
        assertThat(registry.get("erp_auth_replay_store")
                        .tag("outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("erp_auth_key_days_left")
                        .tag("key", "CD")
                        .gauge()
                        .value())
                .isEqualTo(29);
        observation.end();
        assertThat(registry.find("erp_auth_key_days_left").gauges()).isEmpty();
        assertThat(registry.find("erp_auth_since_accepted_seconds").gauges()).isEmpty();
    }
}
