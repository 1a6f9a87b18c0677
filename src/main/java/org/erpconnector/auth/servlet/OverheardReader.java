package org.erpconnector.auth.servlet;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The server's reader, and a copy of what is read of it. Reads nothing ahead: its own buffer stays unused. */
final class OverheardReader extends BufferedReader {
    private final BufferedReader own;
    private final OverheardRequest.Copy copy;

    OverheardReader(BufferedReader own, OverheardRequest.Copy copy) {
        super(own, 1);
        this.own = own;
        this.copy = copy;
    }

    boolean of(BufferedReader other) {
        return own == other;
    }

    @Override
    public int read() throws IOException {
        int next = own.read();
        copy.add(next < 0 ? null : String.valueOf((char) next));
        return next;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = own.read(buffer, offset, length);
        copy.add(count < 0 ? null : String.valueOf(buffer, offset, count));
        return count;
    }

    @Override
    public @Nullable String readLine() throws IOException {
        String line = own.readLine();
        copy.add(line == null ? null : line + '\n');
        return line;
    }

    @Override
    public long skip(long count) throws IOException {
        return own.skip(count);
    }

    @Override
    public boolean ready() throws IOException {
        return own.ready();
    }

    @Override
    public boolean markSupported() {
        return own.markSupported();
    }

    @Override
    public void mark(int limit) throws IOException {
        own.mark(limit);
    }

    @Override
    public void reset() throws IOException {
        own.reset();
    }

    @Override
    public void close() throws IOException {
        own.close();
        copy.end();
    }
}
