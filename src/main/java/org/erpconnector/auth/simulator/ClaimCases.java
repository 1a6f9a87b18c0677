package org.erpconnector.auth.simulator;

import static org.erpconnector.auth.simulator.Case.refused;
import static org.erpconnector.auth.simulator.Case.token;
import static org.erpconnector.auth.simulator.Case.unwise;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Tokens with a genuine signature but a wrong audience, issuer, tenant, nonce or time. */
final class ClaimCases {

    private static final String AUDIENCE = "RFC 7519, 4.1.3";
    private static final String ISSUER = "RFC 7519, 4.1.1";
    private static final String EXPIRY = "RFC 7519, 4.1.4";
    private static final String BEFORE = "RFC 7519, 4.1.5";
    private static final String NONCE = "32 hex digits in every published token";
    private static final String ORACLE = "the key signs system-user tokens of the same form: name.minute.signature";
    private static final String TENANT = "sub and the claim ctx are one in every published token";
    private static final String TOLERANCE = "RFC 7519, 4.1.4; 300 s is what .NET allows";

    private ClaimCases() {}

    static List<Case> all() {
        return Stream.of(parties(), tenants(), nonces()).flatMap(List::stream).toList();
    }

    private static Case claim(String id, String rule, String source, UnaryOperator<TokenDraft> change) {
        return refused(id, rule, source, token(change));
    }

    /** Changes the connector's own audience. */
    private static Case audience(String id, String rule, UnaryOperator<String> change) {
        return refused(
                id,
                rule,
                AUDIENCE,
                subject -> subject.handshake(draft -> draft.claim(
                        "aud",
                        TokenDraft.json(
                                change.apply("spn:" + subject.settings().terms().applicationId())))));
    }

    private static Case issuer(String id, String rule, UnaryOperator<String> change) {
        return refused(
                id,
                rule,
                ISSUER,
                subject -> subject.handshake(draft -> draft.claim(
                        "iss",
                        TokenDraft.json(change.apply(subject.settings().terms().issuer())))));
    }

    private static List<Case> parties() {
        return List.of(
                audience("C-01", "a token for another application is refused", own -> "spn:another"),
                audience("C-02", "an audience without spn: is refused", own -> own.substring(4)),
                audience("C-03", "an audience that only begins with the application's id is refused", own -> own + "0"),
                audience(
                        "C-04",
                        "an audience that only ends with the application's id is refused",
                        own -> "spn:0" + own.substring(4)),
                claim("C-05", "a token for nobody is refused", AUDIENCE, draft -> draft.withoutClaim("aud")),
                audience("C-06", "an empty audience is refused", own -> ""),
                claim("C-07", "an audience that is null is refused", AUDIENCE, draft -> draft.claim("aud", "null")),
                issuer("C-08", "another issuer is refused", own -> "Somebody"),
                issuer("C-09", "the issuer of a user's login is refused", own -> "https://online.superoffice.com"),
                issuer("C-10", "an issuer with a space behind it is refused", own -> own + " "),
                claim("C-11", "a token of nobody is refused", ISSUER, draft -> draft.withoutClaim("iss")),
                claim(
                        "C-12",
                        "an issuer that is a list is refused",
                        ISSUER,
                        draft -> draft.claim("iss", "[\"SuperOffice AS\"]")));
    }

    private static List<Case> tenants() {
        return List.of(
                unwise(
                        "C-13",
                        "sub and ctx that name two tenants should be refused",
                        TENANT,
                        token(draft -> draft.claim("sub", "\"Cust99999\""))),
                unwise(
                        "C-14",
                        "a token without a tenant should be refused",
                        TENANT,
                        token(draft -> draft.withoutClaim("sub").withoutClaim(TokenDraft.CONTEXT_CLAIM))),
                unwise(
                        "C-15",
                        "a tenant that is SQL should be refused",
                        TENANT,
                        token(draft -> draft.tenant("Cust1'; drop table x"))));
    }

    private static Case nonce(String id, String rule, String source, String value) {
        return claim(id, rule, source, draft -> draft.nonce(value));
    }

    private static List<Case> nonces() {
        String good = TokenDraft.newNonce();
        return List.of(
                claim("C-16", "a token without a nonce is refused", NONCE, draft -> draft.withoutClaim("nonce")),
                nonce("C-17", "an empty nonce is refused", NONCE, ""),
                nonce(
                        "C-18",
                        "a nonce with a dot is refused: it would make another statement",
                        ORACLE,
                        good + ".202601011200"),
                nonce("C-19", "a nonce that is a system user's token is refused", ORACLE, "My App-pzqc70604i"),
                nonce("C-20", "a nonce with a line break is refused", NONCE, good + "\r\n"),
                nonce("C-21", "a nonce with XML in it is refused", NONCE, "<x>" + good.substring(6) + "&"),
                nonce("C-22", "a nonce of one character is refused", NONCE, "1"),
                nonce("C-23", "a nonce of thousands of characters is refused", NONCE, "A".repeat(4000)),
                claim(
                        "C-24",
                        "a nonce that is a number is refused",
                        NONCE,
                        draft -> draft.claim("nonce", "12345678901234567890123456789012")),
                claim(
                        "C-25",
                        "a claim Nonce in place of nonce is refused",
                        "RFC 7519, 4",
                        draft -> draft.withoutClaim("nonce").claim("Nonce", TokenDraft.json(good))));
    }

    static List<Case> times() {
        return List.of(
                time("S-01", "a token that expired an hour ago is refused", EXPIRY, -7200, -3600, Case::refused),
                time("S-02", "one that expired six minutes ago is refused", TOLERANCE, -720, -360, Case::refused),
                time(
                        "S-03",
                        "one that expired ten seconds ago is accepted or refused",
                        TOLERANCE,
                        -370,
                        -10,
                        Case::either),
                time("S-04", "one that has half a minute to go is accepted", EXPIRY, -330, 30, Case::accepted),
                time("S-05", "one that is valid in an hour is refused", BEFORE, 3600, 3900, Case::refused),
                time("S-06", "one that is valid in six minutes is refused", TOLERANCE, 360, 720, Case::refused),
                time(
                        "S-07",
                        "one that is valid in ten seconds is accepted or refused",
                        TOLERANCE,
                        10,
                        370,
                        Case::either),
                time(
                        "S-08",
                        "one that is valid for a hundred years should be refused",
                        "360 s in every published token",
                        -60,
                        3_153_600_000L,
                        Case::unwise),
                claim(
                        "S-09",
                        "a token without exp is refused",
                        ".NET's RequireExpirationTime",
                        draft -> draft.withoutClaim("exp")),
                claim("S-10", "an exp that is null is refused", EXPIRY, draft -> draft.claim("exp", "null")),
                claim(
                        "S-11",
                        "an exp that is a date in words is refused",
                        "RFC 7519, 2",
                        draft -> draft.claim("exp", "\"2126-01-01T00:00:00Z\"")),
                claim("S-12", "an exp without end is refused", "RFC 7519, 2", draft -> draft.claim("exp", "1e400")),
                claim("S-13", "an nbf after the exp is refused", BEFORE, draft -> draft.claim("nbf", "9000000000")));
    }

    /** Makes a case with an expected outcome. */
    @FunctionalInterface
    private interface Expecting {
        Case of(String id, String rule, String source, Case.Shake shake);
    }

    private static Case time(String id, String rule, String source, long from, long until, Expecting expecting) {
        return expecting.of(
                id,
                rule,
                source,
                subject -> subject.handshake(draft -> draft.times(
                        subject.now().plusSeconds(from), subject.now().plusSeconds(until))));
    }
}
