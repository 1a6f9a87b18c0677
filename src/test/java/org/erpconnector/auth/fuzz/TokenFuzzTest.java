package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.BeforeAll;

/** Texts around a genuine token: nobody but its caller can make another one. */
class TokenFuzzTest {
    private static GenuineToken genuine;

    @BeforeAll
    static void makeKey() {
        genuine = new GenuineToken();
    }

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/fuzz/token.dict")
    @FuzzTest
    void acceptsTheGenuineTokenAndNoOtherText(byte[] input) {
        String token = genuine.filled(input);
        assertThat(genuine.verdict(token).accepted()).isEqualTo(token.equals(genuine.text()));
    }
}
