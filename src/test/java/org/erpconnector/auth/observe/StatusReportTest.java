package org.erpconnector.auth.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.reason.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the status page tells, without a server. */
class StatusReportTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final History history = new History();
    private KeyReportFake keys = KeyReportFake.good();

    private StatusPage page(Instant now) {
        return StatusPage.of(new StatusReport(
                new StatusFacts("1.2.3", "discovery", "memory", 60, List.of(setting("issuer", "<b>&\"'"))),
                new FilterIdentity("/connector", "erp", List.of("an-app"), "production"),
                Map.of("an-app", ""),
                new JmxMeter(),
                keys,
                history,
                NOW.minus(Duration.ofHours(49)),
                now));
    }

    private static SettingView setting(String name, String value) {
        return new SettingView(name, value, "init-param " + name);
    }

    private String state() throws IOException {
        JsonNode state = JSON.readTree(page(NOW).json()).get("state");
        assertThat(page(NOW).html())
                .contains("<h1>" + state.get("title").textValue() + "</h1>")
                .contains("class=\"state " + state.get("kind").textValue() + "\"");
        return state.get("kind").textValue() + ": " + state.get("why").textValue() + " "
                + state.get("remedy").textValue();
    }

    private static Verdict verdict(Instant at, Outcome outcome, Reason reason) {
        return new Verdict(
                at,
                outcome,
                Optional.ofNullable(reason),
                "mirroring",
                Optional.empty(),
                "198.51.100.7",
                "/x",
                Verdict.UNMEASURED);
    }

    private void happens(Outcome outcome, Reason reason) {
        history.handshake(verdict(NOW, outcome, reason));
    }

    private void happens(Outcome outcome) {
        history.handshake(verdict(NOW, outcome, null));
    }

    @Test
    void aFilterWithKeysAnswersBeforeTheFirstHandshakeAndAfter() throws IOException {
        assertThat(state())
                .isEqualTo("answering: Keys are loaded. SuperOffice has sent no handshake since the start. ");
        happens(Outcome.ACCEPTED);
        assertThat(state()).isEqualTo("answering: SuperOffice's last handshake was answered. ");
    }

    /** Each says why, and what to do. */
    @Test
    void whatSuperOfficeIsRefusedDegradesAndWhatFailsDoesNotAnswer() throws IOException {
        happens(Outcome.REFUSED, Reason.AUDIENCE_WRONG);
        assertThat(state())
                .startsWith("degraded: SuperOffice's last handshake was refused: ")
                .contains("(audience-wrong). The log has the details, at 2026-03-01T12:00:30Z.")
                .endsWith(StatusState.plain(Reason.AUDIENCE_WRONG.remedy()))
                .doesNotContain("`");
        happens(Outcome.FAILED, Reason.SIGNING_FAILED);
        assertThat(state())
                .startsWith("not-answering: The last handshake failed: ")
                .endsWith(Reason.SIGNING_FAILED.remedy());
        happens(Outcome.ACCEPTED);
        assertThat(state()).startsWith("answering: ");
    }

    @Test
    void keysThatCannotBeUsedDoNotAnswerAndOldOnesDegrade() throws IOException {
        Optional<String> problem = Optional.of("application-key [/x]: no such file. Put the file there.");
        keys = new KeyReportFake(true, problem);
        assertThat(state()).isEqualTo("degraded: application-key [/x]: no such file. Put the file there. ");
        keys = new KeyReportFake(false, problem);
        assertThat(state()).startsWith("not-answering: application-key [/x]");
    }

    /** However many they send: neither do they hide what is wrong. */
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"SIGNATURE_INVALID", "MESSAGE_TOO_LARGE", "KEY_UNKNOWN"})
    void strangersNeitherDegradeNorMend(Reason reason) throws IOException {
        happens(Outcome.REFUSED, reason);
        assertThat(state()).startsWith("answering: ");
        happens(Outcome.FAILED, Reason.REPLAY_STORE_UNAVAILABLE);
        for (int i = 0; i < 2 * History.VERDICTS; i++) {
            happens(Outcome.REFUSED, reason);
            happens(Outcome.PASSED, Reason.PASSED_MEDIA_TYPE);
        }
        assertThat(state()).startsWith("not-answering: ");
    }

    /** Bodies that never come are a failure of ours by their code, but anybody can send them. */
    @Test
    void connectionsThatSendNothingDoNotTellThatSuperOfficeGetsNoAnswer() throws IOException {
        happens(Outcome.ACCEPTED);
        happens(Outcome.FAILED, Reason.TOO_MANY_BODIES);
        assertThat(state()).startsWith("answering: ");
        happens(Outcome.FAILED, Reason.TOO_MANY_HANDSHAKES);
        assertThat(state()).startsWith("not-answering: ");
    }

    @Test
    void aFloodOfOneKindLeavesTheOthers() {
        history.call(verdict(NOW, Outcome.REFUSED, Reason.SECRET_PATH_MISSING));
        happens(Outcome.ACCEPTED);
        for (int i = 0; i < 1000; i++) {
            happens(Outcome.PASSED, Reason.PASSED_MEDIA_TYPE);
        }
        assertThat(history.nearMisses()).hasSize(History.VERDICTS);
        assertThat(history.handshakes()).hasSize(1);
        assertThat(history.calls()).hasSize(1);
    }

    @Test
    void aDayHasItsHoursAndForgetsTheDayBefore() {
        history.handshake(verdict(NOW.minus(Duration.ofHours(24)), Outcome.ACCEPTED, null));
        history.handshake(verdict(NOW.minus(Duration.ofHours(23)), Outcome.ACCEPTED, null));
        assertThat(history.day(NOW).get(0).counts()).containsExactlyInAnyOrderEntriesOf(Map.of(Outcome.ACCEPTED, 1L));
        happens(Outcome.FAILED, Reason.SIGNING_FAILED);
        happens(Outcome.FAILED, Reason.SIGNING_FAILED);
        List<History.Shown> day = history.day(NOW);
        assertThat(day).hasSize(24);
        assertThat(day.get(0).from()).isEqualTo(Instant.parse("2026-02-28T13:00:00Z"));
        assertThat(day.get(23).from()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(day.get(23).counts()).containsExactlyInAnyOrderEntriesOf(Map.of(Outcome.FAILED, 2L));
        assertThat(history.day(NOW.plus(Duration.ofDays(3))).stream()
                        .mapToInt(hour -> hour.counts().size())
                        .sum())
                .isZero();
    }

    /** In one hour a thousand, in another one: each is seen. */
    @Test
    void everyOutcomeOfAnHourHasItsBar() {
        for (int i = 0; i < 1000; i++) {
            happens(Outcome.ACCEPTED);
        }
        happens(Outcome.REFUSED, Reason.KEY_UNKNOWN);
        history.handshake(verdict(NOW.minus(Duration.ofHours(2)), Outcome.FAILED, Reason.SIGNING_FAILED));
        String html = page(NOW).html();
        assertThat(html)
                .contains("<rect class=\"accepted\" x=\"638\" y=\"0.1\" width=\"20\" height=\"119.9\"/>")
                .contains("<rect class=\"refused\" x=\"638\" y=\"0.0\" width=\"20\" height=\"2.0\"/>")
                .contains("<rect class=\"failed\" x=\"586\" y=\"118.0\" width=\"20\" height=\"2.0\"/>")
                .contains("In 24 hours 1000 accepted, 1 refused, 1 failed, 0 near misses.");
    }

    @Test
    void everyTextIsEscapedInThePageAndWholeInTheJson() throws IOException {
        assertThat(page(NOW).html()).contains("&lt;b&gt;&amp;&quot;&#39;").doesNotContain("<b>&");
        assertThat(JSON.readTree(page(NOW).json()).at("/settings/0/value").textValue())
                .isEqualTo("<b>&\"'");
    }

    @Test
    void theClockOfTheCallerMayBeAhead() throws IOException {
        history.proven(new History.Proven(NOW, NOW.plusSeconds(90), NOW.plusSeconds(390)));
        JsonNode token = JSON.readTree(page(NOW).json()).at("/clock/lastProvenToken");
        assertThat(token.get("offsetSeconds").longValue()).isEqualTo(-90);
        assertThat(token.get("offset").textValue()).isEqualTo("-1 min 30 s");
        assertThat(token.get("withinItsTimes").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "60, 1 min 0 s",
        "3599, 59 min 59 s",
        "3600, 1 h 0 min",
        "176400, 2 d 1 h",
        "-5, 0 s"
    })
    void aTimeIsShownByItsTwoLargestParts(long seconds, String shown) {
        assertThat(StatusReport.span(Duration.ofSeconds(seconds))).isEqualTo(shown);
    }

    @Test
    void theStoreThatFailsIsShown() throws IOException {
        history.storeAsked(new History.Asked(NOW, "failed"), true);
        assertThat(page(NOW).html()).contains("memory: failing", "last failed 2026-03-01T12:00:30Z");
        history.storeAsked(new History.Asked(NOW.plusSeconds(1), "first"), false);
        JsonNode store = JSON.readTree(page(NOW).json()).get("replayStore");
        assertThat(store.get("health").textValue()).isEqualTo("working");
        assertThat(store.get("lastFailed").textValue()).isEqualTo("2026-03-01T12:00:30Z");
    }

    @Test
    void aTemplateSaysWhatIsWrongWithIt() throws IOException {
        JsonNode tree = JSON.readTree("{\"a\":[{\"b\":\"<\"},{\"b\":\"2\"}],\"none\":[],\"no\":false,\"null\":null}");
        assertThat(Template.of("{{#a}}[{{b}}]{{/a}}{{^none}}-{{/none}}{{#no}}x{{/no}}{{^null}}+{{/null}}{{null}}")
                        .fill(tree))
                .isEqualTo("[&lt;][2]-+");
        assertThatThrownBy(() -> Template.of("{{c}}").fill(tree))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the template names what is not told: c");
        assertThatThrownBy(() -> Template.of("{{#a}}")).hasMessage("a section does not end: a");
        assertThatThrownBy(() -> Template.of("x{{/a}}")).hasMessage("a section ends that has not begun: a");
    }
}
