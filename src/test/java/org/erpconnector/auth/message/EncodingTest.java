package org.erpconnector.auth.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.message.Messages.QUESTION;
import static org.erpconnector.auth.message.Messages.TOKEN;
import static org.erpconnector.auth.message.Messages.asked;
import static org.erpconnector.auth.message.Messages.envelope;
import static org.erpconnector.auth.message.Messages.problem;
import static org.erpconnector.auth.message.Messages.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.erpconnector.auth.reason.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An encoding that we read otherwise than the parser behind us would let a handshake pass unseen. */
class EncodingTest {
    private static final String VALID = envelope("", QUESTION);
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] BIG_ENDIAN_MARK = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] LITTLE_ENDIAN_MARK = {(byte) 0xFF, (byte) 0xFE};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "; charset=utf-8",
                "; charset=\"UTF-8\"",
                "; charset=us-ascii",
                ";charset=Utf-8; x=y",
                "; charset=utf8",
                "; charset=UTF8",
                "; charset='utf-8'",
                "; charset=ascii"
            })
    @Tag("F09")
    void readsUtf8WithAndWithoutItsMark(String charset) {
        byte[] body = VALID.getBytes(StandardCharsets.UTF_8);
        assertThat(asked(read("text/xml" + charset, body)).token()).isEqualTo(TOKEN);
        assertThat(asked(read("text/xml" + charset, joined(UTF_8_MARK, body))).token())
                .isEqualTo(TOKEN);
        byte[] declared = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + VALID).getBytes(StandardCharsets.UTF_8);
        assertThat(asked(read("text/xml" + charset, joined(UTF_8_MARK, declared)))
                        .token())
                .isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "; charset=utf-16", "; charset=UTF16"})
    void readsUtf16WithItsMarkOnly(String charset) {
        String text = "<?xml version='1.0' encoding='UTF-16'?>" + VALID;
        byte[] big = text.getBytes(StandardCharsets.UTF_16BE);
        byte[] little = text.getBytes(StandardCharsets.UTF_16LE);
        assertThat(asked(read("text/xml" + charset, joined(BIG_ENDIAN_MARK, big)))
                        .token())
                .isEqualTo(TOKEN);
        assertThat(asked(read("text/xml" + charset, joined(LITTLE_ENDIAN_MARK, little)))
                        .token())
                .isEqualTo(TOKEN);
        refused("text/xml" + charset, big);
        refused("text/xml" + charset, little);
        refused("text/xml" + charset, joined(BIG_ENDIAN_MARK, little));
        refused("text/xml" + charset, joined(LITTLE_ENDIAN_MARK, new byte[] {0, 0}));
    }

    /** Without action too: the JDK's parser, and so perhaps the connector's, guesses these encodings. */
    @ParameterizedTest
    @ValueSource(strings = {"IBM037", "IBM500", "UTF-32", "UTF-32LE", "UTF-16LE", "UTF-16BE"})
    void refusesAHandshakeInAnEncodingThatOnlyTheConnectorWouldRead(String encoding) {
        byte[] body = ("<?xml version='1.0' encoding='" + encoding + "'?>" + VALID).getBytes(Charset.forName(encoding));
        refused("text/xml", body);
        assertThat(problem(read(false, "text/xml", body))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
        byte[] other = envelope("", "<WSGetConfigData/>").getBytes(Charset.forName(encoding));
        assertThat(read(false, "text/xml", other)).isInstanceOf(Inspection.NotOurs.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-7", "Cp037", "windows-1252", "bogus"})
    void refusesADeclaredEncodingThatIsNotTheRealOne(String encoding) {
        byte[] body = ("<?xml version='1.0' encoding='" + encoding + "'?>" + VALID).getBytes(StandardCharsets.US_ASCII);
        assertThat(problem(read("text/xml", body))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
        assertThat(problem(read(false, "text/xml", body))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "charset=iso-8859-1",
                "charset=utf-16",
                "charset=utf-7",
                "charset=nope",
                "charset=",
                "charset=\"\"",
                "charset=utf-8; charset=utf-8",
                "charset=utf-8; charset=utf-16"
            })
    void refusesACharsetThatIsNotTheRealOneOrNamedTwice(String charset) {
        byte[] body = VALID.getBytes(StandardCharsets.UTF_8);
        assertThat(problem(read("text/xml; " + charset, body))).isEqualTo(Reason.MEDIA_TYPE_UNSUPPORTED);
        assertThat(problem(read(false, "text/xml; " + charset, body))).isEqualTo(Reason.MEDIA_TYPE_UNSUPPORTED);
    }

    @Test
    void leavesOtherOperationsInAnyCharsetToTheConnector() {
        byte[] latin =
                "<?xml version='1.0' encoding='ISO-8859-1'?><Søk>Åse</Søk>".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(false, "text/xml", latin)).isInstanceOf(Inspection.NotOurs.class);
        assertThat(read(false, "text/xml; charset=iso-8859-1", latin)).isInstanceOf(Inspection.NotOurs.class);
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] latin = VALID.replace(TOKEN, TOKEN + "\u00E5").getBytes(StandardCharsets.ISO_8859_1);
        refused("text/xml", latin);
        byte[] overlong = VALID.replace(TOKEN, "\u00C0\u00AF").getBytes(StandardCharsets.ISO_8859_1);
        refused("text/xml", overlong);
        byte[] surrogate = VALID.replace(TOKEN, "\u00ED\u00A0\u0080").getBytes(StandardCharsets.ISO_8859_1);
        refused("text/xml", surrogate);
    }

    private static void refused(String contentType, byte[] body) {
        assertThat(read(contentType, body)).isInstanceOf(Inspection.Refused.class);
    }

    private static byte[] joined(byte[] mark, byte[] text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(mark);
        bytes.writeBytes(text);
        return bytes.toByteArray();
    }
}
