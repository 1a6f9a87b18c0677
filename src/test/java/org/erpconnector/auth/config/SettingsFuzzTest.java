package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.erpconnector.auth.fuzz.Budget;
import org.erpconnector.auth.fuzz.Sentences;
import org.erpconnector.auth.fuzz.Sequence;

/** Settings, a line {@code name=value} each: whatever stands in them there are values, or sentences without secrets. */
class SettingsFuzzTest {
    /** Shorter ones could be a part of the sentence by chance. */
    private static final int SHORTEST_SECRET = 12;

    private static final Sequence SEQUENCE = new Sequence(SettingsFuzzTest::reads, SettingsFuzzTest::reads);

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/config/settings.dict")
    @FuzzTest
    void makesValuesOrSentencesWithoutSecrets(byte[] input) {
        Map<String, String> texts = texts(new String(input, StandardCharsets.UTF_8));
        judge(Budget.OF_A_FILE.keep(() -> SettingValues.given(texts, "option")), texts);
        // Only init-params have names that nobody chose; the other sources are asked by our own.
        if (!UnknownNames.among(texts.keySet(), "init-param").isEmpty()
                || texts.containsKey(SettingValues.PREFIX_PARAM)) {
            judge(
                    Budget.OF_A_FILE.keep(
                            () -> SettingValues.read(texts, name -> null, name -> null, attribute -> null)),
                    texts);
        }
        SEQUENCE.heard();
    }

    private static boolean reads() {
        return SettingValues.given(Map.of("application-id", "an-app", "environment", "custom"), "option")
                .problems()
                .isEmpty();
    }

    private static void judge(SettingValues values, Map<String, String> texts) {
        for (Problem problem : values.problems()) {
            Sentences.check(problem.toString());
            for (Setting<?> setting : Setting.all()) {
                String text = texts.getOrDefault(setting.key(), "").strip();
                if (setting.secret() && text.length() >= SHORTEST_SECRET && onlyThere(setting, text, texts)) {
                    assertThat(problem.toString()).doesNotContain(text);
                }
            }
        }
        if (values.problems().isEmpty()) {
            assertThat(values.get(Setting.APPLICATION_ID)).matches("[A-Za-z0-9_-]{1,128}");
            assertThat(values.get(Setting.CLOCK_SKEW)).isBetween(0, 300);
        }
    }

    /** Whoever writes a secret into another setting, too, has made it none. */
    private static boolean onlyThere(Setting<?> setting, String text, Map<String, String> texts) {
        return texts.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(setting.key()))
                .noneMatch(entry -> (entry.getKey() + entry.getValue()).contains(text));
    }

    private static Map<String, String> texts(String input) {
        Map<String, String> texts = new HashMap<>();
        for (String line : input.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                texts.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return texts;
    }
}
