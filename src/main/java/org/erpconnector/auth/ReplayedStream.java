package org.erpconnector.auth;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.function.Supplier;

/** The bytes that were read ahead, then the server's own stream. For one reading thread at a time, as any such stream. */
final class ReplayedStream extends ServletInputStream {
    private final PeekedBody body;
    private final Supplier<AsyncContext> async;
    private int position;

    /**
     * @param body what was read ahead and where the rest is
     * @param async gives the request's asynchronous context once it has been started
     */
    ReplayedStream(PeekedBody body, Supplier<AsyncContext> async) {
        this.body = body;
        this.async = async;
    }

    private int ahead() {
        return body.head().length - position;
    }

    @Override
    public int read() throws IOException {
        if (ahead() > 0) {
            return body.head()[position++] & 0xFF;
        }
        return body.whole() ? -1 : body.rest().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ahead() > 0) {
            int count = Math.min(length, ahead());
            System.arraycopy(body.head(), position, buffer, offset, count);
            position += count;
            return count;
        }
        return body.whole() && length > 0 ? -1 : body.rest().read(buffer, offset, length);
    }

    @Override
    public int available() throws IOException {
        int later = body.whole() ? 0 : body.rest().available();
        return ahead() + later;
    }

    @Override
    public boolean isFinished() {
        return ahead() == 0 && (body.whole() || body.rest().isFinished());
    }

    @Override
    public boolean isReady() {
        return ahead() > 0 || (!body.whole() && body.rest().isReady());
    }

    @Override
    public void setReadListener(ReadListener listener) {
        if (body.whole()) {
            // The server's stream is at its end and would call nobody: servers differ in what they do then.
            async.get().start(() -> deliver(listener));
        } else {
            body.rest().setReadListener(listener);
        }
    }

    private void deliver(ReadListener listener) {
        try {
            if (ahead() > 0 || position == 0) {
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
