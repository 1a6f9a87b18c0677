package org.erpconnector.auth.keys.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.fuzz.Budget;
import org.erpconnector.auth.fuzz.Sentences;
import org.erpconnector.auth.fuzz.Sequence;

/** Key sets: no key comes of them that nobody may trust. */
class KeySetFuzzTest {
    private static final String GENUINE = TestKeySets.set(TestKeySets.certified());
    private static final Sequence SEQUENCE = new Sequence(KeySetFuzzTest::reads, KeySetFuzzTest::reads);
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/fuzz/json.dict")
    @FuzzTest
    void trustsNoKeyThatIsWeakOrPublishedWhole(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (Environment environment : List.of(Environment.CUSTOM, Environment.PRODUCTION)) {
            Budget.OF_A_REQUEST.keep(() -> read(text, environment)).forEach(key -> judge(key, text));
        }
        SEQUENCE.heard();
    }

    private static boolean reads() {
        return read(GENUINE, Environment.CUSTOM).size() == 1;
    }

    private static List<CallerKey> read(String text, Environment environment) {
        KeySetReader reader = new KeySetReader(environment, "https://login.example.com/jwks");
        try {
            return reader.read(text).all();
        } catch (KeySetException e) {
            Sentences.check(e.finding().fault());
            return List.of();
        } finally {
            reader.warnings().forEach(Sentences::check);
        }
    }

    private static void judge(CallerKey key, String text) {
        assertThat(key.publicKey().getModulus().bitLength()).isBetween(2048, 8192);
        assertThat(key.publicKey().getPublicExponent().testBit(0)).isTrue();
        for (JsonNode entry : plain(text).path("keys")) {
            if (PRIVATE.stream().anyMatch(entry::has)) {
                assertThat(entry.path("n").asText())
                        .isNotEqualTo(TestKeySets.number(key.publicKey().getModulus()));
            }
        }
    }

    private static JsonNode plain(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("has keys, and is no JSON", e);
        }
    }
}
