package org.erpconnector.auth.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;

/** A body that is in memory as a whole. Read by whoever asks, never by a listener. */
final class MemoryStream extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    MemoryStream(byte[] body) {
        this.bytes = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
        return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return bytes.read(buffer, offset, length);
    }

    @Override
    public int available() {
        return bytes.available();
    }

    @Override
    public boolean isFinished() {
        return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    /** @throws UnsupportedOperationException always: nobody waits for what is there */
    @Override
    public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException("the body is in memory");
    }
}
