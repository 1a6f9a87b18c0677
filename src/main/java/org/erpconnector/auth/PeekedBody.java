package org.erpconnector.auth;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * The beginning of a request's body, and where the rest comes from.
 *
 * @param head the bytes that were read
 * @param whole true if there is nothing after them
 * @param rest the server's stream, standing behind them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying 64 KiB of every request would buy nothing
record PeekedBody(byte[] head, boolean whole, ServletInputStream rest) {
    /**
     * Reads at most this many bytes, and finds out whether that was all.
     *
     * @throws IOException if the client went away or sent a broken body
     */
    static PeekedBody read(ServletInputStream stream, int limit) throws IOException {
        byte[] head = stream.readNBytes(limit + 1);
        return new PeekedBody(head, head.length <= limit, stream);
    }
}
