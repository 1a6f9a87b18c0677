package org.erpconnector.auth.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The server's stream, and a copy of what is read of it. */
final class OverheardStream extends ServletInputStream {
    private static final int CHUNK = 8192;

    private final ServletInputStream own;
    private final OverheardRequest.Copy copy;

    OverheardStream(ServletInputStream own, OverheardRequest.Copy copy) {
        this.own = own;
        this.copy = copy;
    }

    boolean of(ServletInputStream other) {
        return own == other;
    }

    @Override
    public int read() throws IOException {
        int next = own.read();
        copy.add(new byte[] {(byte) next}, 0, next < 0 ? -1 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = own.read(buffer, offset, length);
        copy.add(buffer, offset, count);
        return count;
    }

    /** As Servlet 6.1 has it, which this is not compiled against: its own would ask {@link #isReady} in blocking mode. */
    public int read(ByteBuffer buffer) throws IOException {
        byte[] chunk = new byte[Math.min(buffer.remaining(), CHUNK)];
        if (chunk.length == 0) {
            return 0;
        }
        int count = read(chunk, 0, chunk.length);
        if (count > 0) {
            buffer.put(chunk, 0, count);
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return own.available();
    }

    @Override
    public boolean isFinished() {
        return own.isFinished();
    }

    @Override
    public boolean isReady() {
        return own.isReady();
    }

    @Override
    public boolean markSupported() {
        return own.markSupported();
    }

    @Override
    public synchronized void mark(int limit) {
        own.mark(limit);
    }

    @Override
    public synchronized void reset() throws IOException {
        own.reset();
    }

    @Override
    public void close() throws IOException {
        own.close();
        copy.end();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        own.setReadListener(new Listening(Objects.requireNonNull(listener)));
    }

    /** Where a body is read as it comes, its end is told and not read. */
    private final class Listening implements ReadListener {
        private final ReadListener listener;

        Listening(ReadListener listener) {
            this.listener = listener;
        }

        @Override
        public void onDataAvailable() throws IOException {
            listener.onDataAvailable();
        }

        @Override
        public void onAllDataRead() throws IOException {
            copy.end();
            listener.onAllDataRead();
        }

        @Override
        public void onError(Throwable failure) {
            listener.onError(failure);
        }
    }
}
