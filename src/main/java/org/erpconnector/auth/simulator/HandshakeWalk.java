package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Plays SuperOffice's side of the handshake, in the five steps of its article on secure connectors. EIS is the ERP
 * Integration Server, AAS the Application Authorization Service.
 */
final class HandshakeWalk {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final HandshakeSettings settings;
    private final Clock clock;
    private final Narrator say;

    HandshakeWalk(HandshakeSettings settings, Clock clock, PrintStream out) {
        this(settings, clock, new Narrator(out));
    }

    HandshakeWalk(HandshakeSettings settings, Clock clock, Narrator say) {
        this.settings = settings;
        this.clock = clock;
        this.say = say;
    }

    /**
     * The result of a walk.
     *
     * @param answer the connector's answer, unless there is none
     * @param checks of the reply, as far as they could be made
     * @param unreachable why there is no answer
     * @param sentence the result in words
     * @param warning what else the connector's owner should know
     */
    record Report(
            Exit exit,
            Optional<ConnectorAnswer> answer,
            List<Check> checks,
            Optional<UnreachableException> unreachable,
            String sentence,
            Optional<String> warning) {
        Report {
            checks = List.copyOf(checks);
        }
    }

    Exit walk() throws UsageException {
        return report().exit();
    }

    Report report() throws UsageException {
        CallerToken sent = issueToken();
        OutgoingMessage message = HandshakeMessages.write(settings, sent.text());
        String soap = settings.contract().isSoap() ? ", SOAP " + settings.soap() : "";
        say.title("Handshake with " + settings.url() + "  (" + settings.contract() + soap + ")");
        say.step(
                1,
                "EIS -> AAS",
                "tenant " + Shown.text(sent.tenant()) + " is to be synchronised with app://"
                        + Shown.text(settings.terms().applicationId()));
        tellRequest(sent);
        save(message);
        HttpReply reply;
        try {
            reply = settings.http().post(message);
        } catch (UnreachableException e) {
            say.failed(3, "connector -> AAS", "no answer");
            String sentence = "UNREACHABLE: " + Shown.cause(e);
            say.result(sentence);
            return new Report(
                    Exit.UNREACHABLE, Optional.empty(), List.of(), Optional.of(e), sentence, Optional.empty());
        }
        ConnectorAnswer answer = AnswerReader.read(reply, settings);
        tellAnswer(reply, answer, sent);
        if (answer.outcome() != ConnectorAnswer.Outcome.ACCEPTED) {
            say.skipped(4, "AAS", "has nothing to verify");
        }
        return switch (answer.outcome()) {
            case REFUSED ->
                noSynchronisation(answer, List.of(), "REFUSED by the connector: " + shown(answer.reason(), sent));
            case UNREADABLE ->
                noSynchronisation(
                        answer, List.of(), "UNREADABLE: SuperOffice could not read the connector's reply, see step 3");
            case ACCEPTED -> verify(answer, sent);
        };
    }

    private Report verify(ConnectorAnswer answer, CallerToken sent) {
        List<Check> checks = judge(answer, sent);
        say.step(4, "AAS", "verifies the reply with the application's public key");
        checks.forEach(say::check);
        long failed = checks.stream().filter(check -> !check.passed()).count();
        if (failed > 0) {
            return noSynchronisation(
                    answer,
                    checks,
                    "NOT VERIFIED: the connector accepted, but its reply fails " + failed + " of " + checks.size()
                            + " checks, see step 4");
        }
        say.step(5, "AAS -> EIS", "here is the connector's URL; EIS begins to synchronise");
        if (!"https".equalsIgnoreCase(settings.url().getScheme())) {
            say.detail("(SuperOffice itself calls https on port 443 only; http will do to try a connector)");
        }
        String sentence = "VERIFIED: the connector accepted, and its reply is genuine.";
        say.result(sentence);
        Optional<String> warning = settings.contract().isSoap() ? nobodyElseThere() : Optional.empty();
        warning.ifPresent(what -> say.result("WARNING: " + what));
        return new Report(Exit.DONE, Optional.of(answer), checks, Optional.empty(), sentence, warning);
    }

