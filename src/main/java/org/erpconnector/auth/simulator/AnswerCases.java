package org.erpconnector.auth.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;

/** Judges the reply to one genuine handshake and to one that must be refused, part by part. */
final class AnswerCases {

    private static final String WCF = "WCF's basicHttpBinding";
    private static final String ORDER = "WCF data and message contracts: what comes late is not seen";
    private static final String NAMES = "the contract's names";
    private static final String SAMPLE = "published verifier of a mirroring service's reply";
    private static final String ARTICLE = "SuperOffice, Secure connectors in Online, step 4";
    /** Stack traces and names of classes. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\bat [\\w.$<>]+\\(|[a-z]\\w*\\.[a-z]\\w*\\.\\w*Exception|Traceback|\\.(java|cs|php|py):\\d");

    private AnswerCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "A-01",
                        "a yes is HTTP 200",
                        WCF,
                        subject ->
                                accepted(subject, reply -> Finding.of(reply.status() == 200, reply.statusInWords()))),
                Case.of(
                        "A-02",
                        "it is text/xml in UTF-8 or UTF-16",
                        WCF,
                        subject -> accepted(
                                subject,
                                reply -> Finding.of(isText(reply), "it is [" + Shown.text(reply.contentType()) + "]"))),
                Case.of(
                        "A-03",
                        "it is a SOAP envelope of the version asked in",
                        "SOAP 1.1, 4",
                        facts((facts, settings) -> ReplyFacts.named(
                                facts.envelope(), settings.soap().name("Envelope")))),
                Case.of(
                        "A-04",
                        "it has no header that the caller must understand",
                        "SOAP 1.1, 4.2.3",
                        facts(AnswerCases::noHeader)),
                Case.of(
                        "A-05",
                        "the element in its body has the name of the contract",
                        NAMES,
                        facts((facts, settings) ->
                                localName(facts.wrapper(), facts.shape().wrapper()))),
                Case.of(
                        "A-06",
                        "it is in the namespace of the contract",
                        NAMES,
                        facts((facts, settings) ->
                                namespace(facts.wrapper(), facts.shape().wrapper()))),
                Case.of(
                        "A-07",
                        "the result in it has the name of the contract",
                        NAMES,
                        facts((facts, settings) -> result(facts))),
                Case.of(
                        "A-08",
                        "its members are in their namespace",
                        NAMES,
                        facts((facts, settings) -> membersNamespace(facts))),
                Case.of(
                        "A-09",
                        "its members come in order",
                        ORDER,
                        facts((facts, settings) -> Finding.of(
                                facts.inOrder(),
                                "they come as "
                                        + facts.members().stream()
                                                .map(XmlElement::name)
                                                .toList() + ", the order is "
                                        + facts.shape().order()))),
                Case.of(
                        "A-10",
                        "yes is spelt true or 1",
                        "XML Schema part 2, 3.2.2",
                        facts((facts, settings) -> yes(facts))),
                Case.of(
                        "A-11",
                        "the token has no white space in it or around it",
                        "WCF reads white space as text",
                        facts((facts, settings) -> whole(facts))),
                judged("A-12", "the reply token has the form that is expected", SAMPLE, "the reply is "),
                judged("A-13", "its nonce is the one sent", SAMPLE, "nonce is the one sent"),
                judged("A-14", "its time is now, in UTC", SAMPLE, "the time is ", "nbf ", "exp "),
                judged("A-15", "its signature is standard base64", SAMPLE, "the signature is standard base64"),
                judged("A-16", "its signature is the application key's", ARTICLE, "the signature is of"));
    }

    private static boolean isText(HttpReply reply) {
        String parameters = reply.contentType().toLowerCase(Locale.ROOT);
        boolean readable =
                !parameters.contains("charset") || parameters.matches(".*charset=\"?utf-(8|16)\"?\\s*(;.*)?");
        return reply.mediaType().equals("text/xml") && readable;
    }

    private static Finding accepted(Subject subject, Function<HttpReply, Finding> judge) throws UnreachableException {
        return subject.genuine().reply().map(judge).orElseGet(() -> Finding.skipped("there is no reply"));
    }

    /** Judges a part of the reply. */
    @FunctionalInterface
    private interface Part {
        Finding of(ReplyFacts facts, HandshakeSettings settings);
    }

    private static Case.Probe facts(Part part) {
        return subject ->
                accepted(subject, reply -> part.of(ReplyFacts.of(reply, subject.settings()), subject.settings()));
    }

    private static Finding noHeader(ReplyFacts facts, HandshakeSettings settings) {
        QName flag = settings.soap().name("mustUnderstand");
        boolean demands = facts.envelope().flatMap(envelope -> envelope.child("Header")).stream()
                .flatMap(header -> header.children().stream())
                .anyMatch(block -> block.isTrue(flag));
        return Finding.of(!demands, "a header says mustUnderstand");
    }

    private static Finding localName(Optional<XmlElement> element, QName expected) {
        String found = element.map(XmlElement::name).orElse("nothing");
        return Finding.of(
                found.equals(expected.getLocalPart()),
                "it is [" + Shown.text(found) + "] instead of " + expected.getLocalPart());
    }

    private static Finding namespace(Optional<XmlElement> element, QName expected) {
        String found = element.map(XmlElement::namespace).orElse("");
        return Finding.of(
                found.equals(expected.getNamespaceURI()),
                "it is [" + Shown.text(found) + "] instead of " + expected.getNamespaceURI());
    }

