package org.erpconnector.auth.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.erpconnector.auth.reason.Reason;

/**
 * Tells whether a request that went on to the connector looks like a handshake. For the log only: nothing is decided by
 * it. Immutable and safe for use by several threads.
 */
public final class NearMiss {
    /** A token has 1.5 KB or so, and in mirroring the operation's name stands behind it. */
    public static final int BYTES = 4096;

    /** RFC 1952 section 2.3.1, RFC 1950 section 2.2: the first bytes, since Content-Encoding may be wrong. */
    private static final int GZIP = 0x1F8B;

    private static final int ZLIB = 0x78;

    /** An element that asks, by whatever prefix. No quantifier that could backtrack meets foreign text. */
    private static final Pattern ASKS = Pattern.compile("[<:]authenticat(e|erequest|ionrequest)[\\s/>]");

    /** Two JSON objects in base64url; of a long token the third part may be cut off. */
    private static final Pattern JWS = Pattern.compile("eyJ[A-Za-z0-9_-]++\\.eyJ[A-Za-z0-9_-]++");

    private static final String TOKEN = SoapEnvelope.TOKEN.toLowerCase(Locale.ROOT);

    private final Recognizer recognizer;

    /** @param recognizer what did not take the request */
    public NearMiss(Recognizer recognizer) {
        this.recognizer = recognizer;
    }

    /**
     * Judges a request that went on.
     *
     * @param head its method, path and headers; asked now, and not when the body has come
     * @param judged whether its whole body was read, and judged by its structure
     * @return of the first bytes of its body, {@link #BYTES} at most, says why it was not taken; empty if it does not
     *     look like a handshake
     */
    public Function<byte[], Optional<Reason>> of(RequestHead head, boolean judged) {
        Reason xml = recognizer.whyNot(head, true, judged);
        Reason token = recognizer.whyNot(head, false, judged);
        return beginning -> of(beginning, xml, token);
    }

    private static Optional<Reason> of(byte[] beginning, Reason ofXml, Reason ofToken) {
        // UTF-16 and UTF-32 have zeros between their letters.
        String text = new String(inflated(beginning), StandardCharsets.ISO_8859_1).replace("\0", "");
        String lower = text.toLowerCase(Locale.ROOT);
        boolean asks = ASKS.matcher(lower).find() && lower.contains(TOKEN);
        if (asks) {
            return Optional.of(ofXml);
        }
        return token(text, lower) ? Optional.of(ofToken) : Optional.empty();
    }

    /** XML is left out: each call of mirroring carries a token in its header. */
    private static boolean token(String text, String lower) {
        String stripped = text.strip();
        boolean alone = JWS.matcher(stripped).lookingAt();
        return alone
                || (!stripped.startsWith("<")
                        && lower.contains(TOKEN)
                        && JWS.matcher(text).find());
    }

    /** Inflates what is compressed, but no more than {@link #BYTES}: a few kilobytes can become gigabytes. */
    private static byte[] inflated(byte[] bytes) {
        byte[] buffer = new byte[BYTES];
        int size = 0;
        try (InputStream in = inflating(bytes)) {
            for (int count = 0; count >= 0 && size < BYTES; size += Math.max(0, count)) {
                count = in.read(buffer, size, BYTES - size);
            }
        } catch (IOException e) {
            // The end is cut off, or it only began like something compressed: what could be read counts.
            return size == 0 ? bytes : Arrays.copyOf(buffer, size);
        }
        return Arrays.copyOf(buffer, size);
    }

    private static InputStream inflating(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        if (first == GZIP) {
            return new GZIPInputStream(in);
        }
        return (first >> 8) == ZLIB && first % 31 == 0 ? new InflaterInputStream(in) : in;
    }
}
