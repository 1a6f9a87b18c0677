package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class NameLookupTest {
    private final NameLookup names = new NameLookup();

    @Test
    void answersOneQuestionRightAfterAnother() {
        for (int i = 0; i < 2000; i++) {
            assertThat(TestKeys.made(() -> names.of("127.0.0.1", 2000)))
                    .containsExactly(InetAddress.getLoopbackAddress());
        }
    }

    @Test
    void knowsNoNameThatThereIsNot() {
        IOException refused = catchThrowableOfType(IOException.class, () -> names.of("name.invalid", 2000));
        // A resolver that is out of reach answers late or never.
        assertThat(refused).isInstanceOfAny(UnknownHostException.class, InterruptedIOException.class);
    }

    /** An undeployment interrupts the refreshing thread. */
    @Test
    void stopsWhenItIsInterrupted() {
        Thread.currentThread().interrupt();
        IOException refused = catchThrowableOfType(IOException.class, () -> names.of("127.0.0.1", 2000));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(refused).isExactlyInstanceOf(InterruptedIOException.class);
    }
}
