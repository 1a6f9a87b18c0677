package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.LibraryParser;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.TestVerifier;
import org.junit.jupiter.api.Test;

/** We read claims ourselves, and accept nothing that jjwt's parser would refuse. */
class SecondOpinionTest {
    private static final TestKeys CALLER = TokenFault.Keys.MADE.caller();
    private static final CallerTokenVerifier VERIFIER = TestVerifier.of(CALLER);

    private static final long NOW = TestTokens.NOW.getEpochSecond();
    private static final List<String> NAMES =
            List.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", TestTokens.CONTEXT, "anything");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "1",
            "-1",
            "1.5",
            "1e9",
            "12345678901234567890",
            "\"\"",
            "\" \"",
            "\"text\"",
            "\"" + NOW + "\"",
            "\"2026-03-01T12:00:30Z\"",
            "\"" + TestTokens.TENANT + "\"",
            "[]",
            "[null]",
            "[\"spn:" + TestTokens.APPLICATION_ID + "\"]",
            "{}",
            "{\"a\":[1,{}]}",
            Long.toString(NOW - 61),
            Long.toString(NOW - 59),
            Long.toString(NOW),
            Long.toString(NOW + 59),
            Long.toString(NOW + 61));

    @Test
    void jjwtAcceptsWhateverWeAccept() {
        LibraryParser jjwt = new LibraryParser(CALLER);
        List<String> accepted = tokens().filter(SecondOpinionTest::accepted).toList();
        assertThat(accepted).hasSizeGreaterThan(40).allMatch(jjwt::accepts);
    }

    /** Else the test above would show little. */
    @Test
    void jjwtRefusesSomeOfThem() {
        LibraryParser jjwt = new LibraryParser(CALLER);
        assertThat(tokens().filter(token -> !jjwt.accepts(token)).count()).isGreaterThan(40);
    }

    private static Stream<String> tokens() {
        return NAMES.stream().flatMap(name -> VALUES.stream().map(value -> TestTokens.withClaim(CALLER, name, value)));
    }

    private static boolean accepted(String token) {
        try {
            VERIFIER.verify(token);
            return true;
        } catch (TokenRejectedException e) {
            return false;
        }
    }
}
