package org.erpconnector.auth.servlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.logging.Logger;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.MemberOrder;
import org.erpconnector.auth.config.ReplyTokenChoice;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.Authenticator;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.keys.KeyRing;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.keys.SettingsCheck;
import org.erpconnector.auth.message.AnswerNames;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.MirroringAnswer;
import org.erpconnector.auth.message.Recognizer;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.observe.LogRateLimiter;
import org.erpconnector.auth.observe.Observation;
import org.erpconnector.auth.replay.MemoryReplayGuard;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestSigner;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.TestVerifier;
import org.erpconnector.auth.testkit.WatchedKey;

/**
 * What a filter consists of at {@link TestTokens#NOW}, without settings.
 *
 * @param caller whose tokens are valid
 * @param other a second caller, so that a token without a key hint is refused
 * @param application its own key
 * @param log what it says
 */
public record TestParts(TestKeys caller, TestKeys other, TestKeys application, RecordedLog log) {
    public static final String PATH = "/authenticate";
    public static final int MAX_MESSAGE_SIZE = 65536;
    /** So much shorter than the product's that a test can wait for it, and long enough for a machine that is busy. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The request attribute by which the filter "erp" knows that it has judged a request. */
    public static final String MARK = HandshakeInterceptor.class.getName() + ".erp";

