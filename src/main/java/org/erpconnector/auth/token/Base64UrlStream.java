package org.erpconnector.auth.token;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/**
 * Writes what it is given as base64url without padding (RFC 7515 section 2), all at once when it is closed. jjwt's own
 * stream has two buffers of 8 KB for each of a token's three parts, none of which has a kilobyte.
 */
final class Base64UrlStream extends ByteArrayOutputStream {
    private static final int INITIAL = 512;

    private final OutputStream encoded;

    /**
     * @param encoded gets the text
     */
    Base64UrlStream(OutputStream encoded) {
        super(INITIAL);
        this.encoded = encoded;
    }

    /** Closed again, it writes nothing more. */
    @Override
    public void close() throws IOException {
        encoded.write(Base64.getUrlEncoder().withoutPadding().encode(toByteArray()));
        reset();
        encoded.close();
    }
}
