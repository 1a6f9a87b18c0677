package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers say of a body that is there, or is not: each in its own words. */
@Tag("F12")
class BodyReaderTest {
    private static final BodyLimits LIMITS = new BodyLimits(65_536, Duration.ofMinutes(10));
    private static final byte[] BODY = "x".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

    private enum Kind {
        /** Says that something is there until a part of it is in a buffer of its own, and then how much of that. */
        TOMCAT,
        /** Says how much is there. */
        JETTY,
        /** Is finished as soon as all has come. */
        PAYARA
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aBodyThatIsThereIsReadWhole(Kind kind) throws IOException {
        for (long declared : new long[] {BODY.length, -1}) {
            PeekedBody body = BodyReader.arrived(new Server(kind, BODY.length), declared, LIMITS);
            assertThat(body.whole()).isTrue();
            assertThat(body.head()).isEqualTo(BODY);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofABodyThatIsNotThereOnlyThatMuchIsRead(Kind kind) throws IOException {
        for (long declared : new long[] {BODY.length, -1}) {
            for (int there : new int[] {0, 1, 9000}) {
                PeekedBody body = BodyReader.arrived(new Server(kind, there), declared, LIMITS);
                assertThat(body.whole()).isFalse();
                assertThat(body.head()).hasSize(there);
            }
        }
    }

    /** Of whose body so much has come; who asks for more would wait for ever. */
    private static final class Server extends ServletInputStream {
        private static final int BUFFER = 8192;

        private final Kind kind;
        private final ByteArrayInputStream there;
        private final boolean all;
        private int buffered;

        Server(Kind kind, int there) {
            this.kind = kind;
            this.there = new ByteArrayInputStream(BODY, 0, there);
            this.all = there == BODY.length;
        }

        @Override
        public int available() {
            return kind == Kind.TOMCAT && buffered == 0 ? Math.min(1, there.available()) : amount();
        }

        private int amount() {
            return kind == Kind.TOMCAT ? buffered : there.available();
        }

        @Override
        public boolean isFinished() {
            return all && (kind == Kind.PAYARA || there.available() == 0);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (buffered == 0) {
                buffered = Math.min(BUFFER, there.available());
            }
            if (buffered == 0) {
                throw new IOException("this would wait");
            }
            int count = there.read(buffer, offset, Math.min(length, kind == Kind.TOMCAT ? buffered : length));
            buffered = Math.max(0, buffered - count);
            return count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("nobody waits here");
        }
    }
}
