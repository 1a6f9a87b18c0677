package org.erpconnector.auth.simulator;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * One case of the conformance kit.
 *
 * @param id letter of its group and a number that never changes
 * @param rule what has to hold, as a sentence
 * @param source of the rule
 * @param writes whether it may change something in the connector or behind it
 * @param probe calls the connector
 */
record Case(String id, String rule, String source, boolean writes, Probe probe) {

    /** Calls the connector and judges the answer. */
    @FunctionalInterface
    interface Probe {
        Finding of(Subject subject) throws UnreachableException;
    }

    /** Makes a handshake. */
    @FunctionalInterface
    interface Shake {
        Exchange with(Subject subject) throws UnreachableException;
    }

    /** A case that changes nothing. */
    static Case of(String id, String rule, String source, Probe probe) {
        return new Case(id, rule, source, false, probe);
    }

    static Case writing(String id, String rule, String source, Probe probe) {
        return new Case(id, rule, source, true, probe);
    }

    CaseGroup group() {
        return CaseGroup.of(id.substring(0, id.indexOf('-')));
    }

    static Case accepted(String id, String rule, String source, Shake shake) {
        return of(id, rule, source, subject -> {
            Exchange exchange = shake.with(subject);
            return Finding.of(exchange.outcome() == Exchange.Outcome.ACCEPTED, "the connector " + exchange.shown());
        });
    }

    static Case refused(String id, String rule, String source, Shake shake) {
        return of(id, rule, source, subject -> {
            Exchange exchange = shake.with(subject);
            return Finding.of(Exchange.REFUSALS.contains(exchange.outcome()), "the connector " + exchange.shown());
        });
    }

    /** Any answer is right but an acceptance. */
    static Case unsigned(String id, String rule, String source, Shake shake) {
        return of(id, rule, source, subject -> {
            Exchange exchange = shake.with(subject);
            return Finding.of(exchange.outcome() != Exchange.Outcome.ACCEPTED, "the connector " + exchange.shown());
        });
    }

    /** Acceptance and refusal are both right; a server error is not. */
    static Case either(String id, String rule, String source, Shake shake) {
        return of(id, rule, source, subject -> {
            Exchange exchange = shake.with(subject);
            return Finding.of(exchange.outcome() != Exchange.Outcome.OTHER, "the connector " + exchange.shown());
        });
    }

    /** No rule forbids acceptance, but it gives a warning. */
    static Case unwise(String id, String rule, String source, Shake shake) {
        return of(id, rule, source, subject -> {
            Exchange exchange = shake.with(subject);
            return exchange.outcome() == Exchange.Outcome.ACCEPTED
                    ? Finding.warning("the connector " + exchange.shown())
                    : Finding.of(exchange.outcome() != Exchange.Outcome.OTHER, "the connector " + exchange.shown());
        });
    }

    /** With a changed token. */
    static Shake token(UnaryOperator<TokenDraft> change) {
        return subject -> subject.handshake(change);
    }

    /** With a changed message. */
    static Shake message(BiFunction<HttpMessage, String, HttpMessage> change) {
        return subject -> subject.handshake(change);
    }

    /** With a changed text of the message. */
    static Shake text(BiFunction<String, String, String> change) {
        return message((message, token) -> message.text(text -> change.apply(text, token)));
    }
}
