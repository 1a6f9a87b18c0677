package org.erpconnector.auth.attack;

import static org.erpconnector.auth.attack.Forms.refused;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.TestTokens;

/** Groups 7 to 9: genuinely signed, but about another time, for somebody else, or with a nonce that we must not sign. */
final class ClaimAttacks {
    private static final String MALFORMED = "claims-malformed";
    private static final String NONCE = "nonce-not-allowed";
    private static final String EXPIRED = "token-expired";
    private static final String EARLY = "token-not-yet-valid";
    private static final String LIFETIME = "lifetime-not-allowed";

    private final AttackKeys keys;

    ClaimAttacks(AttackKeys keys) {
        this.keys = keys;
    }

    Stream<Attack> all() {
        return Stream.of(expiry(), notBefore(), issuer(), audience(), tenant(), nonce(), naughtyNonces())
                .flatMap(group -> group);
    }

    private Stream<Attack> claim(String row, String claim, String reason, String... values) {
        return Stream.of(values)
                .flatMap(json -> refused(row, claim + " " + shown(json), keys.withClaim(claim, json), reason));
    }

    private static String shown(String json) {
        return json.substring(0, Math.min(40, json.length()));
    }

    private Stream<Attack> expiry() {
        String soon = Long.toString(AttackKeys.now() + 300);
        return Stream.of(
                        refused("JT01", "exp missing", keys.withoutClaim("exp"), MALFORMED),
                        claim("JT01", "exp", MALFORMED, "null", "\"\"", "{}"),
                        claim(
                                "JT02",
                                "exp",
                                MALFORMED,
                                "\"" + soon + "\"",
                                "\"2026-03-01T12:05:30Z\"",
                                soon + ".0",
                                "1.9e9"),
                        claim("JT03", "exp", MALFORMED, "1000000000000000000", "99999999999999999999", soon + "000"),
                        claim(
                                "JT04",
                                "exp",
                                MALFORMED,
                                "true",
                                "[" + soon + "]",
                                "\"tomorrow\"",
                                "9223372036854775807",
                                "1e400"),
                        claim("JT04", "exp", MALFORMED, "-1", "0"),
                        refused("JT05", "61 s ago", keys.withTimes(-400, -61), EXPIRED),
                        refused("JT05", "60 s ago, the bound itself", keys.withTimes(-400, -60), EXPIRED),
                        refused("JT09", "a hundred years", keys.withTimes(-60, 3_153_600_000L), LIFETIME),
                        refused("JT09", "an hour and a second", keys.withTimes(-60, 3541), LIFETIME),
                        refused("JT13", "expired and badly signed", expiredByAStranger(), "signature-invalid"))
                .flatMap(group -> group);
    }

    private String expiredByAStranger() {
        Map<String, String> claims = keys.claims();
        claims.put("exp", "1000");
        return TestTokens.signed(keys.header(), claims, keys.attacker().pair().getPrivate());
    }

    private Stream<Attack> notBefore() {
        return Stream.of(
                        refused("JT06", "in 62 s", keys.withTimes(62, 300), EARLY),
                        claim("JT06", "nbf", MALFORMED, "9223372036854775807", "9223372036854776"),
                        refused("JT07", "nbf missing", keys.withoutClaim("nbf"), MALFORMED),
                        refused("JT08", "nbf is exp", keys.withTimes(10, 10), LIFETIME),
                        refused("JT08", "nbf after exp", keys.withTimes(20, 10), LIFETIME),
                        refused(
                                "JT10",
                                "iat in the future",
                                keys.withClaim("iat", Long.toString(AttackKeys.now() + 4000)),
                                EARLY),
                        claim("JT10", "iat", MALFORMED, "\"x\"", "null", "1.5"))
                .flatMap(group -> group);
    }

    private Stream<Attack> issuer() {
        String wrong = "issuer-wrong";
        return Stream.of(
                        claim(
                                "JI01",
                                "iss",
                                wrong,
                                "\"superoffice as\"",
                                "\"SuperOffice AS \"",
                                "\"SuperOffice\u00A0AS\"",
                                "\"SuperOffice\\tAS\"",
                                "\"SuperOffice  AS\"",
                                "\"Super\u041Effice AS\"",
                                "\"SuperOffice AS\\u0000\""),
                        refused("JI02", "iss missing", keys.withoutClaim("iss"), wrong),
                        claim("JI02", "iss", MALFORMED, "null", "1", "[\"SuperOffice AS\"]"),
                        claim("JI02", "iss", wrong, "\"\"", "\"https://online.superoffice.com\""))
                .flatMap(group -> group);
    }