    private static Finding result(ReplyFacts facts) {
        return facts.shape().result().isEmpty()
                ? Finding.skipped("this contract has no such element")
                : ReplyFacts.named(
                        facts.holder()
                                .or(() -> facts.wrapper()
                                        .flatMap(outer ->
                                                outer.children().stream().findFirst())),
                        facts.shape().result().get());
    }

    private static Finding membersNamespace(ReplyFacts facts) {
        String expected = facts.shape().memberNamespace();
        return facts.members().stream()
                .filter(member -> !member.namespace().equals(expected))
                .findFirst()
                .map(member -> Finding.failed(
                        member.name() + " is in [" + Shown.text(member.namespace()) + "] instead of " + expected))
                .orElseGet(() -> found(facts));
    }

    private static Finding found(ReplyFacts facts) {
        return facts.members().isEmpty() ? Finding.skipped("no member is where A-05 and A-07 look") : Finding.passed();
    }

    private static Finding yes(ReplyFacts facts) {
        Optional<String> text = facts.member(facts.shape().success()).map(XmlElement::text);
        return text.isEmpty()
                ? found(facts).verdict() == Finding.Verdict.SKIPPED
                        ? found(facts)
                        : Finding.failed("there is no " + facts.shape().success())
                : Finding.of(
                        Set.of("true", "1").contains(text.get().strip()), "it is [" + Shown.text(text.get()) + "]");
    }

    private static Finding whole(ReplyFacts facts) {
        return facts.member(ReplyShape.TOKEN)
                .map(token -> Finding.of(!token.text().matches("(?s).*\\s.*"), "it has"))
                .orElseGet(() -> Finding.skipped("no token is where A-05 and A-07 look"));
    }

    /** Takes the results of SuperOffice's own checks of the reply for these rules. */
    static Case judged(String id, String rule, String source, String... rules) {
        return Case.of(id, rule, source, subject -> judged(subject.checks(subject.settings()), rules));
    }

    static Finding judged(List<Check> checks, String... rules) {
        List<Check> ours = checks.stream()
                .filter(check -> List.of(rules).stream().anyMatch(check.rule()::contains))
                .toList();
        if (ours.isEmpty()) {
            // There is a check of the base64 only if it fails.
            return List.of(rules).contains("the signature is standard base64") && checks.size() > 1
                    ? Finding.passed()
                    : Finding.skipped("what is checked before it is wrong already");
        }
        return ours.stream()
                .filter(check -> !check.passed())
                .findFirst()
                .map(check -> Finding.failed(check.finding()))
                .orElseGet(Finding::passed);
    }

    static List<Case> refusals() {
        return List.of(
                Case.of("F-01", "a no is an answer of the contract, with HTTP 200, and no fault", ARTICLE, subject -> {
                    Exchange exchange = subject.refused(subject.settings());
                    boolean answered = exchange.outcome() == Exchange.Outcome.REFUSED
                            && exchange.reply()
                                    .filter(reply -> reply.status() == 200)
                                    .isPresent();
                    return Finding.of(answered, "the connector " + exchange.shown());
                }),
                refusal("F-02", "it is in the contract's names and order", ORDER, (reply, settings) -> {
                    try {
                        SoapReply.bodyChild(reply, settings.soap());
                        ReplyFacts facts = ReplyFacts.of(reply, settings);
                        Finding name =
                                ReplyFacts.named(facts.wrapper(), facts.shape().wrapper());
                        return name.verdict() == Finding.Verdict.PASSED
                                ? Finding.of(facts.inOrder(), "its members come late")
                                : name;
                    } catch (MalformedException e) {
                        return Finding.failed(Shown.cause(e));
                    }
                }),
                refusal("F-03", "it gives a reason", ARTICLE, (reply, settings) -> {
                    ReplyFacts facts = ReplyFacts.of(reply, settings);
                    return Finding.of(
                            facts.member(facts.shape().reason())
                                    .filter(reason -> !reason.text().isBlank())
                                    .isPresent(),
                            "there is no " + facts.shape().reason());
                }),
                refusal(
                        "F-04",
                        "it shows nothing of the program's inside",
                        "CWE-209",
                        (reply, settings) -> Finding.of(
                                !INSIDE.matcher(ReplyFacts.text(reply)).find(), "it names classes or lines of code")),
                Case.of("F-05", "it does not repeat the token or its nonce", "CWE-209", subject -> {
                    Exchange exchange = subject.refused(subject.settings());
                    String text = exchange.reply().map(ReplyFacts::text).orElse("");
                    return Finding.of(
                            !text.contains(exchange.sent().nonce())
                                    && !text.contains(exchange.sent().text()),
                            "it does");
                }));
    }

    /** Judges a part of a refusal. */
    @FunctionalInterface
    private interface Refused {
        Finding of(HttpReply reply, HandshakeSettings settings);
    }

    private static Case refusal(String id, String rule, String source, Refused part) {
        return Case.of(id, rule, source, subject -> {
            Exchange exchange = subject.refused(subject.settings());
            return exchange.outcome() == Exchange.Outcome.REFUSED
                            && exchange.reply().isPresent()
                    ? part.of(exchange.reply().get(), subject.settings())
                    : Finding.skipped("the connector " + exchange.shown());
        });
    }
}
