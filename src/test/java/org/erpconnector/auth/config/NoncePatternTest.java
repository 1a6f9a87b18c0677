package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever chooses a nonce chooses a part of what our key signs, so nothing but plain characters may ever pass. */
class NoncePatternTest {
    private static final String HARMLESS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    /** Pieces of which a deployer, or someone who means harm, could build a pattern. */
    private static final String[] PIECES = {
        "[",
        "]",
        "{",
        "}",
        "{16}",
        "{16,128}",
        "]{32}",
        "(",
        ")",
        "|",
        "^",
        "&&",
        "-",
        ".",
        "\\",
        "\\S",
        "\\x2e",
        "\\Q",
        "*",
        "+",
        "?",
        "$",
        "0-9",
        "A-F",
        "a-z",
        "9-A",
        "Z-a",
        "0-z",
        "A-z",
        "_-",
        "+--",
        "a",
        "Z",
        "_",
        "5",
        "(?s)",
        " ",
        "\n",
        ",",
        "16",
        "é",
        "\u0660-\u0669"
    };

    @Test
    void whateverIsAcceptedMatchesHarmlessCharactersOnly() {
        Random random = new Random(20_240_501);
        int accepted = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : "[");
            int pieces = 1 + random.nextInt(4);
            for (int j = 0; j < pieces; j++) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            text.append(random.nextInt(4) == 0 ? "" : "]{" + (14 + random.nextInt(5)) + "}");
            accepted += judge(text.toString()) ? 1 : 0;
        }
        assertThat(accepted)
                .as("accepted patterns, else this test proves nothing")
                .isGreaterThan(1000);
    }

    private static boolean judge(String text) {
        Pattern pattern;
        try {
            pattern = Parsers.noncePattern(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).as("refusal of %s", text).matches("(one class of|a length from) .*");
            return false;
        }
        // The pattern is one class with a length, so each of its characters can be asked for by itself.
        Pattern one =
                Pattern.compile(pattern.pattern().substring(0, pattern.pattern().indexOf('{')));
        assertThat(IntStream.range(0, 0x250)
                        .filter(c -> HARMLESS.indexOf(c) < 0)
                        .filter(c -> one.matcher(Character.toString(c)).matches()))
                .as("harmful characters that %s admits", text)
                .isEmpty();
        assertThat(pattern.matcher("a".repeat(15)).matches()).as(text).isFalse();
        assertThat(pattern.matcher("a.a.a.a.a.a.a.a.a").matches()).as(text).isFalse();
        return true;
    }

    @Test
    void acceptsEveryFormThatItsMeaningPromises() {
        for (String text : new String[] {
            "[0-9A-Fa-f]{32}", "[0-9A-F]{16}", "[A-Za-z0-9_-]{16,128}", "[a]{016}", "[_-]{20,20}", " [0-9a-f]{32} "
        }) {
            assertThat(Parsers.noncePattern(text).pattern()).isEqualTo(text.strip());
        }
    }
}