    private Stream<Attack> audience() {
        String wrong = "audience-wrong";
        String app = TestTokens.APPLICATION_ID;
        String own = "\"spn:" + app + "\"";
        return Stream.of(
                        refused("JI03", "aud missing", keys.withoutClaim("aud"), wrong),
                        claim("JI03", "aud", wrong, "\"\""),
                        claim(
                                "JI03",
                                "aud",
                                MALFORMED,
                                "null",
                                "[]",
                                "[\"\"]",
                                "123",
                                "{}",
                                "[[" + own + "]]",
                                "[1," + own + "]"),
                        claim("JI04", "aud", MALFORMED, "[null," + own + "]", "[" + own + ",null]"),
                        claim("JI05", "aud", MALFORMED, "[" + own + "]"),
                        // ASCII case alone makes no difference: SuperOffice's own code compares so.
                        Forms.token("JI07", "SPN", keys.withClaim("aud", "\"SPN:" + app + "\""), Expected.accepted())
                                .limit(1),
                        Forms.token(
                                        "JI07",
                                        "upper case",
                                        keys.withClaim("aud", own.toUpperCase(Locale.ROOT)),
                                        Expected.accepted())
                                .limit(1),
                        claim("JI06", "aud", MALFORMED, "[\"spn:other\"," + own + "]"),
                        claim(
                                "JI07",
                                "aud",
                                wrong,
                                "\"spn:" + app + " \"",
                                "\"spn:" + app + "/\"",
                                "\"spn:" + app + ",spn:x\"",
                                "\"spn:" + app + "\\u0000\"",
                                "\"spn:" + app.replace('6', '\uFF16') + "\"",
                                "\"spn:" + app.replace('c', '\u0441') + "\"",
                                "\"" + app + "\"",
                                "\"spn:" + app.substring(1) + "\"",
                                "\"spn:x" + app + "\"",
                                "\"spn:\"",
                                "\"s\u200Bpn:" + app + "\""))
                .flatMap(group -> group);
    }

    private Stream<Attack> tenant() {
        Stream<Attack> forged = Stream.of(
                        "Cust1'; drop table x", "../..", "Cust1\\r\\nhandshake accepted", "", "x".repeat(1500))
                .flatMap(name -> {
                    Map<String, String> claims = keys.claims();
                    claims.put("sub", "\"" + name + "\"");
                    claims.put(TestTokens.CONTEXT, "\"" + name + "\"");
                    return refused(
                            "JI10",
                            "tenant " + shown(name),
                            TestTokens.signed(keys.header(), claims, keys.key()),
                            "tenant-not-allowed");
                });
        Map<String, String> nameless = keys.claims();
        nameless.remove("sub");
        nameless.remove(TestTokens.CONTEXT);
        return Stream.of(
                        forged,
                        refused(
                                "JI10",
                                "no tenant",
                                TestTokens.signed(keys.header(), nameless, keys.key()),
                                "tenant-not-allowed"),
                        refused("JI10", "two tenants", keys.withClaim("sub", "\"Cust99999\""), "tenant-not-allowed"))
                .flatMap(group -> group);
    }

    private Stream<Attack> nonce() {
        String nonce = TestTokens.NONCE;
        Map<String, String> renamed = keys.claims();
        renamed.put("Nonce", renamed.remove("nonce"));
        return Stream.of(
                        claim("N01", "nonce", NONCE, "\"My App-pzqc70604i\"", "\"MyApp-PzqC70604I0123456789abcdef\""),
                        claim("N02", "nonce", NONCE, "\"X.202601011200\"", "\"" + nonce + ".202601011200\""),
                        claim("N03", "nonce", NONCE, "\"a.b.c\"", "\".\"", "\"" + nonce + ".\"", "\"." + nonce + "\""),
                        claim(
                                "N04",
                                "nonce",
                                NONCE,
                                "\"" + nonce + "\\r\\n\"",
                                "\"\\u0000\"",
                                "\"\\t\"",
                                "\"\u2028\"",
                                "\"<\"",
                                "\"&\"",
                                "\"]]>\"",
                                "\"'\""),
                        claim(
                                "N05",
                                "nonce",
                                NONCE,
                                "\"\"",
                                "\" \"",
                                "\"a\"",
                                "\"" + nonce.substring(1) + "\"",
                                "\"" + nonce + "0\"",
                                "\"" + "A".repeat(3000) + "\""),
                        refused("N05", "missing", keys.withoutClaim("nonce"), NONCE),
                        claim(
                                "N06",
                                "nonce",
                                MALFORMED,
                                "12345678901234567890",
                                "null",
                                "true",
                                "[]",
                                "{}",
                                "0.1",
                                "1e400"),
                        refused("N07", "Nonce alone", TestTokens.signed(keys.header(), renamed, keys.key()), NONCE),
                        claim("N08", "nonce", NONCE, "\"eyJhbGciOiJSUzI1NiJ9\""),
                        claim(
                                "N09",
                                "nonce",
                                NONCE,
                                "\"\\u0000\\u0001\\u00ff\\u00ff\"",
                                "\"\\u00000!0\\t\\u0006\\u0005+\\u000e\\u0003\\u0002\\u001a\""),
                        claim(
                                "N10",
                                "nonce",
                                NONCE,
                                "\"" + nonce.substring(1) + "\uFF11\"",
                                "\"" + nonce.substring(1) + "\u0661\"",
                                "\"" + nonce.substring(1) + "\u0391\""))
                .flatMap(group -> group);
    }

    /** Kinds of text that programs have stumbled over, in our own words; such lists are not part of the project. */
    private Stream<Attack> naughtyNonces() {
        return claim(
                "N13",
                "nonce",
                NONCE,
                "\"undefined\"",
                "\"null\"",
                "\"NaN\"",
                "\"\\\\\"",
                "\"/\"",
                "\"0x0\"",
                "\"1/0\"",
                "\"$HOME\"",
                "\"%d%s%n\"",
                "\"{0}\"",
                "\"<script>alert(1)</script>\"",
                "\"' or 1=1--\"",
                "\"../../x\"",
                "\"\u0301\u0301\"",
                "\"\uD83D\uDCA9\"",
                "\"\u202Etset\u202C\"",
                "\"\uFDFA\"",
                "\"\\ud800\"",
                "\"CON\"",
                "\"\\u001b[31m\"",
                "\"a b c\"",
                "\"--help\"",
                "\"127.0.0.1\"",
                "\"1e5\"");
    }
}
