package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.BeforeAll;

/** Claims that the caller itself has signed: what it says must be what is read. */
class TokenClaimsFuzzTest {
    private static GenuineToken genuine;

    @BeforeAll
    static void makeKey() {
        genuine = new GenuineToken();
    }

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/fuzz/json.dict")
    @FuzzTest
    void acceptsNoClaimsThatAPlainReaderWouldDoubt(byte[] input) {
        String claims = genuine.filled(input);
        GenuineToken.Verdict verdict = genuine.verdict(genuine.signed(genuine.header(), claims));
        if (verdict.accepted()) {
            assertThat(PlainRules.claimsHold(claims)).isTrue();
            assertThat(verdict.token().nonce()).isEqualTo(PlainRules.nonce(claims));
            assertThat(verdict.token().tenant()).isEqualTo(PlainRules.tenant(claims));
        }
    }
}
