package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.TestVerifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One token has one text: whatever differs from it in a single character, at any place, is none. */
@Tag("JE03b")
class SingleCharacterTest {
    /** The alphabet of base64url, then what a lenient reader would skip, pad or fold into it. */
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            + "=.+/ \t\r\n\0!~%\"\u007F\u00A0\u00AD\u00FF\u0141\u200B\u2028\uFEFF\uFF21";

    private static String token;
    private static CallerTokenVerifier verifier;

    @BeforeAll
    static void makeToken() {
        TestKeys caller = TestKeys.ofBits(2048);
        token = TestTokens.valid(caller);
        verifier = TestVerifier.of(caller);
    }

    @Test
    void acceptsTheTokenItself() {
        assertThat(accepted(token)).isTrue();
    }

    @Test
    void refusesEveryReplacement() {
        assertThat(accepted(token.length(), at -> changed(at, at + 1)).filter(text -> !text.equals(token)))
                .isEmpty();
    }

    @Test
    void refusesEveryInsertion() {
        assertThat(accepted(token.length() + 1, at -> changed(at, at))).isEmpty();
    }

    @Test
    void refusesEveryDeletion() {
        assertThat(accepted(token.length(), at -> Stream.of(token.substring(0, at) + token.substring(at + 1))))
                .isEmpty();
    }

    private static Stream<String> accepted(int places, IntFunction<Stream<String>> changes) {
        return IntStream.range(0, places)
                .mapToObj(changes)
                .flatMap(texts -> texts.filter(SingleCharacterTest::accepted));
    }

    /** The token with each character in turn in place of what stands from one place to another. */
    private static Stream<String> changed(int from, int to) {
        return CHARACTERS.chars().mapToObj(c -> token.substring(0, from) + (char) c + token.substring(to));
    }

    private static boolean accepted(String text) {
        try {
            verifier.verify(text);
            return true;
        } catch (TokenRejectedException e) {
            return false;
        }
    }
}
