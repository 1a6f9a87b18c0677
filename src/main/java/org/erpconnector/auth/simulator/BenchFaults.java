package org.erpconnector.auth.simulator;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What may be wrong with a handshake, one thing at a time: the cases of the conformance kit, which judge what follows. */
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

    /** Gives a verdict. */
    @FunctionalInterface
    interface Telling {
        void verdict(String state, String sentence, Optional<Advice> advice);
    }

    private static Stream<CaseGroup> groups() {
        return Arrays.stream(CaseGroup.values()).filter(OFFERED::contains);
    }

    /** For the page: by groups, and whether they are for SOAP, for plain HTTP, or for both. */
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
            Case fault, HandshakeSettings settings, BenchSetup setup, Clock clock, BenchNarrator say, Telling telling) {
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
                Map.of(profile, many),
                new SyncPlan(setup.connection(), 1, true, false, Optional.empty()),
                DemoKeys.identity(DemoKeys.CALLER_SUBJECT, clock.instant()),
                clock);
        say.step(1, "EIS -> AAS", "tenant " + Shown.text(settings.terms().tenant()) + " is to be synchronised");
        say.step(2, "AAS -> connector", fault.id() + ": " + fault.rule() + "  (" + fault.source() + ")");
        CheckReport report = new CheckRun(subject, result -> {})
                .all(List.of(fault), Set.of(profile), settings.url(), Simulator.Version.text());
        Finding finding = report.results().get(0).finding();
        boolean passed = finding.verdict() == Finding.Verdict.PASSED;
        boolean failed = finding.verdict() == Finding.Verdict.FAILED;
        String came = say.reply().map(HttpReply::statusInWords).orElse("no answer");
        say.step(3, "connector -> AAS", came);
        say.step(4, "AAS", "judges the answer by the rule");
        say.check(Check.of(fault.rule(), !failed, finding.text()));
        if (finding.verdict() == Finding.Verdict.SKIPPED) {
            say.detail(finding.text());
        }
        say.skipped(5, "AAS -> EIS", "nothing: this handshake was a trial");
        String sentence = fault.id() + " " + finding.verdict() + ": " + fault.rule()
                + (finding.text().isEmpty() ? "" : "; " + finding.text());
        telling.verdict(passed ? "ok" : failed ? "failed" : "warning", sentence, advice(failed, fault));
    }

    private static Optional<Advice> advice(boolean failed, Case fault) {
        return failed
                ? Optional.of(new Advice(
                        "Nothing, until somebody makes use of it, or until a handshake in this form is refused.",
                        "The rule is of " + fault.source() + ". The command check tries all of them at once."))
                : Optional.empty();
    }
}
