package org.erpconnector.auth;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.erpconnector.auth.message.MessageProblem;

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
     * @throws SlowBodyException if that takes too long; a client that sends nothing at all is left to the server's own
     *     patience
     * @throws IOException if the client went away or sent a broken body
     */
    static PeekedBody read(ServletInputStream stream, BodyLimits limits) throws IOException {
        int limit = limits.bytes();
        long start = System.nanoTime();
        byte[] buffer = new byte[Math.min(FIRST, limit + 1)];
        int size = 0;
        while (size <= limit) {
            if (size == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(2 * size, limit + 1));
            }
            // Not readNBytes(int): it ends with a read of no bytes, at which Tomcat waits for the client to send more.
            int count = stream.read(buffer, size, buffer.length - size);
            if (count < 0) {
                return new PeekedBody(Arrays.copyOf(buffer, size), true, stream);
            }
            size += count;
            if (System.nanoTime() - start > limits.patience().toNanos()) {
                throw new SlowBodyException();
            }
        }
        return new PeekedBody(buffer, false, stream);
    }

    /** What is wrong with a body whose reading ended so. */
    static MessageProblem problem(IOException cause) {
        return cause instanceof SlowBodyException ? MessageProblem.BODY_TOO_SLOW : MessageProblem.BODY_BROKEN;
    }
}
