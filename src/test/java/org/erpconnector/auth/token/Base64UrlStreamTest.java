package org.erpconnector.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Base64UrlStreamTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void writesOnceWhateverCameAndHoweverOftenItIsClosed() throws IOException {
        Base64UrlStream stream = new Base64UrlStream(written);
        stream.write(0xFB);
        stream.write(new byte[] {0, (byte) 0xFF, (byte) 0xFE, 0}, 1, 2);
        stream.write(0xFF);
        assertThat(written.size()).isZero();

        stream.close();
        stream.close();

        // Characters of base64url alone, and no padding.
        assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo("-__-_w");
    }
}