    /** The filter answers handshakes on every path, so a mistyped URL would go unnoticed until the first operation. */
    private Optional<String> nobodyElseThere() {
        try {
            HttpReply reply = settings.http()
                    .post(HandshakeMessages.afterwards(settings, issueToken().text()));
            return reply.takesNoCalls()
                    .map(fault -> "handshakes are answered at this URL, but another call gets " + fault
                            + ". Compare the URL with the connector's own, letter by letter.");
        } catch (UnreachableException e) {
            return Optional.of("handshakes are answered at this URL, but another call is not: " + Shown.cause(e) + ".");
        }
    }

    private void save(OutgoingMessage message) throws UsageException {
        if (settings.savedRequest().isEmpty()) {
            return;
        }
        Path file = settings.savedRequest().get();
        try {
            KeyFiles.secret(file, message.body().getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(file + " exists already: name a new file with --save-request", e);
        } catch (IOException e) {
            throw new UsageException("cannot save the request in " + file + ": " + Shown.cause(e), e);
        }
        say.detail("saved in " + file + ", a secret until it expires; what it says:");
        say.detail("doctor token --token-file " + file + " --certificate CALLER.CRT --application-id "
                + Shown.text(settings.terms().applicationId()));
    }

    private CallerToken issueToken() {
        try {
            return CallerToken.issue(settings.terms(), settings.caller(), clock.instant());
        } catch (GeneralSecurityException e) {
            // Every Java has SHA-1 and RS256, and the key was checked when it was loaded.
            throw new IllegalStateException("this Java cannot sign with the caller's key", e);
        }
    }

    private void tellRequest(CallerToken sent) {
        say.step(2, "AAS -> connector", "POST, with a JWT that SuperOffice signed for this tenant and application");
        say.detail("issuer " + Shown.text(sent.issuer()) + ", certificate " + Shown.ends(sent.thumbprint()) + ", nonce "
                + Shown.ends(sent.nonce()) + ", expires " + TIME.format(sent.expires()) + " UTC");
        say.detail("token " + Shown.token(sent.text()));
    }

    private void tellAnswer(HttpReply reply, ConnectorAnswer answer, CallerToken sent) {
        String outcome = switch (answer.outcome()) {
            case ACCEPTED -> "accepted";
            case REFUSED -> "refused";
            case UNREADABLE -> "not what the caller expects";
        };
        String what = "HTTP " + reply.status() + " after " + reply.millis() + " ms: " + outcome;
        if (answer.outcome() == ConnectorAnswer.Outcome.ACCEPTED) {
            say.step(3, "connector -> AAS", what);
        } else {
            say.failed(3, "connector -> AAS", what);
        }
        if (!answer.reason().isEmpty()) {
            say.detail("reason: " + shown(answer.reason(), sent));
        }
        answer.replyToken().ifPresent(token -> say.detail("reply token " + Shown.token(token)));
        answer.remarks().forEach(remark -> say.detail("note: " + remark));
    }

    private List<Check> judge(ConnectorAnswer answer, CallerToken sent) {
        if (answer.replyToken().isEmpty()) {
            return List.of(Check.failed("the answer holds a reply token", "it holds none that the caller sees"));
        }
        ReplyJudge judge = settings.repliesWithJwt()
                ? new SignedJwtJudge(settings.applicationKey(), settings.terms().applicationId())
                : new ApplicationTokenJudge(settings.applicationKey());
        return judge.judge(answer.replyToken().get(), sent, clock.instant());
    }

    private Report noSynchronisation(ConnectorAnswer answer, List<Check> checks, String result) {
        say.failed(5, "AAS -> EIS", "no URL; nothing is synchronised");
        say.result(result);
        return new Report(Exit.REFUSED, Optional.of(answer), checks, Optional.empty(), result, Optional.empty());
    }

    /** The connector's text; the token and nonce of this handshake are shortened if it repeats them. */
    private static String shown(String words, CallerToken sent) {
        return Shown.text(
                words.replace(sent.text(), Shown.token(sent.text())).replace(sent.nonce(), Shown.ends(sent.nonce())));
    }
}
