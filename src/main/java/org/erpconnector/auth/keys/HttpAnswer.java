package org.erpconnector.auth.keys;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1.1 answer (RFC 9112 sections 4 to 7), and its body up to a limit. Whatever could be read in two
 * ways is refused. Immutable.
 *
 * @param status such as 200
 * @param headers by lower-case name; several of one name joined by commas
 */
record HttpAnswer(int status, Map<String, String> headers) {
    private static final int LONGEST_HEAD = 16_384;
    private static final int LONGEST_CHUNK_LINE = 256;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})( .*)?");
    private static final Pattern HEADER_LINE = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
    private static final Pattern CHUNK_LINE = Pattern.compile("([0-9A-Fa-f]{1,7})[ \t]*(;.*)?");
    private static final String REMEDY = "Look at what answers at this address";

    HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** Reads the head, and not a byte more: what follows may be TLS. */
    static HttpAnswer readHead(InputStream in) throws IOException, KeySetException {
        int left = LONGEST_HEAD;
        String line = line(in, left);
        Matcher start = STATUS_LINE.matcher(line);
        if (!start.matches()) {
            throw new KeySetException("the answer is not HTTP", REMEDY);
        }
        Map<String, String> headers = new HashMap<>();
        left -= line.length();
        for (line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            left -= line.length();
            Matcher header = HEADER_LINE.matcher(line);
            if (!header.matches()) {
                throw new KeySetException("the answer has a header line that is none", REMEDY);
            }
            headers.merge(
                    header.group(1).toLowerCase(Locale.ROOT), header.group(2).strip(), (a, b) -> a + "," + b);
        }
        return new HttpAnswer(Integer.parseInt(start.group(1)), headers);
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /**
     * Reads the body.
     *
     * @param limit bytes; counted while reading, since a length that was announced proves nothing
     */
    byte[] readBody(InputStream in, int limit) throws IOException, KeySetException {
        Optional<String> coding = header("transfer-encoding");
        Optional<String> length = header("content-length");
        // A gzip bomb of 256 KiB is 256 MiB; we never said that we accept any coding.
        if (header("content-encoding")
                .filter(c -> !c.equalsIgnoreCase("identity"))
                .isPresent()) {
            throw new KeySetException(
                    "the answer is compressed, although that was not asked for", "Switch compression off there");
        }
        if (coding.isPresent()) {
            if (length.isPresent() || !coding.get().equalsIgnoreCase("chunked")) {
                throw new KeySetException("the answer's length can be read in two ways", REMEDY);
            }
            return chunked(in, limit);
        }
        if (length.isEmpty()) {
            return toEnd(in, limit);
        }
        if (!LENGTH.matcher(length.get()).matches()) {
            throw new KeySetException("the answer's length can be read in two ways", REMEDY);
        }
        return exactly(in, within(Integer.parseInt(length.get()), limit));
    }

    private static byte[] chunked(InputStream in, int limit) throws IOException, KeySetException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            Matcher start = CHUNK_LINE.matcher(line(in, LONGEST_CHUNK_LINE));
            if (!start.matches()) {
                throw new KeySetException("the answer is chunked, but not as HTTP does it", REMEDY);
            }
            int size = Integer.parseInt(start.group(1), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            within(size, limit - body.size());
            body.write(exactly(in, size));
            if (!line(in, LONGEST_CHUNK_LINE).isEmpty()) {
                throw new KeySetException("the answer is chunked, but not as HTTP does it", REMEDY);
            }
        }
    }

    private static byte[] toEnd(InputStream in, int limit) throws IOException, KeySetException {
        byte[] body = in.readNBytes(limit + 1);
        within(body.length, limit);
        return body;
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] body = in.readNBytes(size);
        if (body.length < size) {
            throw new EOFException();
        }
        return body;
    }

    private static int within(int size, int limit) throws KeySetException {
        if (size > limit) {
            throw new KeySetException("the answer is longer than 256 KiB, which no key set needs", REMEDY);
        }
        return size;
    }

    private static String line(InputStream in, int longest) throws IOException, KeySetException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b != '\n') {
            if (b == -1) {
                throw new EOFException();
            }
            if (line.size() >= longest) {
                throw new KeySetException("the answer's head is longer than " + LONGEST_HEAD + " bytes", REMEDY);
            }
            line.write(b);
            b = in.read();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
