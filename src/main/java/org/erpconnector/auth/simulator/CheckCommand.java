package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = {
            "Tests a connector with requests of SuperOffice and of attackers, and judges each answer by a published rule:"
                    + " handshakes in every form, tokens and envelopes that must be refused, replays, times at their"
                    + " limits, and the operations that follow.",
            "What it creates in the ERP system stays there; with --read-only it creates nothing. It uses the same"
                    + " properties as the commands handshake and sync."
        })
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private CallOptions call;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            split = ",",
            description = "What the connector is, several with commas: ${COMPLETION-CANDIDATES} (erp, and http if"
                    + " its URL is known).")
    private List<Profile> chosen = new ArrayList<>();

    @Option(
            names = "--contract",
            paramLabel = "NAME",
            defaultValue = "connector-parameter",
            description = "The contract for erp and quote: connector-parameter, connector-message,"
                    + " connector-header (${DEFAULT-VALUE}).")
    private Contract contract;

    @Option(
            names = "--http-url",
            paramLabel = "URL",
            description = "The connector's URL for plain HTTP handshakes (endpoint.http).")
    private Optional<String> httpUrl = Optional.empty();

    @Mixin
    private PartyOptions parties;

    @Option(
            names = "--only",
            paramLabel = "CASE",
            split = ",",
            description = "Tries only these: numbers such as H-01, or letters of groups, with commas.")
    private List<String> only = List.of();

    @Option(names = "--skip", paramLabel = "CASE", split = ",", description = "Does not try these.")
    private List<String> skip = List.of();

    @Option(names = "--read-only", description = "Tries no case that may change something.")
    private boolean readOnly;

    @Option(names = "--rate", paramLabel = "N", description = "At most N requests per second, 1 to 1000 (no limit).")
    private Optional<Integer> rate = Optional.empty();

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes the report as JUnit XML.")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON.")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "Writes the report as HTML.")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--list", description = "Lists the cases, with their sources, and tries none.")
    private boolean list;

    private final Clock clock;
    private final PrintStream out;

    CheckCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() throws UsageException {
        call.load();
        Set<Profile> profiles = profiles();
        List<Case> cases = selected(profiles);
        if (list) {
            cases.forEach(next -> out.println(next.id() + "  " + next.rule() + "  (" + next.source() + ")"));
            return Exit.DONE.status();
        }
        mustHaveAFolder(junit, "--junit");
        mustHaveAFolder(json, "--json");
        mustHaveAFolder(html, "--html");
        SyncPlan plan = new SyncPlan(call.under("connection."), 1, readOnly, false, Optional.empty());
        Subject subject = new Subject(settings(profiles), plan, clock);
        HandshakeSettings first = subject.settings();
        Narrator say = new Narrator(out);
        say.title("Check of " + first.url() + "  ("
                + String.join(", ", profiles.stream().map(Profile::toString).toList())
                + (first.contract().isSoap() ? "; " + first.contract() : "") + ")");
        CheckReport report =
                new CheckRun(subject, say::tried).all(cases, profiles, first.url(), Simulator.Version.text());
        say.result(report.verdict() + ": " + report.summary());
        write(report);
        return report.exit().status();
    }

    /** In the order given: tokens are tried in the contract of the first. */
    private Set<Profile> profiles() {
        if (!chosen.isEmpty()) {
            return new LinkedHashSet<>(chosen);
        }
        if (list) {
            return new LinkedHashSet<>(Arrays.asList(Profile.values()));
        }
        boolean http = call.text(httpUrl, "endpoint.http").isPresent();
        return new LinkedHashSet<>(http ? List.of(Profile.ERP, Profile.HTTP) : List.of(Profile.ERP));
    }

    private List<Case> selected(Set<Profile> profiles) throws UsageException {
        List<Case> all = Arrays.stream(CaseGroup.values())
                .filter(group -> group.profiles().stream().anyMatch(profiles::contains))
                // SOAP cases need a first profile that uses SOAP.
                .filter(group -> !group.speaksSoap() || profiles.iterator().next() != Profile.HTTP)
                .flatMap(group -> group.cases().stream())
                .toList();
        for (String name : only) {
            mustBeKnown("--only", name, all);
        }
        for (String name : skip) {
            mustBeKnown("--skip", name, all);
        }
        return all.stream()
                .filter(next -> only.isEmpty() || only.stream().anyMatch(name -> isNamed(next, name)))
                .filter(next -> skip.stream().noneMatch(name -> isNamed(next, name)))
                .toList();
    }

    private static void mustBeKnown(String option, String name, List<Case> all) throws UsageException {
        if (all.stream().noneMatch(next -> isNamed(next, name))) {
            throw new UsageException("option " + option + " names no case and no group of these profiles: ["
                    + Shown.text(name) + "]; --list shows them");
        }
    }

    private static boolean isNamed(Case next, String name) {
        return name.strip().equals(next.id())
                || name.strip().equals(next.group().letter());
    }

    private Map<Profile, HandshakeSettings> settings(Set<Profile> profiles) throws UsageException {
        if (!contract.isSoap() || contract == Contract.MIRRORING) {
            throw new UsageException("option --contract is for the profiles erp and quote; for " + contract
                    + " choose the profile " + (contract.isSoap() ? Profile.MIRRORING : Profile.HTTP));
        }
        Pace pace = rate.isPresent() ? Pace.perSecond(CallOptions.inRange("--rate", rate.get(), 1, 1000)) : Pace.none();
        parties.rejectMeaningless(contract);
        Map<Profile, HandshakeSettings> settings = new LinkedHashMap<>();
        for (Profile profile : profiles) {
            HttpCaller caller = profile == Profile.HTTP
                    ? call.caller(httpUrl, "--http-url", "endpoint.http", HttpCaller.WCF_MESSAGE_SIZE)
                    : call.caller("endpoint.soap", HttpCaller.WCF_MESSAGE_SIZE);
            Contract form = switch (profile) {
                case ERP, QUOTE -> contract;
                case MIRRORING -> Contract.MIRRORING;
                case HTTP -> Contract.HTTP_JWT;
            };
            settings.put(
                    profile,
                    parties.settings(
                            call,
                            form,
                            SoapVersion.SOAP_1_1,
                            HandshakeCommand.Signer.CALLER.toString(),
                            300,
                            caller.forMany(pace),
                            Optional.empty()));
        }
        return settings;
    }

    /** Checked first, since a check takes a minute. */
    private static void mustHaveAFolder(Optional<Path> file, String option) throws UsageException {
        if (file.isPresent()) {
            Path folder = file.get().toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new UsageException(
                        "cannot write the file of " + option + " " + file.get() + ": there is no such folder");
            }
        }
    }

    private void write(CheckReport report) throws UsageException {
        write(junit, "--junit", stream -> JUnitReport.write(report, stream));
        write(json, "--json", stream -> JsonReport.write(report, stream));
        write(html, "--html", stream -> HtmlReport.write(report, stream));
    }

    /** Writes a report. */
    @FunctionalInterface
    private interface Writing {
        void to(OutputStream stream) throws IOException;
    }

    private static void write(Optional<Path> file, String option, Writing writing) throws UsageException {
        if (file.isEmpty()) {
            return;
        }
        try (OutputStream stream = Files.newOutputStream(file.get())) {
            writing.to(stream);
        } catch (IOException e) {
            throw new UsageException(
                    "cannot write the file of " + option + " " + file.get() + ": " + Shown.cause(e), e);
        }
    }
}
