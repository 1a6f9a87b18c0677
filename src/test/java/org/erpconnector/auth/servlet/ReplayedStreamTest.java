package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listener hears of a body whose last byte was read ahead, before the server knew that it was the last. */
class ReplayedStreamTest {
    @Test
    void theEndIsToldOnceWhereTheServerTellsItWheneverItIsAsked() throws IOException {
        PayaraAtTheEnd server = new PayaraAtTheEnd();
        PeekedBody body = new PeekedBody("all of it".getBytes(StandardCharsets.US_ASCII), false, server);
        ReplayedStream stream = new ReplayedStream(body, () -> {
            throw new IllegalStateException("no asynchronous context is needed");
        });
        Heard heard = new Heard(stream);
        stream.setReadListener(heard);
        server.tellTheEnd();
        assertThat(heard.events).containsExactly("data", "end");
        assertThat(heard.bytes.toString(StandardCharsets.US_ASCII)).isEqualTo("all of it");
    }

    /** The last chunk comes after the listener has been set; from then on each isReady() repeats onAllDataRead(). */
    private static final class PayaraAtTheEnd extends ServletInputStream {
        private ReadListener listener;
        private boolean finished;

        void tellTheEnd() throws IOException {
            finished = true;
            listener.onAllDataRead();
        }

        @Override
        public boolean isReady() {
            if (finished) {
                try {
                    listener.onAllDataRead();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return false;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public void setReadListener(ReadListener readListener) {
            listener = readListener;
        }

        @Override
        public int read() {
            return -1;
        }
    }

    private static final class Heard implements ReadListener {
        private final List<String> events = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final ServletInputStream in;

        Heard(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public void onDataAvailable() throws IOException {
            events.add("data");
            byte[] buffer = new byte[5];
            while (in.isReady() && !in.isFinished()) {
                bytes.write(buffer, 0, in.read(buffer));
            }
        }

        @Override
        public void onAllDataRead() {
            events.add("end");
        }

        @Override
        public void onError(Throwable failure) {
            events.add("error");
        }
    }
}
