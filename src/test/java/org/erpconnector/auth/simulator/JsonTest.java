package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsEveryKindOfValue() throws MalformedException {
        Map<String, Object> object = read("""
                { "s": "a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e5", "n": -12.5e1, "t": true, "f": false, "z": null,
                  "a": [1, [], {}], "o": {"x": "y"} }
                """);

        assertThat(object)
                .containsEntry("s", "a\"\\/\b\f\n\r\t\u00e5")
                .containsEntry("n", new BigDecimal("-125"))
                .containsEntry("t", true)
                .containsEntry("f", false)
                .containsEntry("z", null)
                .containsEntry("a", Arrays.asList(BigDecimal.ONE, List.of(), Map.of()))
                .containsEntry("o", Map.of("x", "y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{} x",
                "{\"a\":1,\"a\":2}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":+1}",
                "{\"a\":tru}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\" 1}",
                "{\"a\":[1 2]}"
            })
    void refusesWhatIsNotStrictlyJson(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void refusesNumbersAndNestingWithoutBounds() {
        assertThatThrownBy(() -> read("{\"a\":" + "9".repeat(1000) + "}")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(10_000))).hasMessageContaining("nested");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> Json.object(new byte[] {'{', '"', (byte) 0xff, '"'}))
                .hasMessage("it is not UTF-8");
    }

    @Test
    void readsWhatItQuoted() throws MalformedException {
        String text = "quote \" backslash \\ newline \n bell \u0007 slash / letter \u00f8";

        assertThat(read("{\"a\":" + Json.quoted(text) + "}")).containsEntry("a", text);
    }

    private static Map<String, Object> read(String text) throws MalformedException {
        return Json.object(text.getBytes(StandardCharsets.UTF_8));
    }
}
