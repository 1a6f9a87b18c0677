package org.erpconnector.auth.keys.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.fuzz.Budget;
import org.erpconnector.auth.fuzz.Sentences;
import org.erpconnector.auth.fuzz.Sequence;
import org.erpconnector.auth.keys.TestKeys;
import org.erpconnector.auth.keys.TestPlaces;

/**
 * PEM files: each block of them is decoded, or the file is refused with a sentence. No password is set, because whoever
 * makes an encrypted key says in it how long opening it takes, and that is the deployer.
 */
class PemFuzzTest {
    private static final List<KeySourceContext> QUERIES = List.of(
            TestPlaces.applicationKey("key"),
            KeySourceContext.callerKeys(Optional.empty()).seenAt("certificates"));

    private static final String GENUINE = "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(TestKeys.OWN.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    private static final Sequence SEQUENCE = new Sequence(PemFuzzTest::reads, PemFuzzTest::reads);

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/keys/source/pem.dict")
    @FuzzTest
    void decodesEachBlockOrNone(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (KeySourceContext query : QUERIES) {
            Budget.OF_A_FILE.keep(() -> decoded(query, text));
        }
        SEQUENCE.heard();
    }

    private static boolean reads() {
        return decoded(QUERIES.get(0), GENUINE);
    }

    private static boolean decoded(KeySourceContext query, String text) {
        try {
            KeyContent.Parts parts = (KeyContent.Parts) Pem.decode(query, text);
            assertThat(parts.keys().size() + parts.certificates().size())
                    .isEqualTo(text.split("-----BEGIN ", -1).length - 1);
            assertThat(parts.keys().isEmpty() || query.wantsPrivateKey()).isTrue();
            return true;
        } catch (ConfigurationException e) {
            Sentences.check(e.problems());
            return false;
        }
    }
}
