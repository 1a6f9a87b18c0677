package org.erpconnector.auth.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The bytes that were read ahead, then the server's own stream. For one reading thread at a time, as any such stream.
 */
final class ReplayedStream extends ServletInputStream {
    private static final byte[] NOTHING = new byte[0];
    private static final int CHUNK = 8192;

    private final ServletInputStream rest;
    private final Supplier<AsyncContext> async;
    private byte[] head;
    private boolean whole;
    private boolean listening;
    private boolean begun;
    private int position;

    /**
     * @param body what was read ahead and where the rest is
     * @param async gives the request's asynchronous context once it has been started
     */
    ReplayedStream(PeekedBody body, Supplier<AsyncContext> async) {
        this.head = body.head();
        this.whole = body.whole();
        this.rest = body.rest();
        this.async = async;
    }

    private int ahead() {
        return head.length - position;
    }

    @Override
    public int read() throws IOException {
        begun = true;
        if (ahead() > 0) {
            int next = head[position] & 0xFF;
            advance(1);
            return next;
        }
        return whole ? -1 : rest.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        begun = true;
        if (ahead() > 0) {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            int count = Math.min(length, ahead());
            System.arraycopy(head, position, buffer, offset, count);
            advance(count);
            return count;
        }
        return whole && length > 0 ? -1 : rest.read(buffer, offset, length);
    }

    /** As Servlet 6.1 has it, which this is not compiled against: its own would ask {@link #isReady} at the end. */
    public int read(ByteBuffer buffer) throws IOException {
        if (listening && !isReady() && !isFinished()) {
            throw new IllegalStateException("the body is not ready to be read");
        }
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

    /** What has been given back is not kept: a connector may answer long after. */
    private void advance(int count) {
        position += count;
        if (position == head.length) {
            head = NOTHING;
            position = 0;
        }
    }

    @Override
    public int available() throws IOException {
        int later = whole ? 0 : rest.available();
        return ahead() + later;
    }

    @Override
    public boolean isFinished() {
        return ahead() == 0 && (whole || rest.isFinished());
    }

    /** In blocking mode a stream is always ready. */
    @Override
    public boolean isReady() {
        return !listening || ahead() > 0 || (!whole && rest.isReady());
    }

    /** Nothing more can be read then, as with the server's own stream. */
    @Override
    public void close() throws IOException {
        advance(ahead());
        rest.close();
    }

    /**
     * The server's stream has been read in blocking mode, and Tomcat, told of a listener, fills its buffer anew
     * although bytes of ours are still in it. So whatever it holds is taken out before.
     */
    @Override
    public void setReadListener(ReadListener listener) {
        Objects.requireNonNull(listener);
        if (listening) {
            throw new IllegalStateException("a listener has been set already");
        }
        listening = true;
        try {
            takeWhatIsBuffered();
        } catch (IOException e) {
            async.get().start(() -> listener.onError(e));
            return;
        }
        if (whole) {
            // The server's stream is at its end and would call nobody: servers differ in what they do then.
            async.get().start(() -> deliver(listener));
        } else {
            rest.setReadListener(new HeadFirst(listener));
        }
    }

    private void takeWhatIsBuffered() throws IOException {
        int buffered = whole ? 0 : rest.available();
        while (buffered > 0) {
            byte[] joined = Arrays.copyOfRange(head, position, head.length + buffered);
            int got = rest.readNBytes(joined, ahead(), buffered);
            head = Arrays.copyOf(joined, ahead() + got);
            position = 0;
            // Tomcat says 1 where there is more to fetch, too, and has the rest of that in its buffer then.
            buffered = buffered == 1 && got == 1 ? rest.available() : 0;
        }
        whole = whole || rest.isFinished();
    }

    /**
     * Delivers what was read ahead. A server whose own stream is at its end, because the last byte
     * of the body was among those read ahead, calls {@code onAllDataRead} alone.
     */
    private final class HeadFirst implements ReadListener {
        private final ReadListener listener;

        HeadFirst(ReadListener listener) {
            this.listener = listener;
        }

        @Override
        public void onDataAvailable() throws IOException {
            listener.onDataAvailable();
        }

        @Override
        public void onAllDataRead() throws IOException {
            // Payara tells the end anew each time its stream is asked after it, and the connector would hear it twice.
            whole = true;
            if (ahead() > 0) {
                listener.onDataAvailable();
            }
            listener.onAllDataRead();
        }

        @Override
        public void onError(Throwable failure) {
            listener.onError(failure);
        }
    }

    private void deliver(ReadListener listener) {
        try {
            if (ahead() > 0 || !begun) {
                listener.onDataAvailable();
            }
            if (isFinished()) {
                listener.onAllDataRead();
            }
        } catch (IOException | RuntimeException e) {
            listener.onError(e);
        }
    }
}
