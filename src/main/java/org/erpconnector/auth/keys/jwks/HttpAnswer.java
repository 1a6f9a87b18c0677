package org.erpconnector.auth.keys.jwks;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges an answer that the JDK has read, which is more lenient than we are, and reads its body up to a limit. */
public final class HttpAnswer {
    static final int LARGEST_BODY = 256 * 1024;
    private static final int BUFFER = 8 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [0-9]{3}( .*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
    private static final String REMEDY = "Look at what answers at this address";

    private HttpAnswer() {}

    /** Sends the request, and gives its answer if it has status 200 and cannot be read in two ways. */
    static KeySetFetcher.Fetched of(HttpURLConnection connection, Deadline deadline)
            throws IOException, KeySetException {
        requireOk(connection.getResponseCode(), String.valueOf(connection.getHeaderField(0)));
        Map<String, String> headers = headers(connection);
        Optional<String> length = Optional.ofNullable(headers.get("content-length"));
        Optional<String> coding = Optional.ofNullable(headers.get("transfer-encoding"));
        // A gzip bomb of 256 KiB is 256 MiB; we never said that we accept any coding.
        if (!headers.getOrDefault("content-encoding", "identity").equalsIgnoreCase("identity")) {
            throw new KeySetException(
                    "the answer is compressed, although that was not asked for", "Switch compression off there");
        }
        if ((length.isPresent() && coding.isPresent())
                || length.filter(l -> !LENGTH.matcher(l).matches()).isPresent()
                || coding.filter(c -> !c.equalsIgnoreCase("chunked")).isPresent()) {
            throw new KeySetException("the answer's length can be read in two ways", REMEDY);
        }
        int most = length.map(Integer::parseInt).orElse(LARGEST_BODY + 1);
        byte[] body = body(connection.getInputStream(), length.isPresent() ? within(most) : most, deadline);
        // The JDK gives what has come of a body that breaks off, and no body where the head does.
        if (length.isPresent() ? body.length < most : body.length == 0) {
            throw new EOFException();
        }
        return new KeySetFetcher.Fetched(utf8(body), Optional.ofNullable(headers.get("cache-control")));
    }

    private static void requireOk(int status, String line) throws IOException, KeySetException {
        if (!STATUS_LINE.matcher(line).matches()) {
            throw new IOException("no status line");
        }
        if (status >= 300 && status < 400) {
            throw new KeySetException(
                    "the server answers with a redirect (status " + status + "), and none is followed",
                    "Set discovery-url to the address at which the document lies");
        }
        if (status != 200) {
            throw new KeySetException(
                    "the server answers with status " + status, "Look at this address with a browser, or wait");
        }
    }

    /** By lower-case name; several of one name joined by commas. */
    private static Map<String, String> headers(HttpURLConnection connection) throws KeySetException {
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; connection.getHeaderField(i) != null; i++) {
            String name = connection.getHeaderFieldKey(i);
            // A line without a name, which the JDK keeps.
            if (name == null) {
                throw new KeySetException("the answer has a header line that is none", REMEDY);
            }
            headers.merge(
                    name.toLowerCase(Locale.ROOT), connection.getHeaderField(i).strip(), (a, b) -> a + "," + b);
        }
        return headers;
    }

    private static byte[] body(InputStream in, int most, Deadline deadline) throws IOException, KeySetException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        int read = 0;
        while (read != -1 && body.size() < most) {
            // Before each read, since the timeout of a read begins anew with each byte.
            deadline.millisLeft(1);
            read = in.read(buffer, 0, Math.min(buffer.length, most - body.size()));
            body.write(buffer, 0, Math.max(read, 0));
        }
        within(body.size());
        return body.toByteArray();
    }

    private static int within(int size) throws KeySetException {
        if (size > LARGEST_BODY) {
            throw new KeySetException("the answer is longer than 256 KiB, which no key set needs", REMEDY);
        }
        return size;
    }

    private static String utf8(byte[] body) throws KeySetException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new KeySetException("the answer is not text in UTF-8", REMEDY, e);
        }
    }
}