    /** Lets every call through. */
    public static final CallGuard OPEN = new CallGuard(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int NO_LOOKS = 0;
    private static final ReplyWriter WRITER =
            new ReplyWriter(MemberOrder.STATUS_FIRST, AnswerNames.DERIVED, new MirroringAnswer("1", "4.0"));
    private static final Clock CLOCK = Clock.fixed(TestTokens.NOW, ZoneOffset.UTC);

    /** Writes the line of every verdict and of no form, and counts for nobody. */
    public static HandshakeLog everyLine(Logger logger, String filter) {
        return new HandshakeLog(
                logger,
                filter,
                new Observation(Clock.systemUTC(), logger),
                new LogRateLimiter(Integer.MAX_VALUE, System::nanoTime),
                new KnownForms(0));
    }

    public static TestParts make() {
        return new TestParts(TestKeys.ofBits(2048), TestKeys.ofBits(2048), TestKeys.ofBits(2048), new RecordedLog());
    }

    /** The same callers, with a log of its own. */
    public TestParts withLog(RecordedLog another) {
        return new TestParts(caller, other, application, another);
    }

    public WatchedKey key(boolean broken) {
        return new WatchedKey((RSAPrivateKey) application.pair().getPrivate(), broken);
    }

    public WatchedKey key(IntPredicate brokenAt) {
        return new WatchedKey((RSAPrivateKey) application.pair().getPrivate(), brokenAt);
    }

    public Handshake handshake(WatchedKey key, HandshakeLimit limit) {
        return handshake(key, limit, new MemoryReplayGuard(MemoryReplayGuard.CAPACITY, CLOCK));
    }

    public Handshake handshake(WatchedKey key, HandshakeLimit limit, ReplayGuard replay) {
        return handshake(credentials(key), limit, replay, OPEN);
    }

    public Credentials credentials(WatchedKey key) {
        return new Credentials(
                Optional.of(TestVerifier.of(caller, other)), key.signer(application.publicKey()), Optional.empty());
    }

    private Handshake handshake(Credentials credentials, HandshakeLimit limit, ReplayGuard replay, CallGuard calls) {
        return new Handshake(
                authenticator(credentials, replay, limit),
                ReplyTokenChoice.AUTO,
                calls,
                WRITER,
                everyLine(log, "erp"),
                keyId -> {});
    }

    private static Authenticator authenticator(Credentials credentials, ReplayGuard replay, HandshakeLimit limit) {
        return new Authenticator(() -> credentials, () -> {}, replay, limit::admits, CLOCK);
    }

    /** Says nothing of what goes on to the connector, so that every line is a verdict; NearMissesTest has those. */
    public FilterLifecycle running(String name, WatchedKey key, String authenticatePath, int maxMessageSize) {
        return running(name, key, authenticatePath, maxMessageSize, OPEN);
    }

    public FilterLifecycle running(
            String name, WatchedKey key, String authenticatePath, int maxMessageSize, CallGuard calls) {
        return running(name, key, authenticatePath, maxMessageSize, calls, false);
    }

    public FilterLifecycle running(
            String name,
            WatchedKey key,
            String authenticatePath,
            int maxMessageSize,
            CallGuard calls,
            boolean everyCall) {
        return running(
                name, key, authenticatePath, new BodyLimits(maxMessageSize, PATIENCE), calls, everyCall, NO_LOOKS);
    }

    /** With limits of its own, and so many requests that are looked at. */
    public FilterLifecycle running(WatchedKey key, BodyLimits limits, int looks) {
        return running("erp", key, PATH, limits, OPEN, false, looks);
    }

    public FilterLifecycle running(WatchedKey key, BodyLimits limits) {
        return running(key, limits, NearMisses.LOOKS);
    }

    private FilterLifecycle running(
            String name,
            WatchedKey key,
            String authenticatePath,
            BodyLimits limits,
            CallGuard calls,
            boolean everyCall,
            int looks) {
        Credentials credentials = credentials(key);
        FilterComponents parts =
                startup(credentials, keyRing(keys(), credentials), name, authenticatePath, limits, calls, everyCall);
        HandshakeLog lines = everyLine(log, name);
        return new FilterLifecycle(
                name,
                new HandshakeInterceptor(parts, lines, name, looks, null),
                lines,
                new Refresher(name, () -> {}, log),
                new Observation(CLOCK, log),
                new KeyStatus(
                        parts.keys(),
                        CLOCK,
                        others -> new SettingsCheck(List.of(), Optional.empty(), List.of(), List.of()),
                        task -> task),
                parts);
    }

    /** What a filter with these keys is told, so that it starts as on a server. */
    public Map<String, String> settings(Path folder) throws IOException, GeneralSecurityException {
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(application.pair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Path own = Files.writeString(folder.resolve("own.pem"), key);
        Path callers =
                Files.write(folder.resolve("caller.crt"), caller.certificate().getEncoded());
        return Map.of(
                "application-id",
                TestTokens.APPLICATION_ID,
                "environment",
                "custom",
                "authenticate-path",
                PATH,
                "application-key",
                own.toString(),
                "caller-keys",
                callers.toString());
    }

    /** What a filter with these keys consists of. */
    public FilterComponents startup(LoadedKeys keys) {
        Credentials credentials = credentials(key(false));
        BodyLimits limits = new BodyLimits(MAX_MESSAGE_SIZE, PATIENCE);
        return startup(credentials, keyRing(keys, credentials), "erp", PATH, limits, OPEN, false);
    }

    private FilterComponents startup(
            Credentials credentials,
            KeyRing<Credentials> ring,
            String name,
            String authenticatePath,
            BodyLimits limits,
            CallGuard calls,
            boolean everyCall) {
        ReplayGuard replay = new MemoryReplayGuard(MemoryReplayGuard.CAPACITY, CLOCK);
        return new FilterComponents(
                new Recognizer(authenticatePath),
                new MessageReader(),
                handshake(credentials, new HandshakeLimit(0, () -> 0), replay, calls),
                replay,
                calls,
                everyCall
                        ? Optional.of(new VerifiedCalls(
                                authenticator(credentials, replay, new HandshakeLimit(0, () -> 0)),
                                limits,
                                WRITER,
                                everyLine(log, name)))
                        : Optional.empty(),
                limits,
                ring,
                SettingValues.given(
                        Map.of("application-id", TestTokens.APPLICATION_ID, "environment", "custom"), "test"),
                "");
    }

    private LoadedKeys keys() {
        List<X509Certificate> callers = List.of(caller.certificate(), other.certificate());
        return new LoadedKeys(
                TestSigner.of(application.pair()),
                Optional.empty(),
                Optional.of(CallerKeys.pinned(callers)),
                List.of(),
                "test",
                Set.of(),
                Optional.empty());
    }

    /** Keys that nobody changes. */
    private KeyRing<Credentials> keyRing(LoadedKeys keys, Credentials credentials) {
        try {
            return KeyRing.of(
                    () -> keys, loaded -> credentials, Optional.empty(), Duration.ZERO, CLOCK, new KeyLog(log, "erp"));
        } catch (ConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
