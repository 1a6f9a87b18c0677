package org.erpconnector.auth.servlet;

import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.MemberOrder;
import org.erpconnector.auth.config.ReplyTokenChoice;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.Authenticator;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.CallerTokenVerifier;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;
import org.erpconnector.auth.core.SigningException;
import org.erpconnector.auth.keys.KeyRing;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.message.AnswerNames;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.MirroringAnswer;
import org.erpconnector.auth.message.Recognizer;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.replay.MemoryReplayGuard;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestSigner;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.TestVerifier;

/** The filter's gate and all that is behind it, at {@link TestTokens#NOW}, and a caller whose token it accepts. */
final class MeasuredFilter {
    static final Clock CLOCK = Clock.fixed(TestTokens.NOW, ZoneOffset.UTC);

    private static final String NAME = "erp";

    final TestKeys caller = TestKeys.ofBits(2048);
    final TestKeys application = TestKeys.ofBits(2048);
    final String token = TestTokens.valid(caller);
    final CallerTokenVerifier verifier;
    final ApplicationSigner signer;
    final HandshakeInterceptor gate;

    /** By the JDK's own provider. */
    MeasuredFilter() {
        this(Optional.empty());
    }

    MeasuredFilter(Optional<Provider> crypto) {
        verifier =
                new CallerTokenVerifier(CallerKeys.pinned(List.of(caller.certificate())), TestVerifier.rules(), crypto);
        signer = signer(crypto);
        gate = gate();
    }

    private ApplicationSigner signer(Optional<Provider> crypto) {
        ApplicationSigner own = TestSigner.of(application.pair());
        try {
            return crypto.isPresent() ? own.by(crypto.get()) : own;
        } catch (SigningException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What comes back over the wire. */
    HandshakeReply answer(MemoryRequest request) {
        HandshakeReply reply = ((HandshakeInterceptor.Decision.Answered) gate.decide(request)).reply();
        // As the server does between two requests.
        request.removeAttribute(HandshakeInterceptor.class.getName() + "." + NAME);
        return reply;
    }

    private HandshakeInterceptor gate() {
        HandshakeLog log = TestParts.everyLine(new SilentLog(), NAME);
        Credentials credentials = new Credentials(Optional.of(verifier), signer, Optional.empty());
        ReplayGuard replay =
                new OneTokenGuard(new MemoryReplayGuard(MemoryReplayGuard.CAPACITY, CLOCK), new AtomicLong());
        Handshake handshake = new Handshake(
                new Authenticator(() -> credentials, () -> {}, replay, () -> true, CLOCK),
                ReplyTokenChoice.AUTO,
                TestParts.OPEN,
                new ReplyWriter(
                        MemberOrder.STATUS_FIRST, AnswerNames.DERIVED, new MirroringAnswer("1", "4.0.0.0/Release_1")),
                log,
                keyId -> {});
        FilterComponents parts = new FilterComponents(
                new Recognizer(TestParts.PATH),
                new MessageReader(),
                handshake,
                replay,
                TestParts.OPEN,
                Optional.empty(),
                new BodyLimits(65_536, BodyLimits.PATIENCE),
                ring(credentials),
                SettingValues.given(
                        Map.of("application-id", TestTokens.APPLICATION_ID, "environment", "custom"), "benchmark"),
                "");
        return new HandshakeInterceptor(parts, log, NAME, NearMisses.LOOKS, null);
    }

    private KeyRing<Credentials> ring(Credentials credentials) {
        LoadedKeys keys = new LoadedKeys(
                signer,
                Optional.empty(),
                Optional.of(CallerKeys.pinned(List.of(caller.certificate()))),
                List.of(),
                "benchmark",
                Set.of(),
                Optional.empty());
        try {
            return KeyRing.of(
                    () -> keys,
                    loaded -> credentials,
                    Optional.empty(),
                    Duration.ZERO,
                    CLOCK,
                    new KeyLog(new SilentLog(), NAME));
        } catch (ConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a new nonce of each, so that one token may come many times; the guard behind it does all its work. */
    private record OneTokenGuard(ReplayGuard guard, AtomicLong number) implements ReplayGuard {
        @Override
        public boolean firstUse(String key, String nonce, Instant until) throws ReplayStoreException {
            return guard.firstUse(key, nonce + number.incrementAndGet(), until);
        }

        @Override
        public void release(String key, String nonce) throws ReplayStoreException {
            throw new ReplayStoreException("nothing that is measured comes to no answer");
        }

        @Override
        public void close() {
            guard.close();
        }
    }

    /** Loggable as a server's is by default; what a server's handlers cost is the server's. */
    private static final class SilentLog extends Logger {
        SilentLog() {
            super("silent", null);
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.intValue() >= Level.INFO.intValue();
        }

        @Override
        public void log(LogRecord logged) {}
    }
}
