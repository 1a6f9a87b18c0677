package org.erpconnector.auth.simulator;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Faults that a handshake can have: cases of the conformance kit, which also judge the answer. */
final class BenchFaults {

    private static final Set<CaseGroup> OFFERED = Set.of(
            CaseGroup.HANDSHAKE,
            CaseGroup.TOKEN,
            CaseGroup.CLAIM,
            CaseGroup.TIME,
            CaseGroup.REPLAY,
            CaseGroup.ENVELOPE,
            CaseGroup.HTTP);

    private BenchFaults() {}

    /** Takes a verdict. */
    @FunctionalInterface
    interface VerdictListener {
        void verdict(String state, String sentence, Optional<Advice> advice);
    }

    private static Stream<CaseGroup> groups() {
        return Arrays.stream(CaseGroup.values()).filter(OFFERED::contains);
    }

    /** For the page: by group, each for SOAP, for plain HTTP or for both. */
    static List<Map<String, Object>> all() {
        return groups().map(group -> Map.<String, Object>of(
                        "title",
                        group.title(),
                        "kind",
                        group == CaseGroup.HTTP ? "http" : group.speaksSoap() ? "soap" : "any",
                        "cases",
                        group.cases().stream()
                                .map(one -> Map.of("id", one.id(), "rule", one.rule()))
                                .toList()))
                .toList();
    }

    static Optional<Case> named(String id, Contract contract) throws UsageException {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(groups().filter(group ->
                        group == CaseGroup.HTTP ? !contract.isSoap() : contract.isSoap() || !group.speaksSoap())
                .flatMap(group -> group.cases().stream())
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "There is no fault [" + Shown.text(id) + "] of the contract " + contract + ".")));
    }

    static void run(
            Case fault,
            HandshakeSettings settings,
            BenchSetup setup,
            Clock clock,
            BenchNarrator say,
            VerdictListener listener) {
        Profile profile = !settings.contract().isSoap()
                ? Profile.HTTP
                : settings.contract() == Contract.MIRRORING ? Profile.MIRRORING : Profile.ERP;
        HandshakeSettings many = new HandshakeSettings(
                settings.contract(),
                settings.soap(),
                settings.namespace(),
                settings.alphabetical(),
                settings.terms(),
                settings.caller(),
                settings.applicationKey(),
                settings.repliesWithJwt(),
                settings.http().forMany(Pace.none()),
                settings.savedRequest());
        Subject subject = new Subject(
                Map.of(profile, many), new SyncPlan(setup.connection(), 1, true, false, Optional.empty()), clock);
        say.step(1, "EIS -> AAS", "tenant " + Shown.text(settings.terms().tenant()) + " is to be synchronised");
        say.step(2, "AAS -> connector", fault.id() + ": " + fault.rule() + "  (" + fault.source() + ")");
        CheckRun run = new CheckRun(subject, result -> {});
        CheckReport report = run.all(List.of(fault), Set.of(profile), settings.url(), Simulator.Version.text());
        Finding finding = report.results().get(0).finding();
        Optional<UnreachableException> unreachable = run.unreachable();
        if (unreachable.isPresent()) {
            say.failed(3, "connector -> AAS", "no answer");
            say.skipped(4, "AAS", "has nothing to judge");
        } else {
            String came = say.reply().map(HttpReply::statusInWords).orElse("no answer");
            say.step(3, "connector -> AAS", came);
            say.step(4, "AAS", "judges the answer by the rule");
            say.check(Check.of(fault.rule(), finding.verdict() != Finding.Verdict.FAILED, finding.text()));
            if (finding.verdict() == Finding.Verdict.SKIPPED) {
                say.detail(finding.text());
            }
        }
        say.skipped(5, "AAS -> EIS", "nothing: this handshake was a trial");
        String outcome =
                unreachable.isPresent() ? report.verdict() : finding.verdict().toString();
        String sentence = fault.id() + " " + outcome + ": " + fault.rule()
                + (finding.text().isEmpty() ? "" : "; " + finding.text());
        Optional<Advice> advice = unreachable
                .map(why -> Advice.unreachable(why, settings.url().toString()))
                .or(() -> advice(finding, fault));
        listener.verdict(state(finding), sentence, advice);
    }

    private static String state(Finding finding) {
        return switch (finding.verdict()) {
            case PASSED -> "ok";
            case FAILED -> "failed";
            case WARNING, SKIPPED -> "warning";
        };
    }

    private static Optional<Advice> advice(Finding finding, Case fault) {
        return finding.verdict() == Finding.Verdict.FAILED
                ? Optional.of(new Advice(
                        "A genuine handshake that is refused: as failed. A forged one that is accepted: nothing.",
                        "The rule is from " + fault.source() + ". The command check tries all rules at once."))
                : Optional.empty();
    }
}
