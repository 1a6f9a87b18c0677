package org.erpconnector.auth.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.erpconnector.auth.core.ReplayStoreException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MemoryReplayGuardTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant UNTIL = START.plusSeconds(360);

    private Instant now = START;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    @Tag("F07")
    @Test
    void forgetsAUseThatIsReleasedAndKeepsNothingOfIt() throws Exception {
        MemoryReplayGuard guard = new MemoryReplayGuard(2, clock);
        for (int i = 0; i < 100; i++) {
            assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
            guard.release("key", "nonce");
            guard.release("key", "never used");
        }
        // A later token of the same nonce: what was released must not take it along when it would have expired.
        assertThat(guard.firstUse("key", "nonce", UNTIL.plusSeconds(60))).isTrue();
        now = UNTIL.plusSeconds(1);
        assertThat(guard.firstUse("key", "nonce", UNTIL.plusSeconds(60))).isFalse();
        assertThat(guard.size()).isOne();
    }

    @Tag("R01")
    @Test
    void knowsANonceAgainUntilItsTokenHasExpired() throws Exception {
        MemoryReplayGuard guard = new MemoryReplayGuard(10, clock);
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isFalse();
        now = UNTIL.minusNanos(1);
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isFalse();
        assertThat(guard.size()).isOne();
        now = UNTIL;
        assertThat(guard.size()).isZero();
    }

    @Tag("R04")
    @Test
    void takesANonceInAnotherTokenOfTheSameKeyForAReplay() throws Exception {
        MemoryReplayGuard guard = new MemoryReplayGuard(10, clock);
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "nonce", UNTIL.plusSeconds(60))).isFalse();
        assertThat(guard.firstUse("other", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "Nonce", UNTIL)).isTrue();
    }

    @Tag("R05")
    @Test
    void refusesWhenFullAndForgetsNoneThatIsOfUse() throws Exception {
        MemoryReplayGuard guard = new MemoryReplayGuard(1000, clock);
        for (int i = 0; i < 1000; i++) {
            assertThat(guard.firstUse("key", "nonce" + i, START.plusSeconds(i + 1)))
                    .isTrue();
        }
        assertThatThrownBy(() -> guard.firstUse("key", "one more", UNTIL))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("all 1000 places")
                .hasMessageNotContaining("one more");
        assertThat(guard.firstUse("key", "nonce0", UNTIL)).isFalse();
        now = START.plusSeconds(1);
        assertThat(guard.firstUse("key", "one more", UNTIL)).isTrue();
        assertThat(guard.size()).isEqualTo(1000);
    }

    @Tag("R05")
    @Test
    void staysBoundedUnderMillionsOfNonces() throws Exception {
        MemoryReplayGuard guard = new MemoryReplayGuard(1000, clock);
        for (int i = 0; i < 1_000_000; i++) {
            now = START.plusMillis(i);
            assertThat(guard.firstUse("key", Integer.toString(i), now.plusMillis(1000)))
                    .isTrue();
        }
        assertThat(guard.size()).isEqualTo(1000);
    }

    @Tag("JT11")
    @Test
    void answersNobodyWhoseUseItMayHaveForgottenWhenTheClockIsSetBack() throws Exception {
        MemoryReplayGuard guard = new MemoryReplayGuard(10, clock);
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        now = START.plusSeconds(3600);
        assertThat(guard.firstUse("key", "later", now.plusSeconds(360))).isTrue();
        now = START.plusSeconds(1);
        assertThatThrownBy(() -> guard.firstUse("key", "nonce", UNTIL))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("clock was set back");
        assertThat(guard.firstUse("key", "new", UNTIL.plusSeconds(1))).isTrue();
    }

    @Tag("R02")
    @Test
    void tellsExactlyOneOfAHundredThatItIsTheFirst() throws Exception {
        MemoryReplayGuard guard = new MemoryReplayGuard(1000, clock);
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            CyclicBarrier together = new CyclicBarrier(100);
            for (int round = 0; round < 20; round++) {
                String nonce = "nonce" + round;
                Callable<Boolean> use = () -> {
                    together.await();
                    return guard.firstUse("key", nonce, UNTIL);
                };
                List<Future<Boolean>> answers = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    answers.add(threads.submit(use));
                }
                int first = 0;
                for (Future<Boolean> answer : answers) {
                    first += answer.get() ? 1 : 0;
                }
                assertThat(first).isOne();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
