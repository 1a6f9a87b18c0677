package org.erpconnector.auth.doctor;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.CallerTokenRules;
import org.erpconnector.auth.core.CallerTokenVerifier;
import org.erpconnector.auth.core.TokenRejectedException;
import org.erpconnector.auth.keys.KeyInspection;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Reading;
import org.erpconnector.auth.reason.Reason;

/** Explains a caller token. The verdict is the verifier's own; the lines above it are what it told on its way. */
final class TokenCommand {
    static final Map<String, CommandLine.Kind> OPTIONS = Map.of(
            "token-file", CommandLine.Kind.ONCE,
            "certificate", CommandLine.Kind.REPEATED,
            "certificate-password-file", CommandLine.Kind.ONCE,
            "application-id", CommandLine.Kind.ONCE,
            "next-application-id", CommandLine.Kind.ONCE,
            "environment", CommandLine.Kind.ONCE,
            "at", CommandLine.Kind.ONCE,
            "clock-skew", CommandLine.Kind.ONCE,
            "issuer", CommandLine.Kind.ONCE,
            "nonce-pattern", CommandLine.Kind.ONCE);

    private static final List<Setting<?>> SETTINGS = List.of(
            Setting.APPLICATION_ID,
            Setting.NEXT_APPLICATION_ID,
            Setting.ENVIRONMENT,
            Setting.CLOCK_SKEW,
            Setting.ISSUER,
            Setting.NONCE_PATTERN);
    private static final OptionNames NAMES = new OptionNames(List.of(
            new OptionNames.Pair("caller-keys-password", "--certificate-password-file"),
            new OptionNames.Pair("caller-keys", "--certificate"),
            new OptionNames.Pair("set environment", "set --environment"),
            new OptionNames.Pair("change environment", "change --environment")));

    private final CommandLine line;
    private final Terminal terminal;

    TokenCommand(CommandLine line, Terminal terminal) {
        this.line = line;
        this.terminal = terminal;
    }

    Exit run() throws UsageException {
        String file = line.required("token-file");
        SettingValues settings = settings();
        CallerKeys callers = callers(settings);
        Instant now = now();
        Reading reading = TokenFile.read(file, terminal.in());
        PrintStream out = terminal.out();
        out.println("Judged at " + now + (line.has("at") ? " (--at)" : "") + " with "
                + callers.all().size() + (callers.all().size() == 1 ? " key" : " keys") + " of the caller:");
        callers.all().forEach(key -> out.println("  " + Shown.text(key.toString())));
        if (reading instanceof Reading.Asked asked) {
            return judge(asked.request(), new CallerTokenVerifier(callers, rules(settings, now), Optional.empty()));
        }
        Reason problem =
                reading instanceof Reading.Unreadable unreadable ? unreadable.problem() : Reason.ENVELOPE_STRUCTURE;
        return refused(problem);
    }

    private Exit judge(HandshakeRequest request, CallerTokenVerifier verifier) {
        RuleReport report = new RuleReport();
        PrintStream out = terminal.out();
        out.println("Contract " + request.shape().contract().label() + ", token of "
                + request.token().length() + " characters");
        out.println("Form " + Shown.sentence(request.form().text()));
        if (request.saml()) {
            return refused(Reason.SAML_NOT_SUPPORTED);
        }
        try {
            verifier.verify(request.token(), report);
            report.print(out, "");
            out.println("accepted");
            return Exit.WELL;
        } catch (TokenRejectedException e) {
            report.print(out, Shown.text(String.valueOf(e.getMessage())));
            return refused(e.reason());
        }
    }

    private Exit refused(Reason reason) {
        terminal.out().println("refused: " + reason.code());
        terminal.out().println("  SuperOffice would be told: " + reason.sentence());
        terminal.out().println("  Meaning: " + plain(reason.meaning()));
        terminal.out().println("  Remedy: " + plain(reason.remedy()));
        terminal.out().println("  Who can act: " + reason.actor().label());
        return Exit.UNWELL;
    }

    /** Without the marks of Markdown, in which README shows the same. */
    private static String plain(String text) {
        return text.replace("`", "");
    }

    private SettingValues settings() throws UsageException {
        line.required("application-id");
        Map<String, String> texts = new HashMap<>(Map.of(Setting.ENVIRONMENT.key(), Environment.CUSTOM.label()));
        for (Setting<?> setting : SETTINGS) {
            line.option(setting.key()).ifPresent(text -> texts.put(setting.key(), text));
        }
        SettingValues settings = SettingValues.given(texts, "option");
        if (!settings.problems().isEmpty()) {
            throw new UsageException(NAMES.text(settings.problems()));
        }
        return settings;
    }

    private CallerKeys callers(SettingValues settings) throws UsageException {
        line.required("certificate");
        List<Path> files = new ArrayList<>();
        for (String text : line.all("certificate")) {
            files.add(CommandLine.path("certificate", text));
        }
        Optional<Secret> password = Passwords.file(line, "certificate-password-file");
        try {
            return KeyInspection.callerKeys(files, password, settings.get(Setting.ENVIRONMENT));
        } catch (ConfigurationException e) {
            throw NAMES.usage(e);
        }
    }

    private Instant now() throws UsageException {
        String text = line.option("at")
                .orElseGet(() -> terminal.clock()
                        .instant()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException(
                    "option --at is an instant such as 2026-03-01T12:00:00Z, not [" + Shown.text(text) + "]", e);
        }
    }

    private static CallerTokenRules rules(SettingValues settings, Instant now) {
        return new CallerTokenRules(
                settings.get(Setting.ISSUER),
                settings.applicationIds(),
                settings.get(Setting.NONCE_PATTERN),
                Duration.ofSeconds(settings.get(Setting.CLOCK_SKEW)),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
