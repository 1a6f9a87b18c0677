package org.erpconnector.auth.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;
import org.erpconnector.auth.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JCacheReplayGuardTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant UNTIL = START.plusSeconds(360);
    private static final String NAME = "erp-connector-auth.an-app";

    private final FakeCaches caches = new FakeCaches();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private Instant now = START;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private JCacheReplayGuard guard;

    @BeforeEach
    void open() throws ReplayStoreException {
        guard = JCacheReplayGuard.open(finder("an-app"), clock);
    }

    @AfterEach
    void close() {
        released.countDown();
        guard.close();
    }

    private JCacheReplayGuard.Finder finder(String applicationId) {
        return () -> {
            asked.incrementAndGet();
            return NonceCache.open(caches.manager(), applicationId);
        };
    }

    @Tag("R01")
    @Tag("R07")
    @Test
    void knowsANonceAgainOnEveryNode() throws Exception {
        try (JCacheReplayGuard other = JCacheReplayGuard.open(finder("AN-App"), clock)) {
            assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
            assertThat(guard.firstUse("key", "nonce", UNTIL)).isFalse();
            assertThat(other.firstUse("key", "nonce", UNTIL)).isFalse();
            assertThat(other.firstUse("key", "another", UNTIL)).isTrue();
            assertThat(guard.firstUse("key", "another", UNTIL)).isFalse();
        }
        assertThat(caches.caches).containsOnlyKeys(NAME);
    }

    /** Caffeine's finds its defaults by the thread's class loader, and OpenWebBeans its container. */
    @Tag("F32")
    @Test
    void theStoreIsCalledWithTheClassLoaderOfItsOwnClasses() throws Exception {
        Set<ClassLoader> seen = ConcurrentHashMap.newKeySet();
        caches.weather = () -> seen.add(Thread.currentThread().getContextClassLoader());
        try (URLClassLoader theirs = new URLClassLoader(new URL[0], getClass().getClassLoader());
                JCacheReplayGuard other =
                        JCacheReplayGuard.open(() -> NonceCache.open(caches.manager(theirs), "other"), clock)) {
            assertThat(seen).containsExactly(theirs);
            assertThat(other.firstUse("key", "nonce", UNTIL)).isTrue();
        }
    }

    @Tag("F07")
    @Test
    void forgetsAUseThatIsReleasedAndNoOther() throws Exception {
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "another", UNTIL)).isTrue();
        guard.release("key", "nonce");
        guard.release("key", "never used");
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isFalse();
        assertThat(guard.firstUse("key", "another", UNTIL)).isFalse();
    }

    /** The grid remembers after the deadline what its caller was told 503 for, and has to come again with. */
    @Tag("F07")
    @Test
    void forgetsAUseForWhichNobodyWaitsAnyMore() throws Exception {
        caches.weather = this::blocked;
        assertThatThrownBy(() -> guard.firstUse("key", "nonce", UNTIL)).isInstanceOf(ReplayStoreException.class);
        caches.weather = () -> {};
        released.countDown();
        // It comes to an end with the use recorded and taken away again: an empty bucket.
        Await.until("an empty bucket", () -> caches.entries.containsValue("0"));
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isFalse();
    }

    @Tag("R09")
    @Test
    void knowsItAfterThisNodeWasStartedAgain() throws Exception {
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        guard.close();
        try (JCacheReplayGuard again = JCacheReplayGuard.open(finder("an-app"), clock)) {
            assertThat(again.firstUse("key", "nonce", UNTIL)).isFalse();
        }
    }

    @Tag("R04")
    @Test
    void takesANonceInAnotherTokenOfTheSameKeyForAReplay() throws Exception {
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "nonce", UNTIL.plusSeconds(60))).isFalse();
        assertThat(guard.firstUse("other", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "Nonce", UNTIL)).isTrue();
    }

    @Test
    void otherApplicationsHaveCachesOfTheirOwn() throws Exception {
        JCacheReplayGuard.open(finder("another-app"), clock).close();
        assertThat(caches.caches).containsOnlyKeys(NAME, "erp-connector-auth.another-app");
    }

    @Test
    void tellsTheGridNeitherNonceNorKey() throws Exception {
        guard.firstUse("the-key-id", "the-nonce", UNTIL);
        assertThat(caches.entries).hasSize(1);
        assertThat(caches.entries.toString()).doesNotContain("the-nonce", "the-key-id");
    }

    @Tag("R02")
    @Test
    void tellsExactlyOneOfAHundredOnTwoNodesThatItIsTheFirst() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(100);
        // Who asks in vain waits for as long as the machine needs: only the count is asked for here.
        try (DeadlineThreads ours = new DeadlineThreads(16, 256, Duration.ofMinutes(5));
                DeadlineThreads theirs = new DeadlineThreads(16, 256, Duration.ofMinutes(5))) {
            ReplayGuard one = new JCacheReplayGuard(finder("an-app"), clock, ours);
            ReplayGuard two = new JCacheReplayGuard(finder("an-app"), clock, theirs);
            CyclicBarrier together = new CyclicBarrier(100);
            for (int round = 0; round < 20; round++) {
                List<Future<Boolean>> answers = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    ReplayGuard node = i % 2 == 0 ? one : two;
                    String nonce = "nonce" + round;
                    answers.add(threads.submit(() -> {
                        together.await();
                        return node.firstUse("key", nonce, UNTIL);
                    }));
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

    /** Every implementation of JCache evicts what is over its bound, of use or not. */
    @Tag("R05")
    @Test
    void hasNoMoreEntriesThanEveryImplementationKeeps() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            assertThat(guard.firstUse("key", "nonce" + i, UNTIL)).isTrue();
        }
        assertThat(caches.entries).hasSize(JCacheReplayGuard.BUCKETS);
        for (int i = 0; i < 20_000; i += 1000) {
            assertThat(guard.firstUse("key", "nonce" + i, UNTIL)).isFalse();
        }
    }

    @Tag("R05")
    @Test
    void refusesWhenFullUntilOthersHaveExpired() throws Exception {
        NonceBucket full = NonceBucket.EMPTY;
        for (int i = 0; i < NonceBucket.CAPACITY; i++) {
            full = full.with(NonceBucketTest.digest(i), UNTIL, START);
        }
        for (int i = 0; i < JCacheReplayGuard.BUCKETS; i++) {
            caches.entries.put(Integer.toString(i), full.text());
        }
        assertThatThrownBy(() -> guard.firstUse("key", "one more", UNTIL))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("places for nonces")
                .hasMessageNotContaining("one more");
        now = UNTIL;
        assertThat(guard.firstUse("key", "one more", UNTIL.plusSeconds(1))).isTrue();
        assertThat(guard.firstUse("key", "one more", UNTIL.plusSeconds(1))).isFalse();
    }

    @Tag("R08")
    @Test
    void saysSoWhenTheGridDoesNotAnswerInTime() {
        try (DeadlineThreads threads = new DeadlineThreads(1, 1, Duration.ofMillis(20))) {
            ReplayGuard hasty = new JCacheReplayGuard(finder("an-app"), clock, threads);
            caches.weather = this::blocked;
            assertThatThrownBy(() -> hasty.firstUse("key", "nonce", UNTIL))
                    .isInstanceOf(ReplayStoreException.class)
                    .hasMessage("the replay store has not answered within 20 ms");
            assertThat(caches.entries).isEmpty();
        }
    }

    @Tag("R08")
    @Test
    void saysSoWhenTheGridFailsAndNotWhatItSays() {
        caches.weather = () -> {
            throw new IllegalStateException("something secret");
        };
        assertThatThrownBy(() -> guard.firstUse("key", "nonce", UNTIL))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessage("the replay store failed with java.lang.IllegalStateException");
    }

    @Tag("R08")
    @Test
    void refusesWhatTheGridReturnsIfItIsNotOurs() throws Exception {
        guard.firstUse("key", "nonce", UNTIL);
        caches.entries.replaceAll((bucket, text) -> "garbage");
        assertThatThrownBy(() -> guard.firstUse("key", "nonce", UNTIL))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("holds what this version did not write")
                .hasMessageNotContaining("garbage");
    }

    /** As after a restart of the grid, which may well be while the application runs. */
    @Tag("R08")
    @Test
    void looksForTheGridAgainAfterItHasFailed() throws Exception {
        assertThat(asked).hasValue(1);
        caches.weather = () -> {
            throw new IllegalStateException();
        };
        assertThatThrownBy(() -> guard.firstUse("key", "nonce", UNTIL)).isInstanceOf(ReplayStoreException.class);
        caches.weather = () -> {};
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(asked).hasValue(2);
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isFalse();
        assertThat(asked).hasValue(2);
        caches.closed = true;
        guard.firstUse("key", "another", UNTIL);
        assertThat(asked).hasValue(3);
    }

    @Test
    void givesUpWhenOthersAreAlwaysQuicker() {
        caches.weather = () -> caches.entries.replaceAll((bucket, text) -> text.equals("0") ? "1" : "0");
        for (int i = 0; i < JCacheReplayGuard.BUCKETS; i++) {
            caches.entries.put(Integer.toString(i), "0");
        }
        assertThatThrownBy(() -> guard.firstUse("key", "nonce", UNTIL))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("concurrent updates of the nonce cache");
    }

    @Test
    void answersNobodyOnceItIsClosed() {
        guard.close();
        assertThatThrownBy(() -> guard.firstUse("key", "nonce", UNTIL))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessage("the filter is stopping");
    }

    @Test
    void doesNotStartWithoutACacheManager() {
        assertThatThrownBy(() -> JCacheReplayGuard.open(
                        () -> {
                            throw new ReplayStoreException("there is none");
                        },
                        clock))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessage("there is none");
    }

    @Test
    void usesTheCacheThatAnotherNodeMakesAtTheSameTime() throws Exception {
        caches.slow = true;
        try (JCacheReplayGuard late = JCacheReplayGuard.open(finder("late-app"), clock)) {
            assertThat(late.firstUse("key", "nonce", UNTIL)).isTrue();
        }
    }

    @Test
    void refusesACacheOfThatNameWithOtherTypes() {
        caches.make(NAME, new MutableConfiguration<String, Long>().setTypes(String.class, Long.class));
        assertThatThrownBy(() -> JCacheReplayGuard.open(finder("an-app"), clock))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("has a cache " + NAME + " already, and its types");
    }

    @Test
    void refusesACacheOfThatNameThatForgetsSooner() throws Exception {
        javax.cache.expiry.Duration hours = new javax.cache.expiry.Duration(TimeUnit.HOURS, 3);
        javax.cache.expiry.Duration minutes = new javax.cache.expiry.Duration(TimeUnit.MINUTES, 119);
        for (MutableConfiguration<String, String> hasty : List.of(
                strings().setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(minutes)),
                strings().setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(minutes)),
                strings().setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(hours)))) {
            caches.make(NAME, hasty);
            assertThatThrownBy(() -> JCacheReplayGuard.open(finder("an-app"), clock))
                    .isInstanceOf(ReplayStoreException.class)
                    .hasMessageContaining("its expiry differs");
        }
        caches.make(NAME, strings().setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(hours)));
        JCacheReplayGuard.open(finder("an-app"), clock).close();
    }

    private static MutableConfiguration<String, String> strings() {
        return new MutableConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .setExpiryPolicyFactory(EternalExpiryPolicy.factoryOf());
    }

    /** As a grid that repairs itself: not even an interrupt ends it. */
    private void blocked() {
        boolean interrupted = false;
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
