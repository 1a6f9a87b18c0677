package org.erpconnector.auth.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plain HTTP contract: a token, or JSON with a token in it; the answer is a signed JWT. */
final class HttpCases {

    private static final String ARTICLE = "SuperOffice, Secure connectors in Online: a signed JWT";
    private static final String JWT = "RFC 7519, 10.3.1: application/jwt";
    private static final String JSON = "RFC 8259";
    private static final String HTTP = "RFC 9110, 15.5.2";

    private HttpCases() {}

    static List<Case> all() {
        return Stream.of(answers(), refusals(), messages())
                .flatMap(List::stream)
                .toList();
    }

    private static HandshakeSettings jwt(Subject subject) {
        return subject.settings(Profile.HTTP);
    }

    private static HandshakeSettings json(Subject subject) {
        return jwt(subject).in(Contract.HTTP_JSON);
    }

    private static Case judged(String id, String rule, String source, String... rules) {
        return Case.of(id, rule, source, subject -> AnswerCases.judged(subject.checks(jwt(subject)), rules));
    }

    private static List<Case> answers() {
        return List.of(
                Case.accepted(
                        "W-01",
                        "a genuine token, sent as it is, is accepted",
                        ARTICLE,
                        subject -> subject.genuine(jwt(subject))),
                yes(
                        "W-02",
                        "the answer is application/jwt",
                        JWT,
                        HttpCases::jwt,
                        reply -> Finding.of(
                                reply.mediaType().equals("application/jwt"),
                                "it is [" + Shown.text(reply.contentType()) + "]")),
                judged("W-03", "it is a signed JWT", ARTICLE, "the reply is "),
                judged("W-04", "its algorithm is RS256", "RFC 8725, 3.1", "its algorithm is"),
                judged("W-05", "it demands no extension", "RFC 7515, 4.1.11", "it demands no extension"),
                judged("W-06", "its signature is the application key's", ARTICLE, "the signature is of"),
                judged("W-07", "its iss is the application", "RFC 7519, 4.1.1", "iss is "),
                judged("W-08", "its aud is the sender of the token", "RFC 7519, 4.1.3", "aud is "),
                judged("W-09", "its sub is the tenant", "RFC 7519, 4.1.2", "sub is "),
                judged("W-10", "its nonce is the one sent", ARTICLE, "nonce is the one sent"),
                judged("W-11", "it is valid now", "RFC 7519, 4.1.4 and 4.1.5", "nbf ", "exp "),
                Case.accepted(
                        "W-12",
                        "a genuine token in JSON is accepted",
                        ARTICLE,
                        subject -> subject.genuine(json(subject))),
                yes(
                        "W-13",
                        "the answer to it is application/json",
                        JSON,
                        HttpCases::json,
                        reply -> Finding.of(
                                reply.mediaType().equals("application/json"),
                                "it is [" + Shown.text(reply.contentType()) + "]")),
                yes(
                        "W-14",
                        "it has Succeeded and SignedApplicationToken",
                        "the contract's names",
                        HttpCases::json,
                        reply -> {
                            Map<String, @Nullable Object> members = ReplyFacts.json(ReplyFacts.text(reply));
                            return Finding.of(
                                    Boolean.TRUE.equals(members.get("Succeeded"))
                                            && members.get(ReplyShape.TOKEN) instanceof String,
                                    "it has " + Shown.text(members.keySet().toString()));
                        }),
                Case.of("W-15", "its token passes the same checks", ARTICLE, HttpCases::asGood));
    }

    private static Finding asGood(Subject subject) throws UnreachableException {
        List<Check> checks = subject.checks(json(subject));
        return checks.stream()
                .filter(check -> !check.passed())
                .findFirst()
                .map(check -> Finding.failed(check.rule() + ": " + check.finding()))
                .orElseGet(() -> checks.isEmpty() ? Finding.skipped("there is no token") : Finding.passed());
    }

    /** The contract to use. */
    @FunctionalInterface
    private interface Settings {
        HandshakeSettings of(Subject subject);
    }

    /** Judges a part of the answer. */
    @FunctionalInterface
    private interface Part {
        Finding of(HttpReply reply);
    }

    private static Case yes(String id, String rule, String source, Settings settings, Part part) {
        return Case.of(id, rule, source, subject -> {
            Exchange exchange = subject.genuine(settings.of(subject));
            return exchange.outcome() == Exchange.Outcome.ACCEPTED
                            && exchange.reply().isPresent()
                    ? part.of(exchange.reply().get())
                    : Finding.skipped("the connector " + exchange.shown());
        });
    }

    private static Case no(String id, String rule, String source, UnaryOperator<TokenDraft> change) {
        return Case.refused(id, rule, source, subject -> shake(subject, change));
    }

