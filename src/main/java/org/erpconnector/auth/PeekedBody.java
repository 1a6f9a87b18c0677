package org.erpconnector.auth;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.erpconnector.auth.reason.Reason;

/**
 * The beginning of a request's body, and where the rest comes from.
 *
 * @param head the bytes that were read
 * @param whole true if there is nothing after them
 * @param rest the server's stream, standing behind them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying 64 KiB of every request would buy nothing
record PeekedBody(byte[] head, boolean whole, ServletInputStream rest) {
    private static final int FIRST = 8192;

    /**
     * Reads at most so many bytes, and finds out whether that was all.
     *
     * @param declared the length that the request's head declares; -1: none
     * @throws SlowBodyException if that takes too long; a client that sends nothing at all is left to the server's own
     *     patience
     * @throws IOException if the client went away or sent a broken body
     */
    static PeekedBody read(ServletInputStream stream, long declared, BodyLimits limits) throws IOException {
        int limit = limits.bytes();
        long start = System.nanoTime();
        // No more than that on a declaration's word: whoever declares much and sends little would have us hold much.
        byte[] buffer = new byte[(int) Math.min(declared > 0 ? declared : FIRST, Math.min(FIRST, limit + 1))];
        int size = 0;
        while (size <= limit) {
            // Not readNBytes(int): it ends with a read of no bytes, at which Tomcat waits for the client to send more.
            int count = stream.read(buffer, size, buffer.length - size);
            if (count < 0) {
                return new PeekedBody(Arrays.copyOf(buffer, size), true, stream);
            }
            size += count;
            if (System.nanoTime() - start > limits.patience().toNanos()) {
                throw new SlowBodyException();
            }
            if (size == buffer.length && size <= limit) {
                // Most bodies have their declared length: one byte more tells, without a larger buffer.
                int next = stream.read();
                if (next < 0) {
                    return new PeekedBody(buffer, true, stream);
                }
                buffer = Arrays.copyOf(buffer, Math.min(2 * size + 1, limit + 1));
                buffer[size++] = (byte) next;
            }
        }
        return new PeekedBody(buffer, false, stream);
    }

    /** What is wrong with a body whose reading ended so. */
    static Reason problem(IOException cause) {
        return cause instanceof SlowBodyException ? Reason.BODY_TOO_SLOW : Reason.BODY_BROKEN;
    }
}
