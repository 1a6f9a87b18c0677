package org.erpconnector.auth.simulator;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.function.BiFunction;

/** Replayed tokens. */
final class ReplayCases {

    private static final String ONCE = "a nonce is used once: RFC 9700, 2.1.1; OpenID Connect Core, 15.5.2";
    private static final int AT_ONCE = 8;

    private ReplayCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "R-01",
                        "a token that comes a second time is refused",
                        ONCE,
                        subject -> second(subject, subject.token(), (message, token) -> message)),
                Case.of(
                        "R-02",
                        "a replayed token with white space around it is refused",
                        ONCE,
                        subject -> second(
                                subject,
                                subject.token(),
                                (message, token) -> message.text(text -> text.replace(token, " " + token + " ")))),
                Case.of(
                        "R-03",
                        "a replayed token with its signature encoded in another way is refused",
                        ONCE,
                        ReplayCases::otherwise),
                Case.of("R-04", "a token that comes several times at once is accepted once", ONCE, ReplayCases::atOnce),
                Case.of(
                        "R-05",
                        "a nonce that came in a refused token is not used up",
                        "or anybody could lock SuperOffice out",
                        ReplayCases::poisoned),
                Case.of(
                        "R-06",
                        "after all this a genuine handshake is accepted",
                        "SuperOffice, Secure connectors in Online",
                        subject -> {
                            Exchange exchange = subject.handshake(token -> token);
                            return Finding.of(
                                    exchange.outcome() == Exchange.Outcome.ACCEPTED,
                                    "the connector " + exchange.shown());
                        }));
    }

    private static Finding second(
            Subject subject, CallerToken token, BiFunction<HttpMessage, String, HttpMessage> change)
            throws UnreachableException {
        Exchange first = subject.handshake(subject.settings(), token, (message, text) -> message);
        return again(subject, first, token, change);
    }

    private static Finding again(
            Subject subject, Exchange first, CallerToken token, BiFunction<HttpMessage, String, HttpMessage> change)
            throws UnreachableException {
        if (first.outcome() != Exchange.Outcome.ACCEPTED) {
            return Finding.failed("the first time the connector " + first.shown());
        }
        Exchange second = subject.handshake(subject.settings(), token, change);
        return Finding.of(
                Exchange.REFUSALS.contains(second.outcome()), "the second time the connector " + second.shown());
    }

    /** The last base64url character of 256 bytes has four unused bits. */
    private static Finding otherwise(Subject subject) throws UnreachableException {
        CallerToken token = subject.token();
        Exchange first = subject.handshake(subject.settings(), token, (message, text) -> message);
        String text = token.text();
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char last = text.charAt(text.length() - 1);
        char same = alphabet.charAt(alphabet.indexOf(last) ^ 1);
        String other = text.substring(0, text.length() - 1) + same;
        return again(subject, first, token, (message, sent) -> message.text(body -> body.replace(sent, other)));
    }

    private static Finding atOnce(Subject subject) throws UnreachableException {
        CallerToken token = subject.token();
        long accepted = subject.atOnce(AT_ONCE, () -> token).stream()
                .filter(exchange -> exchange.outcome() == Exchange.Outcome.ACCEPTED)
                .count();
        return Finding.of(accepted == 1, "of " + AT_ONCE + " it accepted " + accepted);
    }

    private static Finding poisoned(Subject subject) throws UnreachableException {
        String nonce = TokenDraft.newNonce();
        subject.handshake(draft -> draft.nonce(nonce).signing(TokenDraft.rsa(JWSAlgorithm.RS256, subject.stranger())));
        Exchange genuine = subject.handshake(draft -> draft.nonce(nonce));
        return Finding.of(genuine.outcome() == Exchange.Outcome.ACCEPTED, "the connector " + genuine.shown());
    }
}
