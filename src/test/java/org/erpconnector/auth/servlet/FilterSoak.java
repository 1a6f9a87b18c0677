package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.erpconnector.auth.config.MemberOrder;
import org.erpconnector.auth.config.ReplyTokenChoice;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.Authenticator;
import org.erpconnector.auth.core.CallerTokenRules;
import org.erpconnector.auth.core.CallerTokenVerifier;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.http.FilterServer;
import org.erpconnector.auth.keys.KeyRing;
import org.erpconnector.auth.keys.SettingsCheck;
import org.erpconnector.auth.keys.jwks.DiscoveredKeys;
import org.erpconnector.auth.message.AnswerNames;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.MirroringAnswer;
import org.erpconnector.auth.message.Recognizer;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.observe.Observation;
import org.erpconnector.auth.replay.MemoryReplayGuard;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.KeyServer;
import org.erpconnector.auth.testkit.RawServer;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The filter under a steady load for {@code soak.seconds}, while its application key is exchanged, its caller's key set
 * server fails and its replay store fails. Every answer must be the right one, and nothing may pile up. Part of profile
 * soak only.
 */
class FilterSoak {
    private static final int SECONDS = Integer.getInteger("soak.seconds", 600);
    private static final int CLIENTS = 3;
    /** 150 messages a second at most: the nonces of the last minute and a half are far from filling the replay guard. */
    private static final long PACE_NANOS = 20_000_000;

    /** A server error, silence beyond anybody's patience, half a document. */
    private static final List<RawServer.Manner> FAILURES = List.of(
            (head, out) -> out.write(RawServer.bytes("HTTP/1.1 500 x\r\n\r\n")),
            // Pace: of a server that is slower than anybody waits.
            (head, out) -> Thread.sleep(12_000),
            (head, out) -> out.write(RawServer.bytes(RawServer.ok("{\"issuer\":"))));

    @TempDir
    Path folder;

    private final Faults log = new Faults();
    private final FailingGuard store =
            new FailingGuard(new MemoryReplayGuard(MemoryReplayGuard.CAPACITY, Clock.systemUTC()));
    private final List<TestKeys> application = List.of(TestKeys.ofBits(2048), TestKeys.ofBits(2048));
    private final Map<SoakTraffic.Kind, Integer> sent = new ConcurrentSkipListMap<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    @Test
    void answersRightAndKeepsNothing() throws Exception {
        TestKeys caller = TestKeys.ofBits(2048);
        exchangeApplicationKey(0);
        try (KeyServer keyServer = new KeyServer(caller);
                FilterServer server = new FilterServer(folder)
                        .ours("soak", filter(keyServer), "/*")
                        .start()) {
            SoakTraffic traffic = new SoakTraffic(server.port(), caller, application, store);
            load(traffic, keyServer, SECONDS / 5);
            Resources warm = Resources.atRest();
            load(traffic, keyServer, SECONDS - SECONDS / 5);
            Resources end = Resources.atRest();

            System.out.println(
                    "soak: " + SECONDS + " s, sent " + sent + ", wrong " + wrong.size() + ", signatures by key "
                            + traffic.signatures() + ", store turns " + store.turns() + ", key set fetches "
                            + keyServer.fetches() + ", after warm-up " + warm + ", at the end " + end);
            assertThat(wrong).isEmpty();
            assertThat(log.lines).isEmpty();
            assertThat(traffic.everyKeyHasSigned()).isTrue();
            assertThat(keyServer.fetches()).isGreaterThan(1);
            assertThat(end.heap()).isLessThan(warm.heap() + (8 << 20));
            assertThat(end.threads()).isLessThanOrEqualTo(warm.threads() + 3);
            assertThat(end.descriptors()).isLessThanOrEqualTo(warm.descriptors() + 10);
            assertThat(end.sockets()).isLessThanOrEqualTo(warm.sockets() + 10);
        }
    }

