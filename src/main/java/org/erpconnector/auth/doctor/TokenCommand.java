package org.erpconnector.auth.doctor;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.CallerTokenRules;
import org.erpconnector.auth.core.CallerTokenVerifier;
import org.erpconnector.auth.core.TokenRejectedException;
import org.erpconnector.auth.keys.KeyReader;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Inspection;
import org.erpconnector.auth.reason.Reason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Explains a caller token. The verdict is the verifier's own; the lines above it are what it told on its way. */
@Command(
        name = "token",
        description =
                "Says rule by rule why the filter would accept or refuse a caller token, and which names the captured"
                        + " request has that holds it.")
final class TokenCommand implements Callable<Integer> {
    private static final OptionNames NAMES = new OptionNames(List.of(
            new OptionNames.Pair("caller-keys-password", "--certificate-password-file"),
            new OptionNames.Pair("caller-keys", "--certificate"),
            new OptionNames.Pair("set environment", "set --environment"),
            new OptionNames.Pair("change environment", "change --environment")));

    @Option(
            names = "--token-file",
            paramLabel = "F",
            required = true,
            description = "The token, or the SOAP envelope or JSON body that holds it; - is standard input.")
    private String tokenFile;

    @Option(
            names = "--certificate",
            paramLabel = "C",
            required = true,
            description = "SuperOffice's certificate: PEM, DER or a truststore; may be given several times.")
    private List<Path> certificates;

    @Option(names = "--certificate-password-file", paramLabel = "F", description = "Opens the truststores among them.")
    private Optional<Path> certificatePassword = Optional.empty();

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            required = true,
            description = "Client id of the app, as in the setting application-id.")
    private String applicationId;

    @Option(
            names = "--next-application-id",
            paramLabel = "ID",
            description = "The id that follows it, if there is one.")
    private Optional<String> nextApplicationId = Optional.empty();

    @Option(
            names = "--environment",
            paramLabel = "E",
            defaultValue = "custom",
            description = "development, stage, production or custom (${DEFAULT-VALUE}).")
    private String environment;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Judge as if it were then, such as 2026-03-01T12:00:00Z (now).")
    private Optional<String> at = Optional.empty();

    @Option(names = "--clock-skew", paramLabel = "N", description = "As the setting of this name.")
    private Optional<String> clockSkew = Optional.empty();

    @Option(names = "--issuer", paramLabel = "NAME", description = "As the setting of this name.")
    private Optional<String> issuer = Optional.empty();

    @Option(names = "--nonce-pattern", paramLabel = "P", description = "As the setting of this name.")
    private Optional<String> noncePattern = Optional.empty();

    private final Terminal terminal;

    TokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        return run().status();
    }

    private Exit run() throws UsageException {
        SettingValues settings = settings();
        CallerKeys callers = callers(settings);
        Instant now = now();
        Inspection found = TokenFile.read(tokenFile, terminal.in());
        PrintStream out = terminal.out();
        out.println("Judged at " + now + (at.isPresent() ? " (--at)" : "") + " with "
                + callers.all().size() + (callers.all().size() == 1 ? " key" : " keys") + " of the caller:");
        callers.all().forEach(key -> out.println("  " + Shown.text(key.toString())));
        return found.fold(
                () -> refused(Reason.ENVELOPE_STRUCTURE),
                unread -> refused(Reason.ENVELOPE_STRUCTURE),
                refused -> refused(refused.problem()),
                asked -> judge(asked, new CallerTokenVerifier(callers, rules(settings, now), Optional.empty())));
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

    /** Without the marks of Markdown, in which the manual shows the same. */
    private static String plain(String text) {
        return text.replace("`", "");
    }

    private SettingValues settings() throws UsageException {
        Map<String, String> texts = new HashMap<>();
        texts.put(Setting.APPLICATION_ID.key(), applicationId);
        texts.put(Setting.ENVIRONMENT.key(), environment);
        nextApplicationId.ifPresent(text -> texts.put(Setting.NEXT_APPLICATION_ID.key(), text));
        clockSkew.ifPresent(text -> texts.put(Setting.CLOCK_SKEW.key(), text));
        issuer.ifPresent(text -> texts.put(Setting.ISSUER.key(), text));
        noncePattern.ifPresent(text -> texts.put(Setting.NONCE_PATTERN.key(), text));
        SettingValues settings = SettingValues.given(texts, "option");
        if (!settings.problems().isEmpty()) {
            throw new UsageException(NAMES.text(settings.problems()));
        }
        return settings;
    }

    private CallerKeys callers(SettingValues settings) throws UsageException {
        Optional<Secret> password = Passwords.file("--certificate-password-file", certificatePassword);
        try {
            return new KeyReader().callers(certificates, password, settings.get(Setting.ENVIRONMENT));
        } catch (ConfigurationException e) {
            throw NAMES.usage(e);
        }
    }

    private Instant now() throws UsageException {
        String text = at.orElseGet(
                () -> terminal.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
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
