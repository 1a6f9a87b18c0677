package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.erpconnector.auth.testkit.TestTokens.APPLICATION_ID;
import static org.erpconnector.auth.testkit.TestTokens.NONCE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.TestVerifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever watches a verification hears of the very rules that decided, in their order. */
class VerificationObserverTest {
    private static TokenFault.Keys keys;
    private static CallerTokenVerifier verifier;

    @BeforeAll
    static void makeKeys() {
        keys = TokenFault.Keys.MADE;
        verifier = TestVerifier.of(keys.caller(), keys.second());
    }

    @Test
    void hearsOfEveryRuleOfAnAcceptedToken() throws Exception {
        List<TokenRule> held = new ArrayList<>();
        verifier.verify(TestTokens.valid(keys.caller()), (rule, fact) -> held.add(rule));
        assertThat(held).containsExactly(TokenRule.values());
    }

    /** What the doctor prints. */
    @Test
    void hearsWhatWasFoundForEachRule() throws Exception {
        List<String> facts = new ArrayList<>();
        verifier.verify(TestTokens.valid(keys.caller()), (rule, fact) -> facts.add(rule.label() + ": " + fact.get()));
        String key = TestTokens.header(keys.caller().certificate()).get("kid").replace("\"", "");
        assertThat(facts)
                .containsExactly(
                        "form: three base64url parts, the header is a JSON object",
                        "header members: alg, kid, x5t, typ",
                        "algorithm: RS256",
                        "key hints: kid and x5t name key " + key,
                        "signature: made by key " + key,
                        "claims: a JSON object",
                        "issuer: SuperOffice AS",
                        "audience: spn:" + APPLICATION_ID,
                        "times: from 2026-03-01T11:59:30Z until 2026-03-01T12:05:30Z, with 60 s for clocks that differ;"
                                + " our clock says 2026-03-01T12:00:30Z",
                        "nonce: 32 characters that match [0-9A-Fa-f]{32}",
                        "tenant: " + TestTokens.TENANT);
    }

    @ParameterizedTest
    @EnumSource(TokenFault.class)
    void hearsOfTheRulesBeforeTheOneThatFailedAndOfNoneAfter(TokenFault fault) {
        List<TokenRule> held = new ArrayList<>();
        List<String> facts = new ArrayList<>();
        String token = fault.token(keys);
        assertThatThrownBy(() -> verifier.verify(token, (rule, fact) -> {
                    held.add(rule);
                    facts.add(fact.get());
                }))
                .isInstanceOfSatisfying(TokenRejectedException.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(fault.reason);
                    List<TokenRule> all = List.of(TokenRule.values());
                    TokenRule failed = all.get(held.size());
                    assertThat(held).isEqualTo(all.subList(0, held.size()));
                    assertThat(rulesOf(fault.reason)).contains(failed);
                });
        assertThat(facts).noneMatch(fact -> fact.contains(NONCE));
    }

    /** The rules that can fail for a reason. */
    static Set<TokenRule> rulesOf(Reason reason) {
        return switch (reason) {
            case TOKEN_MISSING, TOKEN_MALFORMED, SAML_NOT_SUPPORTED -> EnumSet.of(TokenRule.FORM);
            case HEADER_NOT_ALLOWED -> EnumSet.of(TokenRule.HEADER);
            case ALGORITHM_NOT_ALLOWED -> EnumSet.of(TokenRule.ALGORITHM);
            case KEY_HINT_MISSING, KEY_HINTS_DISAGREE, KEY_UNKNOWN -> EnumSet.of(TokenRule.KEY);
            case SIGNATURE_INVALID -> EnumSet.of(TokenRule.SIGNATURE);
            case ISSUER_WRONG -> EnumSet.of(TokenRule.ISSUER);
            case AUDIENCE_WRONG -> EnumSet.of(TokenRule.AUDIENCE);
            case TOKEN_EXPIRED, TOKEN_NOT_YET_VALID, LIFETIME_NOT_ALLOWED -> EnumSet.of(TokenRule.TIMES);
            case NONCE_NOT_ALLOWED -> EnumSet.of(TokenRule.NONCE);
            case TENANT_NOT_ALLOWED -> EnumSet.of(TokenRule.TENANT);
            case CLAIMS_MALFORMED ->
                EnumSet.of(
                        TokenRule.CLAIMS,
                        TokenRule.ISSUER,
                        TokenRule.AUDIENCE,
                        TokenRule.TIMES,
                        TokenRule.NONCE,
                        TokenRule.TENANT);
            default -> throw new IllegalArgumentException("not of a token: " + reason);
        };
    }

    @Test
    void anObserverThatFailsEndsTheVerificationWithoutAToken() {
        String token = TestTokens.valid(keys.caller());
        assertThatThrownBy(() -> verifier.verify(token, (rule, fact) -> {
                    throw new IllegalStateException("broken observer");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesTheHintsAndTheKeyThatTheyChose() throws Exception {
        List<String> facts = new ArrayList<>();
        verifier.verify(TestTokens.valid(keys.second()), (rule, fact) -> {
            if (rule == TokenRule.KEY) {
                facts.add(fact.get());
            }
        });
        assertThat(facts).singleElement().asString().matches("kid and x5t name key [0-9A-F]{40}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 seconds",
        "1, 1 second",
        "119, 119 seconds",
        "120, 2 minutes",
        "-7199, 119 minutes",
        "7200, 2 hours",
        "172799, 47 hours",
        "172800, 2 days",
        "163382400, 1891 days"
    })
    void saysLengthsOfTimeAsAPersonDoes(long seconds, String text) {
        assertThat(TimeSpan.of(Duration.ofSeconds(seconds))).isEqualTo(text);
    }
}