    private static Exchange shake(Subject subject, UnaryOperator<TokenDraft> change) throws UnreachableException {
        return subject.handshake(jwt(subject), subject.token(change), (message, token) -> message);
    }

    private static List<Case> refusals() {
        return List.of(
                Case.refused(
                        "W-16",
                        "a stranger's signature is refused here too",
                        "RFC 7515, 5.2",
                        subject -> subject.refused(jwt(subject))),
                no(
                        "W-17",
                        "an unsigned token is refused here too",
                        "RFC 8725, 3.1",
                        draft -> draft.header("alg", "\"none\"")
                                .finished(token -> token.substring(0, token.lastIndexOf('.') + 1))),
                Case.refused(
                        "W-18",
                        "an expired token is refused here too",
                        "RFC 7519, 4.1.4",
                        subject -> shake(
                                subject,
                                draft -> draft.times(
                                        subject.now().minusSeconds(7200),
                                        subject.now().minusSeconds(3600)))),
                no(
                        "W-19",
                        "a token for another application is refused here too",
                        "RFC 7519, 4.1.3",
                        draft -> draft.claim("aud", "\"spn:another\"")),
                Case.refused(
                        "W-20",
                        "a token that SOAP has brought is refused here, and the other way round",
                        "a nonce is used once",
                        HttpCases::brought),
                refusal(
                        "W-21",
                        "a no is HTTP 401 with a challenge",
                        HTTP,
                        reply -> Finding.of(
                                reply.status() == 401
                                        && reply.header("WWW-Authenticate").isPresent(),
                                reply.statusInWords()
                                        + (reply.header("WWW-Authenticate").isPresent()
                                                ? ""
                                                : ", without WWW-Authenticate"))),
                refusal("W-22", "it gives its reason in JSON", "the contract's names", reply -> {
                    Map<String, @Nullable Object> members = ReplyFacts.json(ReplyFacts.text(reply));
                    return Finding.of(
                            Boolean.FALSE.equals(members.get("Succeeded")) && members.get("Reason") instanceof String,
                            "it has " + Shown.text(members.keySet().toString()));
                }));
    }

    /** Both contracts must share the replay store. */
    private static Exchange brought(Subject subject) throws UnreachableException {
        CallerToken token = subject.token();
        HandshakeSettings other = subject.settings().contract().isSoap() ? subject.settings() : json(subject);
        subject.handshake(other, token, (message, text) -> message);
        return subject.handshake(jwt(subject), token, (message, text) -> message);
    }

    private static Case refusal(String id, String rule, String source, Part part) {
        return Case.of(id, rule, source, subject -> {
            Exchange exchange = subject.refused(jwt(subject));
            Optional<HttpReply> reply = exchange.reply();
            return exchange.outcome() != Exchange.Outcome.ACCEPTED && reply.isPresent()
                    ? part.of(reply.get())
                    : Finding.skipped("the connector " + exchange.shown());
        });
    }

    private static Case json(String id, String rule, String source, UnaryOperator<String> change) {
        return Case.refused(
                id,
                rule,
                source,
                subject -> subject.handshake(
                        json(subject), subject.token(), (message, token) -> message.text(text -> change.apply(token))));
    }

    private static List<Case> messages() {
        return List.of(
                json(
                        "W-23",
                        "JSON that names the token twice is refused",
                        "RFC 8259, 4: two readers then differ",
                        token -> "{\"SignedToken\":\"garbage\",\"SignedToken\":\"" + token + "\"}"),
                json(
                        "W-24",
                        "JSON with something behind it is refused",
                        JSON,
                        token -> "{\"SignedToken\":\"" + token + "\"}{\"x\":1}"),
                json(
                        "W-25",
                        "a token that is a list is refused",
                        JSON,
                        token -> "{\"SignedToken\":[\"" + token + "\"]}"),
                json("W-26", "JSON without a token is refused", JSON, token -> "{}"),
                json("W-27", "JSON that breaks off is refused", JSON, token -> "{\"SignedToken\":\"" + token),
                Case.refused(
                        "W-28",
                        "a form is refused",
                        "a page of another site can send one",
                        subject -> subject.handshake(
                                jwt(subject),
                                subject.token(),
                                (message, token) -> message.with("Content-Type", "application/x-www-form-urlencoded")
                                        .text(text -> "SignedToken=" + token))),
                Case.refused(
                        "W-29",
                        "a token by GET is refused",
                        "RFC 9110, 9.2.1",
                        subject -> subject.handshake(
                                jwt(subject), subject.token(), (message, token) -> message.by("GET"))));
    }
}
