package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.servlet.GuessBudget.Verdict.LAST_WRONG;
import static org.erpconnector.auth.servlet.GuessBudget.Verdict.RIGHT;
import static org.erpconnector.auth.servlet.GuessBudget.Verdict.SPENT;
import static org.erpconnector.auth.servlet.GuessBudget.Verdict.WRONG;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuessBudgetTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final GuessBudget budget = new GuessBudget(3, nanos::get);

    @Test
    void theRightOneCostsNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(budget.judge(true)).isEqualTo(RIGHT);
        }
        assertThat(budget.judge(false)).isEqualTo(WRONG);
    }

    @Test
    void whenItIsSpentTheRightOneIsRefusedUntilTheMinuteIsOver() {
        assertThat(List.of(budget.judge(false), budget.judge(false), budget.judge(false)))
                .containsExactly(WRONG, WRONG, LAST_WRONG);
        assertThat(budget.judge(true)).isEqualTo(SPENT);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60) - 1);
        assertThat(budget.judge(true)).isEqualTo(SPENT);
        nanos.addAndGet(1);
        assertThat(budget.judge(true)).isEqualTo(RIGHT);
    }

    /** Refusals do not prolong it: whoever guesses on would lock everybody out for good. */
    @Test
    void whatIsRefusedUnseenDoesNotCount() {
        IntStream.range(0, 100).forEach(i -> budget.judge(false));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertThat(budget.judge(true)).isEqualTo(RIGHT);
    }

    @Test
    void ofManyGuessesAtOnceNoneIsFree() {
        long wrong = IntStream.range(0, 1000)
                .parallel()
                .mapToObj(i -> budget.judge(false))
                .filter(verdict -> verdict != SPENT)
                .count();
        assertThat(wrong).isEqualTo(3);
    }
}
