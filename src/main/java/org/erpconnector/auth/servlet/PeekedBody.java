package org.erpconnector.auth.servlet;

import jakarta.servlet.ReadListener;
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
    /** A body that breaks off behind these bytes: its reader meets the very failure that we met. */
    static PeekedBody broken(byte[] head, IOException cause) {
        return new PeekedBody(head, false, new Broken(cause));
    }

    /** What follows the part of a body that came. Never at its end: half a message would be taken for a whole one. */
    private static final class Broken extends ServletInputStream {
        private final IOException cause;

        Broken(IOException cause) {
            this.cause = cause;
        }

        @Override
        public int read() throws IOException {
            throw cause;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw cause;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            listener.onError(cause);
        }
    }
}
