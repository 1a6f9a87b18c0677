package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.Reading;
import org.erpconnector.auth.message.Recognition;

/** Bodies of the HTTP contract, read as JSON and as a bare token: what is read must be what a plain reader reads. */
class HttpBodyFuzzTest {
    private static final byte[] GENUINE = "{\"SignedToken\":\"a.b.c\"}".getBytes(StandardCharsets.UTF_8);
    private static final MessageReader READER = new MessageReader();
    private static final MessageReader FRESH = new MessageReader();
    private static final Sequence SEQUENCE = new Sequence(() -> reads(FRESH), () -> reads(READER));

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/fuzz/json.dict")
    @FuzzTest
    void readsTheOneMemberThatAPlainReaderReads(byte[] input) {
        String json = new String(input, StandardCharsets.ISO_8859_1);
        if (read(Contract.HTTP_JSON, input) instanceof Reading.Asked asked) {
            assertThat(asked.request().token())
                    .isEqualTo(trimmed(PlainRules.tree(json).path("SignedToken").textValue()));
        }
        if (read(Contract.HTTP_JWT, input) instanceof Reading.Asked asked) {
            assertThat(asked.request().token()).isEqualTo(trimmed(new String(input, StandardCharsets.UTF_8)));
        }
        SEQUENCE.heard();
    }

    private static boolean reads(MessageReader reader) {
        return reader.read(new Recognition.Http(Contract.HTTP_JSON), null, GENUINE) instanceof Reading.Asked asked
                && asked.request().token().equals("a.b.c");
    }

    private static Reading read(Contract contract, byte[] body) {
        Reading reading = Budget.OF_A_REQUEST.keep(() -> READER.read(new Recognition.Http(contract), null, body));
        assertThat(reading).isNotInstanceOf(Reading.NotOurs.class);
        return reading;
    }

    private static String trimmed(String text) {
        return text.replaceAll("^[ \\t\\r\\n]+|[ \\t\\r\\n]+$", "");
    }
}
