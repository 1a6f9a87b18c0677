package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Inspection;
import org.erpconnector.auth.message.MessageReader;

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
        if (read(Contract.HTTP_JSON, input) instanceof HandshakeRequest asked) {
            assertThat(asked.token())
                    .isEqualTo(trimmed(PlainRules.tree(json).path("SignedToken").textValue()));
        }
        if (read(Contract.HTTP_JWT, input) instanceof HandshakeRequest asked) {
            assertThat(asked.token()).isEqualTo(trimmed(new String(input, StandardCharsets.UTF_8)));
        }
        SEQUENCE.heard();
    }

    private static boolean reads(MessageReader reader) {
        return reader.read(Inspection.Unread.http(Contract.HTTP_JSON, null), GENUINE) instanceof HandshakeRequest asked
                && asked.token().equals("a.b.c");
    }

    private static Inspection read(Contract contract, byte[] body) {
        Inspection reading = Budget.OF_A_REQUEST.keep(() -> READER.read(Inspection.Unread.http(contract, null), body));
        assertThat(reading).isNotInstanceOf(Inspection.NotOurs.class);
        return reading;
    }

    private static String trimmed(String text) {
        return text.replaceAll("^[ \\t\\r\\n]+|[ \\t\\r\\n]+$", "");
    }
}
