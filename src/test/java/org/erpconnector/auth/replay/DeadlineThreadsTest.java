package org.erpconnector.auth.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.erpconnector.auth.core.ReplayStoreException;
import org.erpconnector.auth.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeadlineThreadsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final DeadlineThreads threads = new DeadlineThreads(2, 1, LONG);
    private final Set<Thread> entered = ConcurrentHashMap.newKeySet();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
        threads.close();
    }

    @Test
    void runsAQuestionWithoutTheWebApplicationsContext() throws Exception {
        InheritableThreadLocal<String> invocation = new InheritableThreadLocal<>();
        invocation.set("the web application's");
        assertThat(threads.ask(() -> List.of(
                        String.valueOf(invocation.get()),
                        Thread.currentThread().getContextClassLoader(),
                        Thread.currentThread().isDaemon())))
                .containsExactly("null", ClassLoader.getSystemClassLoader(), true);
    }

    /** Stuck threads are as many as there may be, and questions that nobody waits for take no place. */
    @Tag("R08")
    @Test
    void pilesUpNeitherThreadsNorQuestions() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> threads.ask(this::stuck, SHORT))
                    .isInstanceOf(ReplayStoreException.class)
                    .hasMessage("the replay store has not answered within 1 ms");
        }
        assertThat(entered).hasSizeLessThanOrEqualTo(2);
        released.countDown();
        assertThat(threads.ask(() -> "an answer")).isEqualTo("an answer");
    }

    @Tag("R08")
    @Test
    void refusesAtOnceWhenAllThreadsAreStuckAndAllPlacesTaken() throws Exception {
        FutureTask<String> first = waiting();
        FutureTask<String> second = waiting();
        FutureTask<String> third = waiting();
        assertThatThrownBy(() -> threads.ask(() -> "one too many"))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessage("the replay store is overloaded: all workers are busy and the queue is full");
        released.countDown();
        assertThat(List.of(first.get(), second.get(), third.get())).containsOnly("late");
    }

    @Test
    void stopsWaitingWhenItsOwnThreadIsToStop() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> threads.ask(this::stuck))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("stopped");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void passesOnWhatIsKnownToBeWrongAndHidesTheRest() {
        assertThatThrownBy(() -> threads.ask(() -> {
                    throw new ReplayStoreException("known");
                }))
                .hasMessage("known");
        assertThatThrownBy(() -> threads.ask(() -> {
                    throw new NoClassDefFoundError("secret");
                }))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessage("the replay store failed with java.lang.NoClassDefFoundError");
    }

    /** A caller whose question is on its way, or in the queue. */
    private FutureTask<String> waiting() throws Exception {
        FutureTask<String> asking = new FutureTask<>(() -> threads.ask(this::stuck));
        Thread thread = new Thread(asking);
        thread.setDaemon(true);
        thread.start();
        Await.until("the caller waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
        return asking;
    }

    private String stuck() {
        entered.add(Thread.currentThread());
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException notNow) {
                assertThat(released.getCount()).isNotNegative();
            }
        }
        return "late";
    }
}
