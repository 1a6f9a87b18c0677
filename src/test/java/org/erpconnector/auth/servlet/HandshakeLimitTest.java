package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeLimitTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void admitsEverythingWhereThereIsNoLimit() {
        HandshakeLimit limit = new HandshakeLimit(0, () -> 0);
        assertThat(Stream.generate(limit::admits).limit(10_000)).doesNotContain(false);
    }

    /** System.nanoTime may be negative, and may run past the largest long. */
    @ParameterizedTest
    @ValueSource(longs = {0, -5, Long.MAX_VALUE - 10, Long.MIN_VALUE})
    void admitsSoManyInASecondAndAsManyInTheNext(long start) {
        AtomicLong now = new AtomicLong(start);
        HandshakeLimit limit = new HandshakeLimit(2, now::get);
        for (int second = 0; second < 3; second++) {
            assertThat(List.of(limit.admits(), limit.admits(), limit.admits())).containsExactly(true, true, false);
            now.addAndGet(SECOND - 1);
            assertThat(limit.admits()).isFalse();
            now.incrementAndGet();
        }
    }

    @Test
    void keepsRefusingHoweverManyCome() {
        HandshakeLimit limit = new HandshakeLimit(1, () -> 0);
        assertThat(limit.admits()).isTrue();
        assertThat(Stream.generate(limit::admits).limit(100_000)).doesNotContain(true);
    }

    @Test
    @Tag("N12")
    void admitsNoMoreForBeingAskedByManyThreadsAtOnce() throws Exception {
        HandshakeLimit limit = new HandshakeLimit(500, () -> 0);
        Callable<Long> asking = () -> Stream.generate(limit::admits)
                .limit(1000)
                .filter(admitted -> admitted)
                .count();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            long admitted = 0;
            for (Future<Long> count : threads.invokeAll(List.of(asking, asking, asking, asking, asking, asking))) {
                admitted += count.get();
            }
            assertThat(admitted).isEqualTo(500);
        } finally {
            threads.shutdownNow();
        }
    }
}
