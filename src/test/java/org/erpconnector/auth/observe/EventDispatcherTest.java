package org.erpconnector.auth.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.RecordedLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners hear of verdicts, and neither their slowness nor their faults reach anybody else. */
@Timeout(300)
class EventDispatcherTest {
    private final RecordedLog log = new RecordedLog();
    private final Recording recording = new Recording();

    @Test
    void aListenerHearsEveryOutcomeInOrder() {
        EventDispatcher audience = begun(List.of(recording));
        HandshakeAccepted accepted =
                new HandshakeAccepted("auth", "app", "mirroring", "Cust12345", "AB", Instant.EPOCH);
        HandshakeFailed failed =
                new HandshakeFailed("auth", "app", "mirroring", "signing-failed", "127.0.0.1", Instant.EPOCH);
        audience.tell(accepted);
        audience.tell(refused("token-expired"));
        audience.tell(failed);
        audience.close();
        assertThat(recording.heard).containsExactly(accepted, refused("token-expired"), failed);
        assertThat(audience.dropped()).isZero();
    }

    @Test
    void whoThrowsIsNamedOnceForEachKindOfExceptionAndTheOthersHearAll() {
        AtomicInteger calls = new AtomicInteger();
        HandshakeListener broken = new HandshakeListener() {
            @Override
            public void refused(HandshakeRefused event) {
                if (calls.getAndIncrement() == 0) {
                    throw new LinkageError("a class is missing");
                }
                throw new IllegalStateException("the database is down");
            }
        };
        EventDispatcher audience = begun(List.of(broken, recording));
        for (int i = 0; i < 50; i++) {
            audience.tell(refused("token-expired"));
        }
        audience.close();
        assertThat(recording.heard).hasSize(50);
        assertThat(calls).hasValue(50);
        assertThat(log.texts()).hasSize(2);
        assertThat(log.texts().get(0)).contains(broken.getClass().getName() + " threw java.lang.LinkageError");
        assertThat(log.texts().get(1)).contains("threw java.lang.IllegalStateException");
    }

    @Test
    @Tag("F29")
    void aListenerThatLeavesTheThreadInterruptedSpoilsNothingForTheOthers() throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(2);
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        HandshakeListener interrupting = new HandshakeListener() {
            @Override
            public void refused(HandshakeRefused event) {
                interrupted.add(Thread.currentThread().isInterrupted());
                Thread.currentThread().interrupt();
            }
        };
        HandshakeListener last = new HandshakeListener() {
            @Override
            public void refused(HandshakeRefused event) {
                heard.countDown();
            }
        };
        EventDispatcher audience = begun(List.of(interrupting, interrupting, last));
        audience.tell(refused("token-expired"));
        audience.tell(refused("token-expired"));
        heard.await();
        audience.close();
        assertThat(interrupted).containsExactly(false, false, false, false);
    }

    @Test
    @Tag("F30")
    void aListenerThatHangsHoldsNobodyUpAndWhatItMissesIsCounted() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        HandshakeListener hanging = new HandshakeListener() {
            @Override
            public void refused(HandshakeRefused event) {
                asked.countDown();
                awaitQuietly(release);
            }
        };
        EventDispatcher audience = begun(List.of(hanging, recording));
        audience.tell(refused("token-expired"));
        asked.await();
        for (int i = 0; i < EventDispatcher.WAITING_EVENTS + 7; i++) {
            audience.tell(refused("token-expired"));
        }
        assertThat(audience.dropped()).isEqualTo(7);
        assertThat(recording.heard).isEmpty();
        // While it hangs: nobody else would say it.
        assertThat(log.texts()).containsExactly("an event was dropped: listeners take longer than handshakes do");
        release.countDown();
        audience.close();
        assertThat(recording.heard).hasSize(EventDispatcher.WAITING_EVENTS + 1);
        assertThat(log.texts()).hasSize(2);
        assertThat(log.texts().get(1)).startsWith("6 more events were dropped in the last ");
    }

    @Test
    void anEventWaitsWhileTheServerLendsNoContext() throws InterruptedException {
        AtomicInteger refusals = new AtomicInteger();
        CountDownLatch heard = new CountDownLatch(1);
        HandshakeListener listener = new HandshakeListener() {
            @Override
            public void refused(HandshakeRefused event) {
                heard.countDown();
            }
        };
        WebContext starting = task -> () -> {
            if (refusals.getAndIncrement() == 0) {
                throw new IllegalStateException("the application is starting");
            }
            task.run();
        };
        EventDispatcher audience = new EventDispatcher("auth", List.of(listener), starting, log);
        audience.start();
        audience.tell(refused("token-expired"));
        heard.await();
        audience.close();
        assertThat(refusals).hasValue(2);
        assertThat(log.texts()).isEmpty();
    }

    /** The event that waits for a context is told or counted too, though the queue is empty. */
    @Test
    void whatNobodyCanBeToldAtTheEndIsCounted() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        WebContext stopping = task -> () -> {
            asked.countDown();
            throw new IllegalStateException("the application is stopping");
        };
        EventDispatcher audience = new EventDispatcher("auth", List.of(recording), stopping, log);
        audience.start();
        audience.tell(refused("token-expired"));
        asked.await();
        audience.close();
        assertThat(recording.heard).isEmpty();
        assertThat(audience.dropped()).isEqualTo(1);
    }

    @Test
    void withoutListenersThereIsNoThread() {
        EventDispatcher audience = new EventDispatcher("nobody", List.of(), task -> task, log);
        audience.start();
        audience.tell(refused("token-expired"));
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("events of nobody"));
        assertThat(audience.dropped()).isZero();
        audience.close();
    }

    @Test
    void theThreadIsADaemonAndEndsWithTheFilter() throws Exception {
        EventDispatcher audience = new EventDispatcher("ending", List.of(recording), task -> task, log);
        audience.start();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().contains("events of ending"))
                .singleElement()
                .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());
        audience.close();
        Await.until(
                "the thread has ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().contains("events of ending")));
    }

    private EventDispatcher begun(List<HandshakeListener> listeners) {
        EventDispatcher audience = new EventDispatcher("auth", listeners, task -> task, log);
        audience.start();
        return audience;
    }

    private static HandshakeRefused refused(String reason) {
        return new HandshakeRefused("auth", "app", "mirroring", reason, "127.0.0.1", Instant.EPOCH);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Recording implements HandshakeListener {
        private final List<HandshakeEvent> heard = new CopyOnWriteArrayList<>();

        @Override
        public void accepted(HandshakeAccepted event) {
            heard.add(event);
        }

        @Override
        public void refused(HandshakeRefused event) {
            heard.add(event);
        }

        @Override
        public void failed(HandshakeFailed event) {
            heard.add(event);
        }
    }
}