    /** Clients at work while this thread disturbs, until all of it is as it should be again. */
    private void load(SoakTraffic traffic, KeyServer keyServer, int seconds) throws Exception {
        long begin = System.nanoTime();
        long end = begin + Duration.ofSeconds(seconds).toNanos();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(client(traffic, new Random(i), end)));
            }
            for (int second = 0; second < seconds; second++) {
                disturb(keyServer, second);
                // Pace: one disturbance a second.
                LockSupport.parkNanos(begin + Duration.ofSeconds(second + 1).toNanos() - System.nanoTime());
            }
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
        keyServer.behaves();
        store.recover();
        exchangeApplicationKey(0);
    }

    private Callable<Void> client(SoakTraffic traffic, Random random, long end) {
        return () -> {
            for (long next = System.nanoTime(); next < end; next = Math.max(next + PACE_NANOS, System.nanoTime())) {
                // Pace: of a client.
                LockSupport.parkNanos(next - System.nanoTime());
                SoakTraffic.Kind kind = SoakTraffic.Kind.any(random);
                sent.merge(kind, 1, Integer::sum);
                try {
                    traffic.send(kind, random);
                } catch (IOException | AssertionError e) {
                    wrong.add(kind + ": " + e);
                }
            }
            return null;
        };
    }

    private void disturb(KeyServer keyServer, int second) throws IOException {
        if (second % 60 == 12 || second % 60 == 17) {
            store.turn();
        }
        if (second % 40 == 0) {
            keyServer.behaves();
        } else if (second % 10 == 0) {
            keyServer.misbehaves(FAILURES.get(second / 10 % 4 - 1));
        }
        if (second % 60 == 45) {
            replaceApplicationKey("-----BEGIN PRIVATE KEY-----\nhalf of a");
        } else if (second % 7 == 3) {
            exchangeApplicationKey(second % 2);
        }
    }

    private void exchangeApplicationKey(int index) throws IOException {
        byte[] key = application.get(index).pair().getPrivate().getEncoded();
        replaceApplicationKey("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key) + "\n-----END PRIVATE KEY-----\n");
    }

    private void replaceApplicationKey(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next.pem"), text);
        Files.move(next, folder.resolve("own.pem"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** As started from settings, but for the store. */
    private FilterLifecycle filter(KeyServer keyServer) throws Exception {
        Clock clock = Clock.systemUTC();
        SettingValues settings = SettingValues.read(
                Map.of(
                        "application-id",
                        TestTokens.APPLICATION_ID,
                        "environment",
                        "custom",
                        "application-key",
                        folder.resolve("own.pem").toString(),
                        "caller-keys",
                        "discovery",
                        "discovery-url",
                        keyServer.configuration()),
                attribute -> null);
        assertThat(settings.problems()).isEmpty();
        CallerTokenRules rules = new CallerTokenRules(
                "SuperOffice AS",
                List.of(TestTokens.APPLICATION_ID),
                Pattern.compile("[0-9A-F]{32}"),
                Duration.ofSeconds(5),
                clock);
        HandshakeLog lines = TestParts.everyLine(log, "soak");
        KeyRing<Credentials> ring = KeyRing.of(
                () -> SettingsCheck.load(settings, clock),
                loaded -> new Credentials(
                        loaded.callers().map(callers -> new CallerTokenVerifier(callers, rules, loaded.crypto())),
                        loaded.application(),
                        loaded.next()),
                DiscoveredKeys.of(settings, clock),
                Duration.ofSeconds(60),
                clock,
                new KeyLog(log, "soak"));
        // A machine that is too busy may not get the first answer in time; handshakes would rightly get a 503 until
        // then.
        Await.until("the caller's keys are fetched", () -> {
            ring.tick();
            return ring.keys().callers().isPresent();
        });
        Handshake handshake = new Handshake(
                new Authenticator(ring::inUse, ring::callerKeyMissed, store, () -> true, clock),
                ReplyTokenChoice.AUTO,
                TestParts.OPEN,
                new ReplyWriter(MemberOrder.STATUS_FIRST, AnswerNames.DERIVED, new MirroringAnswer("1", "4.0")),
                lines,
                keyId -> {});
        FilterComponents parts = new FilterComponents(
                new Recognizer(TestParts.PATH),
                new MessageReader(),
                handshake,
                store,
                TestParts.OPEN,
                Optional.empty(),
                new BodyLimits(TestParts.MAX_MESSAGE_SIZE, BodyLimits.PATIENCE),
                ring,
                settings,
                "soak");
        return new FilterLifecycle(
                "soak",
                new HandshakeInterceptor(parts, lines, "soak", NearMisses.LOOKS, null),
                lines,
                new Refresher("soak", ring::tick, log),
                new Observation(clock, log),
                new KeyStatus(
                        ring,
                        clock,
                        others -> new SettingsCheck(List.of(), Optional.empty(), List.of(), List.of()),
                        task -> task),
                parts);
    }

    /** What a process holds. Sockets are told on Linux only. */
    private record Resources(long heap, int threads, long descriptors, long sockets) {
        /** After what was begun has ended: a key set server may hang for some seconds. */
        static Resources atRest() throws Exception {
            Await.until("no conversation with the key set server goes on", () -> conversations() == 0);
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            return new Resources(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                            ? unix.getOpenFileDescriptorCount()
                            : 0,
                    openSockets());
        }

        private static long conversations() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("raw server answers"))
                    .count();
        }

        private static long openSockets() {
            Path descriptors = Path.of("/proc/self/fd");
            if (!Files.isDirectory(descriptors)) {
                return 0;
            }
            try (Stream<Path> links = Files.list(descriptors)) {
                return links.filter(Resources::isSocket).count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean isSocket(Path link) {
            try {
                return Files.readSymbolicLink(link).toString().startsWith("socket:");
            } catch (IOException closedMeanwhile) {
                return false;
            }
        }
    }

    /** Keeps only what nobody foresaw. */
    private static final class Faults extends Logger {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Faults() {
            super("soak", null);
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.intValue() >= Level.SEVERE.intValue();
        }

        @Override
        public void log(LogRecord logged) {
            if (isLoggable(logged.getLevel())) {
                keep(logged.getMessage());
            }
        }

        private void keep(String line) {
            if (line.contains("internal-error")
                    || line.contains("signing-failed")
                    || line.contains("could not refresh")) {
                lines.add(line);
            }
        }
    }
}
