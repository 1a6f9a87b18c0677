package org.erpconnector.auth.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoReplayGuardTest {
    @Test
    void letsTheSameNoncePassAgain() {
        Instant until = Instant.parse("2026-03-01T12:06:00Z");
        try (NoReplayGuard guard = new NoReplayGuard()) {
            assertThat(guard.firstUse("key", "nonce", until)).isTrue();
            assertThat(guard.firstUse("key", "nonce", until)).isTrue();
        }
    }
}
