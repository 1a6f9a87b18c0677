package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.BeforeAll;

/** Headers that the caller itself has signed: the verifier reads them to their end. */
class TokenHeaderFuzzTest {
    private static GenuineToken genuine;

    @BeforeAll
    static void makeKey() {
        genuine = new GenuineToken();
    }

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/fuzz/json.dict")
    @FuzzTest
    void acceptsNoHeaderThatAPlainReaderWouldDoubt(byte[] input) {
        String header = genuine.filled(input);
        GenuineToken.Verdict verdict = genuine.verdict(genuine.signed(header, TestTokens.json(TestTokens.claims())));
        if (verdict.accepted()) {
            assertThat(PlainRules.headerHolds(header, PlainRules.tree(genuine.header())))
                    .isTrue();
        }
    }
}
