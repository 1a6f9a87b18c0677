package org.erpconnector.auth.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.reason.Reason;

/**
 * A message's bytes as text. We decode, not the XML parser: the JDK's accepts EBCDIC and UTF-16 without a mark, which
 * nothing else in a server reads.
 *
 * @param text the characters, without a byte order mark
 * @param charset UTF-8, or UTF-16 where the bytes began with its mark
 * @param marked true if the bytes began with a byte order mark
 */
record DecodedText(String text, Charset charset, boolean marked) {
    /**
     * Listed here and not looked up: for an unknown name, which a stranger may choose, the JDK searches for providers,
     * and it keeps the last one.
     */
    private static final Set<String> UTF_8_NAMES = Set.of("utf-8", "utf8", "us-ascii", "ascii");

    private static final Set<String> UTF_16_NAMES =
            Set.of("utf-16", "utf16", "utf-16le", "utf16le", "utf-16be", "utf16be");

    /**
     * Decodes without replacing anything.
     *
     * @param contentCharset the charset parameter of Content-Type, in lower case; empty if there is none
     * @throws MalformedMessageException if the bytes are not what the header says, or no valid text
     */
    static DecodedText of(byte[] bytes, Optional<String> contentCharset) throws MalformedMessageException {
        return decode(bytes, contentCharset, true);
    }

    /** As {@link #of}, for a message's first bytes, which may end inside a character. */
    static DecodedText beginning(byte[] bytes, Optional<String> contentCharset) throws MalformedMessageException {
        return decode(bytes, contentCharset, false);
    }

    private static DecodedText decode(byte[] bytes, Optional<String> contentCharset, boolean whole)
            throws MalformedMessageException {
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            mark = 3;
        } else if (startsWith(bytes, 0xFE, 0xFF)) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        } else if (startsWith(bytes, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        }
        if (contentCharset.isPresent() && !names(charset).contains(contentCharset.get())) {
            throw new MalformedMessageException(Reason.MEDIA_TYPE_UNSUPPORTED);
        }
        // Room for one character for each byte, which is more than any of the three charsets needs.
        CharBuffer text = CharBuffer.allocate(bytes.length - mark);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        if (decoder.decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark), text, whole)
                .isError()) {
            throw new MalformedMessageException(Reason.ENVELOPE_UNREADABLE);
        }
        return new DecodedText(text.flip().toString(), charset, mark > 0);
    }

    /** Whether an encoding that the document declares of itself is the real one. */
    boolean declaredAs(String encoding) {
        return names(charset).contains(encoding.toLowerCase(Locale.ROOT));
    }

    private static Set<String> names(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? UTF_8_NAMES : UTF_16_NAMES;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
