package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Inspection;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.KeyServer;
import org.erpconnector.auth.testkit.RawServer;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ATTACKS group 17: what handshakes notice of it that the caller's keys are discovered. */
class DiscoveryTest {
    private static final java.util.logging.Logger QUIET = java.util.logging.Logger.getLogger("test.discovery");
    private static final Logger LOGGER = Logger.getLogger(QUIET.getName());
    private static final TestKeys CALLER = TestKeys.ofBits(2048);
    private static final TestKeys STRANGER = TestKeys.ofBits(2048);

    private static final java.util.logging.Logger OWN = java.util.logging.Logger.getLogger("org.erpconnector.auth");

    private static final int DEPLOYMENTS = Integer.getInteger("soak.deployments", 5);

    @TempDir
    static Path folder;

    private static Path applicationKey;
    private volatile Duration ahead = Duration.ZERO;

    @BeforeAll
    static void writeApplicationKey() throws Exception {
        QUIET.setLevel(Level.OFF);
        OWN.setLevel(java.util.logging.Level.SEVERE);
        String key = Base64.getMimeEncoder()
                .encodeToString(TestKeys.ofBits(2048).pair().getPrivate().getEncoded());
        applicationKey = Files.writeString(
                folder.resolve("application.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
    }

    @AfterAll
    static void logAsBefore() {
        OWN.setLevel(null);
    }

    private static Map<String, String> settings(KeyServer server) {
        return Map.of(
                "application-id",
                TestTokens.APPLICATION_ID,
                "environment",
                "custom",
                "application-key",
                applicationKey.toAbsolutePath().toString(),
                "caller-keys",
                "discovery",
                "discovery-url",
                server.configuration(),
                "authenticate-path",
                "/authenticate");
    }

    private FilterComponents started(KeyServer server) throws ConfigurationException {
        return FilterComponents.of(
                SettingValues.read(settings(server), attribute -> null),
                new LaterClock(),
                TestParts.everyLine(LOGGER, "filter"),
                new KeyLog(LOGGER, "filter"));
    }

    /** The time of the tokens, and as much later as a test says. */
    private final class LaterClock extends Clock {
        @Override
        public Instant instant() {
            return TestTokens.NOW.plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static HandshakeReply ask(FilterComponents filter, String token) {
        Inspection reading = new MessageReader()
                .read(
                        Inspection.Unread.http(Contract.HTTP_JWT, "application/jwt"),
                        token.getBytes(StandardCharsets.US_ASCII));
        return filter.handshake().answer((HandshakeRequest) reading, new Caller("127.0.0.1", "192.0.2.1", "/x"));
    }

    /** A nonce of its own: a token that was accepted once is not accepted again. */
    private static String fresh(TestKeys caller) {
        return TestTokens.withClaim(
                caller, "nonce", "\"" + UUID.randomUUID().toString().replace("-", "") + "\"");
    }

    private static String withKid(String kid) {
        Map<String, String> header = TestTokens.header(STRANGER.certificate());
        header.put("kid", "\"" + kid + "\"");
        header.remove("x5t");
        return TestTokens.signed(header, TestTokens.claims(), STRANGER.pair().getPrivate());
    }

    /** D01 */
    @Test
    void startsWithoutTheKeyServerAndAnswersOnceItIsThere() throws Exception {
        try (KeyServer server = new KeyServer(CALLER)) {
            server.misbehaves((head, out) -> out.write(RawServer.bytes("HTTP/1.1 503 x\r\n\r\n")));
            FilterComponents filter = started(server);
            assertThat(filter.summary()).contains("caller-keys=none");
            HandshakeReply refused = ask(filter, fresh(CALLER));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers()).containsKey("Retry-After");

            server.behaves();
            ahead = Duration.ofSeconds(1);
            filter.keys().tick();
            assertThat(ask(filter, fresh(CALLER)).status()).isEqualTo(200);
            assertThat(ask(filter, fresh(STRANGER)).status()).isEqualTo(401);
        }
    }

    /** D03: requests are answered at once while the refreshing thread hangs on the network. */
    @Test
    void neverLetsARequestWaitForTheNetwork() throws Exception {
        try (KeyServer server = new KeyServer(CALLER)) {
            FilterComponents filter = started(server);
            assertThat(ask(filter, fresh(CALLER)).status()).isEqualTo(200);

            server.misbehaves((head, out) -> new CountDownLatch(1).await());
            boolean answeredMeanwhile = false;
            // A machine may be so busy that one fetch, which ends after two seconds, is over before the answers are
            // there.
            for (int fetches = 2; fetches < 12 && !answeredMeanwhile; fetches++) {
                answeredMeanwhile = answersDuring(fetches, server, filter);
            }
            assertThat(answeredMeanwhile).isTrue();
            assertThat(ask(filter, fresh(CALLER)).status()).isEqualTo(200);
        }
    }

    /** Whether requests were answered before a fetch was over that began before them. */
    private boolean answersDuring(int fetches, KeyServer server, FilterComponents filter) throws Exception {
        ahead = Duration.ofSeconds(31L * (fetches - 1));
        assertThat(ask(filter, fresh(STRANGER)).status()).isEqualTo(401);
        Thread refreshing = new Thread(filter.keys()::tick, "refreshing");
        refreshing.start();
        Await.until("the key set is asked for", () -> server.fetches() == fetches);
        assertThat(ask(filter, fresh(CALLER)).status()).isEqualTo(200);
        assertThat(ask(filter, fresh(STRANGER)).status()).isEqualTo(401);
        boolean hangs = refreshing.isAlive();
        refreshing.join();
        return hangs;
    }

    /** D15 and D16 */
    @Test
    void fetchesOnceForAStormOfUnknownKidsAndNotAtAllForOneOfBadSignatures() throws Exception {
        try (KeyServer server = new KeyServer(CALLER)) {
            FilterComponents filter = started(server);
            String forged = TestTokens.signed(
                    TestTokens.header(CALLER.certificate()),
                    TestTokens.claims(),
                    STRANGER.pair().getPrivate());
            for (int second = 1; second <= 60; second++) {
                ahead = Duration.ofSeconds(second);
                assertThat(ask(filter, forged).status()).isEqualTo(401);
                filter.keys().tick();
            }
            assertThat(server.fetches()).as("bad signatures of a known kid").isEqualTo(1);

            for (int i = 0; i < 500; i++) {
                assertThat(ask(filter, withKid("random-" + i)).status()).isEqualTo(401);
                filter.keys().tick();
            }
            assertThat(server.fetches()).as("unknown kids").isEqualTo(2);
            assertThat(ask(filter, fresh(CALLER)).status()).isEqualTo(200);
        }
    }

    /** D15, D17: a rotation at the issuer, without a restart here. */
    @Test
    void followsTheIssuerToANewKey() throws Exception {
        try (KeyServer server = new KeyServer(CALLER)) {
            FilterComponents filter = started(server);
            server.lists(CALLER, STRANGER);
            ahead = Duration.ofSeconds(31);
            assertThat(ask(filter, fresh(STRANGER)).status()).isEqualTo(401);
            filter.keys().tick();
            assertThat(ask(filter, fresh(STRANGER)).status()).isEqualTo(200);
            assertThat(ask(filter, fresh(CALLER)).status()).isEqualTo(200);

            server.lists(STRANGER);
            ahead = Duration.ofSeconds(62);
            ask(filter, withKid("unknown"));
            filter.keys().tick();
            assertThat(ask(filter, fresh(CALLER)).status()).isEqualTo(401);
            assertThat(ask(filter, fresh(STRANGER)).status()).isEqualTo(200);
        }
    }

    /** D24 */
    @Test
    void looksAfterItsKeysEvenAfterAnError() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Refresher refresher = new Refresher(
                "filter",
                () -> {
                    if (looks.incrementAndGet() == 1) {
                        throw new NoClassDefFoundError("as a test");
                    }
                },
                LOGGER);
        refresher.start();
        Await.until("a second look", () -> looks.get() > 1);
        refresher.close();
    }

    /** As code does that was interrupted once, or means to be polite: no wait of the next look would last. */
    @Test
    @Tag("F29")
    void aLookThatLeavesTheThreadInterruptedSpoilsNotTheNext() throws Exception {
        BlockingQueue<Boolean> found = new LinkedBlockingQueue<>();
        Refresher refresher = new Refresher(
                "filter",
                () -> {
                    found.add(Thread.currentThread().isInterrupted());
                    Thread.currentThread().interrupt();
                },
                LOGGER);
        refresher.start();
        assertThat(List.of(found.take(), found.take(), found.take())).containsOnly(false);
        refresher.close();
        // The JDK's timer of kept connections, which other tests' fetches start, ends by itself after some seconds.
        Await.until("no thread is left", () -> ours().isEmpty());
    }

    /** D25 */
    @Test
    void leavesNoThreadBehindWhenItIsRedeployed() throws Exception {
        try (KeyServer server = new KeyServer(CALLER)) {
            for (int i = 0; i < DEPLOYMENTS; i++) {
                new Deployment(settings(server)).run();
            }
            assertThat(server.fetches()).isEqualTo(DEPLOYMENTS);
            assertThat(server.sets()).isEqualTo(DEPLOYMENTS);
            Await.until("no thread is left", () -> ours().isEmpty());
        }
    }

    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("erp-connector-auth")
                        || name.startsWith("HttpClient-")
                        || name.startsWith("Keep-Alive"))
                .toList();
    }

    /** D25: nothing of the JDK's keeps the class loader of an application that has gone. */
    @Test
    void leavesNoClassBehindWhenItIsRedeployed() throws Exception {
        try (KeyServer server = new KeyServer(CALLER)) {
            WeakReference<ClassLoader> gone = deployedElsewhere(settings(server));
            assertThat(server.sets()).isEqualTo(1);
            Await.until("the class loader has gone", () -> {
                System.gc();
                return gone.get() == null;
            });
        }
    }

    private static WeakReference<ClassLoader> deployedElsewhere(Map<String, String> settings) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        URL[] urls = new URL[0];
        for (String entry : Arrays.asList(classPath.split(File.pathSeparator, -1))) {
            urls = Arrays.copyOf(urls, urls.length + 1);
            urls[urls.length - 1] = Path.of(entry).toUri().toURL();
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Runnable deployment = (Runnable) loader.loadClass(Deployment.class.getName())
                    .getConstructor(Map.class)
                    .newInstance(settings);
            assertThat(deployment).isNotInstanceOf(Deployment.class);
            deployment.run();
            return new WeakReference<>(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
