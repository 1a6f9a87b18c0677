package org.erpconnector.auth.servlet;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.erpconnector.auth.message.NearMiss;
import org.jspecify.annotations.Nullable;

/**
 * The server's request, and a copy of the beginning of what is read of it. Nothing is read that the connector does not ask
 * for, so a component that unwraps the server's own request has all of it as well.
 */
final class OverheardRequest extends HttpServletRequestWrapper {
    private final Copy copy;
    private @Nullable OverheardStream stream;
    private @Nullable OverheardReader reader;

    /** @param heard gets the beginning of the body once it has been read, if anything of it was */
    OverheardRequest(HttpServletRequest request, Consumer<byte[]> heard) {
        super(request);
        this.copy = new Copy(heard);
    }

    /** Nothing more is read: what has come is all. */
    void end() {
        copy.end();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream own = super.getInputStream();
        OverheardStream before = stream;
        if (before != null && before.of(own)) {
            return before;
        }
        OverheardStream made = new OverheardStream(own, copy);
        stream = made;
        return made;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        BufferedReader own = super.getReader();
        OverheardReader before = reader;
        if (before != null && before.of(own)) {
            return before;
        }
        OverheardReader made = new OverheardReader(own, copy);
        reader = made;
        return made;
    }

    /** The first bytes that were read, by whichever thread. */
    static final class Copy {
        private static final int FIRST = 512;

        private final Consumer<byte[]> heard;
        private byte[] bytes = new byte[FIRST];
        private int size;
        private boolean ended;

        private Copy(Consumer<byte[]> heard) {
            this.heard = heard;
        }

        /** @param count below 0: the end */
        synchronized void add(byte[] more, int offset, int count) {
            if (count < 0) {
                end();
                return;
            }
            int taken = ended ? 0 : Math.min(count, NearMiss.BYTES - size);
            if (taken > 0) {
                if (size + taken > bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(NearMiss.BYTES, Math.max(size + taken, 2 * bytes.length)));
                }
                System.arraycopy(more, offset, bytes, size, taken);
                size += taken;
            }
        }

        /** Letters outside ASCII tell nothing; null is the end. */
        void add(@Nullable String text) {
            byte[] ascii = text == null ? new byte[0] : text.getBytes(StandardCharsets.US_ASCII);
            add(ascii, 0, text == null ? -1 : ascii.length);
        }

        synchronized void end() {
            if (!ended && size > 0) {
                ended = true;
                byte[] beginning = Arrays.copyOf(bytes, size);
                bytes = new byte[0];
                heard.accept(beginning);
            }
        }
    }
}
