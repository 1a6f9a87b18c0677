package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.erpconnector.auth.testkit.TestTokens.NONCE;
import static org.erpconnector.auth.testkit.TestTokens.NOW;
import static org.erpconnector.auth.testkit.TestTokens.TENANT;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.reason.Stage;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTokenVerifierTest {
    private static final TokenFault.Keys keys = TokenFault.Keys.MADE;

    @Test
    void acceptsTheValidToken() throws Exception {
        VerifiedCallerToken token = verifier(NOW).verify(TestTokens.valid(keys.caller()));
        assertThat(token.nonce()).isEqualTo(NONCE);
        assertThat(token.tenant()).isEqualTo(TENANT);
        assertThat(token.issuer()).isEqualTo("SuperOffice AS");
        assertThat(token.nonceRetainedUntil())
                .isEqualTo(NOW.plusSeconds(360).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        assertThat(token.callerKeyId()).isEqualTo(keyId(keys.caller()));
        assertThat(token.toString())
                .isEqualTo("VerifiedCallerToken[tenant=" + TENANT + ", nonceRetainedUntil=2026-03-01T12:06:30Z]");
    }

    @Test
    void acceptsTheSecondOfTwoCallerKeys() throws Exception {
        assertThat(verifier(NOW).verify(TestTokens.valid(keys.second())).tenant())
                .isEqualTo(TENANT);
    }

    @Test
    void acceptsTheSameHeaderWrittenWithWhiteSpaceAndEscapes() throws Exception {
        Map<String, String> header = TestTokens.header(keys.caller().certificate());
        header.put("alg", " \"\\u0052S256\"\n");
        String token = TestTokens.signed(header, TestTokens.claims(), keys.key());
        assertThat(verifier(NOW).verify(token).tenant()).isEqualTo(TENANT);
    }

    @Test
    void acceptsAnAudienceInAnotherCase() throws Exception {
        String token = TestTokens.withClaim(
                keys.caller(), "aud", "\"SPN:" + TestTokens.APPLICATION_ID.toUpperCase(java.util.Locale.ROOT) + "\"");
        assertThat(verifier(NOW).verify(token).tenant()).isEqualTo(TENANT);
    }

    @Test
    void acceptsATokenWithoutHintIfOneCertificateIsPinned() throws Exception {
        Map<String, String> header = TestTokens.header(keys.caller().certificate());
        header.remove("kid");
        header.remove("x5t");
        CallerTokenVerifier one = new CallerTokenVerifier(
                CallerKeys.pinned(List.of(keys.caller().certificate())), rules(NOW), Optional.empty());
        assertThat(one.verify(TestTokens.signed(header, TestTokens.claims(), keys.key()))
                        .tenant())
                .isEqualTo(TENANT);
    }

    /** Sizes between those that are usual, too: a key of them is accepted at the start. */
    @Tag("F26")
    @ParameterizedTest
    @ValueSource(ints = {3000, 4104})
    void acceptsTokensOfEveryKeyThatIsAccepted(int bits) throws Exception {
        TestKeys large = TestKeys.ofBits(bits);
        CallerTokenVerifier verifier =
                new CallerTokenVerifier(CallerKeys.pinned(List.of(large.certificate())), rules(NOW), Optional.empty());
        assertThat(verifier.verify(TestTokens.valid(large)).tenant()).isEqualTo(TENANT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", TestTokens.CONTEXT})
    void takesTheTenantFromEitherClaim(String missing) throws Exception {
        String token = TestTokens.withClaim(keys.caller(), missing, null);
        assertThat(verifier(NOW).verify(token).tenant()).isEqualTo(TENANT);
    }

    @ParameterizedTest
    @CsvSource({
        "-1000, -60, token-expired",
        "-1000, -59, accepted",
        "-1000, 0, accepted",
        "59, 300, accepted",
        "60, 300, accepted",
        "61, 300, token-not-yet-valid",
        "-3000, 600, accepted",
        "-3000, 601, lifetime-not-allowed",
        "0, 1, accepted",
        "0, 0, lifetime-not-allowed",
        "62, 300, token-not-yet-valid"
    })
    void judgesTimesAtTheirBoundaries(long notBefore, long expiry, String verdict) {
        Map<String, String> claims = TestTokens.claims();
        Instant second = NOW.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        claims.put("nbf", Long.toString(second.getEpochSecond() + notBefore));
        claims.put("exp", Long.toString(second.getEpochSecond() + expiry));
        String token = TestTokens.signed(TestTokens.header(keys.caller().certificate()), claims, keys.key());
        assertThat(verdict(verifier(second), token)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(TokenFault.class)
    void refusesEverySingleFaultForItsReason(TokenFault fault) {
        TokenRejectedException refusal = catchThrowableOfType(
                TokenRejectedException.class, () -> verifier(NOW).verify(fault.token(keys)));
        assertThat(refusal).as("refusal of %s", fault).isNotNull();
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(fault.reason);
        assertThat(refusal.getMessage()).hasSizeLessThan(400).doesNotContain(NONCE);
        assertThat(refusal.getStackTrace()).isEmpty();
    }

    @Test
    void hasAFaultForEveryReasonThatAVerifierCanGive() {
        EnumSet<Reason> tried = EnumSet.copyOf(
                Stream.of(TokenFault.values()).map(fault -> fault.reason).toList());
        tried.add(Reason.SAML_NOT_SUPPORTED); // found by the message room, see MessageReaderTest
        tried.add(Reason.TOKEN_REPLAYED); // found by the replay guard, see HandshakeTest
        assertThat(tried).isEqualTo(Stage.reasons(Stage.UNPROVEN, Stage.PROVEN));
    }

    @Test
    void tellsTheCallerOneSentenceUntilTheSignatureIsProven() {
        assertThat(Stage.reasons(Stage.UNPROVEN).stream()
                        .filter(reason -> reason != Reason.SAML_NOT_SUPPORTED)
                        .map(Reason::sentence)
                        .collect(Collectors.toSet()))
                .containsExactly("Failed to validate authentication request");
        assertThat(Stage.reasons(Stage.UNPROVEN, Stage.PROVEN).stream().map(Reason::sentence))
                .allMatch(sentence -> sentence.matches("[A-Za-z ,]+"));
    }

    /** Whatever a deployer writes into nonce-pattern, no dot gets signed. */
    @Test
    void neverAdmitsADotInANonceHoweverLooseThePattern() {
        CallerTokenRules loose = new CallerTokenRules(
                "SuperOffice AS",
                List.of(TestTokens.APPLICATION_ID),
                Pattern.compile(".*"),
                Duration.ofSeconds(60),
                Clock.fixed(NOW, ZoneOffset.UTC));
        CallerTokenVerifier verifier = new CallerTokenVerifier(
                CallerKeys.pinned(List.of(keys.caller().certificate())), loose, Optional.empty());
        String token = TestTokens.withClaim(keys.caller(), "nonce", "\"My-App-pzqc70604i.202601011200\"");
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        TokenRejectedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NONCE_NOT_ALLOWED));
    }

    @ParameterizedTest
    @CsvSource({"-3000, accepted", "60, accepted", "61, token-not-yet-valid"})
    void judgesTheTimeOfIssueWhereThereIsOne(long issued, String verdict) {
        String iat = Long.toString(NOW.getEpochSecond() + issued);
        assertThat(verdict(verifier(NOW), TestTokens.withClaim(keys.caller(), "iat", iat)))
                .isEqualTo(verdict);
    }

    @Test
    void namesTheLifetimeThatIsTooLong() {
        String exp = Long.toString(NOW.getEpochSecond() + 3541);
        TokenRejectedException refusal = refusal(TestTokens.withClaim(keys.caller(), "exp", exp));
        assertThat(refusal).hasMessage("exp - nbf is 3601 s, not 1 to 3600");
    }

    @ParameterizedTest
    @CsvSource({"64, ''", "65, ..."})
    void showsAtMost64CharactersOfAKeyHint(int length, String tail) {
        Map<String, String> header = TestTokens.header(keys.caller().certificate());
        header.put("kid", "\"" + "k".repeat(length) + "\"");
        header.remove("x5t");
        TokenRejectedException refusal = refusal(TestTokens.signed(header, TestTokens.claims(), keys.key()));
        assertThat(refusal.reason()).isEqualTo(Reason.KEY_UNKNOWN);
        assertThat(refusal).hasMessage("kid [" + "k".repeat(64) + tail + "] x5t [-] names no key of the caller");
    }

    private static TokenRejectedException refusal(String token) {
        return catchThrowableOfType(
                TokenRejectedException.class, () -> verifier(NOW).verify(token));
    }

    private static String keyId(TestKeys keys) {
        return TestTokens.header(keys.certificate()).get("kid").replace("\"", "");
    }

    private static String verdict(CallerTokenVerifier verifier, String token) {
        try {
            verifier.verify(token);
            return "accepted";
        } catch (TokenRejectedException e) {
            return e.reason().code();
        }
    }

    private static CallerTokenVerifier verifier(Instant now) {
        return new CallerTokenVerifier(
                CallerKeys.pinned(
                        List.of(keys.caller().certificate(), keys.second().certificate())),
                rules(now),
                Optional.empty());
    }

    private static CallerTokenRules rules(Instant now) {
        return new CallerTokenRules(
                "SuperOffice AS",
                List.of(TestTokens.APPLICATION_ID),
                Pattern.compile("[0-9A-Fa-f]{32}"),
                Duration.ofSeconds(60),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
