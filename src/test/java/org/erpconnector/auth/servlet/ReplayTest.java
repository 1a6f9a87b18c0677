package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.erpconnector.auth.core.Authenticator;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.CallerTokenVerifier;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;
import org.erpconnector.auth.core.Result;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.core.VerifiedCallerToken;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.Form;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.replay.MemoryReplayGuard;
import org.erpconnector.auth.replay.NoReplayGuard;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestShapes;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.TestVerifier;
import org.erpconnector.auth.testkit.WatchedKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token is answered once, whoever sends it, and not at all while nobody can tell. */
class ReplayTest {
    private static final HandshakeLimit NO_LIMIT = new HandshakeLimit(0, () -> 0);

    private static TestParts parts;

    private WatchedKey key;

    @BeforeAll
    static void makeKeys() {
        parts = TestParts.make();
    }

    @BeforeEach
    void freshLog() {
        parts.log().clear();
        key = parts.key(false);
    }

    @Tag("R01")
    @Test
    void refusesATokenTheSecondTimeInEveryContract() {
        Handshake handshake = parts.handshake(key, NO_LIMIT);
        String token = TestTokens.valid(parts.caller());
        assertThat(ask(handshake, Contract.MIRRORING, token).status()).isEqualTo(200);
        for (Contract contract : Contract.values()) {
            parts.log().clear();
            HandshakeReply reply = ask(handshake, contract, token);
            assertThat(reply.text()).contains("The token was used before").doesNotContain("SignedApplicationToken");
            assertThat(parts.log().only().text())
                    .startsWith("handshake refused: reason=token-replayed filter=erp contract=" + contract.label())
                    .contains(" tenant=Cust12345 ");
        }
        assertThat(key.uses()).isOne();
    }

    /** Its key is what was proven, not its text, of which a signature has more than one. */
    @Tag("R03")
    @Tag("R04")
    @Test
    void refusesTheSameNonceInAnotherToken() {
        Handshake handshake = parts.handshake(key, NO_LIMIT);
        ask(handshake, Contract.MIRRORING, TestTokens.valid(parts.caller()));
        String later =
                TestTokens.withClaim(parts.caller(), "exp", Long.toString(TestTokens.NOW.getEpochSecond() + 301));
        assertThat(ask(handshake, Contract.MIRRORING, later).text()).contains("<IsSuccessful>false");
        String other = TestTokens.valid(parts.other());
        assertThat(ask(handshake, Contract.MIRRORING, other).text()).contains("<IsSuccessful>true");
    }

    @Tag("R06")
    @Test
    void aRefusedTokenUsesNoNonceUp() {
        Handshake handshake = parts.handshake(key, NO_LIMIT);
        ask(handshake, Contract.MIRRORING, TestTokens.withClaim(parts.caller(), "aud", "\"spn:other\""));
        ask(handshake, Contract.MIRRORING, TestTokens.valid(parts.caller()) + "=");
        assertThat(key.uses()).isZero();
        assertThat(ask(handshake, Contract.MIRRORING, TestTokens.valid(parts.caller()))
                        .text())
                .contains("<IsSuccessful>true");
    }

    @Tag("R02")
    @Test
    void answersExactlyOneOfAHundredThatComeAtOnce() throws Exception {
        Handshake handshake = parts.handshake(key, NO_LIMIT);
        String token = TestTokens.valid(parts.caller());
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            CyclicBarrier together = new CyclicBarrier(100);
            Callable<Boolean> call = () -> {
                together.await();
                return ask(handshake, Contract.MIRRORING, token).text().contains("<IsSuccessful>true");
            };
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(threads.submit(call));
            }
            int accepted = 0;
            for (Future<Boolean> answer : answers) {
                accepted += answer.get() ? 1 : 0;
            }
            assertThat(accepted).isOne();
            assertThat(key.uses()).isOne();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Else one overheard token would use the limit up and lock the caller out. */
    @Test
    void aReplayDoesNotCountAgainstTheLimit() {
        Handshake handshake = parts.handshake(key, new HandshakeLimit(2, () -> 0));
        String token = TestTokens.valid(parts.caller());
        for (int i = 0; i < 20; i++) {
            ask(handshake, Contract.MIRRORING, token);
        }
        assertThat(ask(handshake, Contract.MIRRORING, TestTokens.fresh(parts.caller()))
                        .text())
                .contains("<IsSuccessful>true");
    }

    @Tag("R08")
    @Test
    void signsNothingWhileNobodyCanTell() {
        Handshake handshake = parts.handshake(key, NO_LIMIT, new BrokenGuard());
        for (Contract contract : Contract.values()) {
            parts.log().clear();
            HandshakeReply reply = ask(handshake, contract, TestTokens.fresh(parts.caller()));
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers()).containsEntry("Retry-After", "30");
            RecordedLog.Line line = parts.log().only();
            assertThat(line.level()).isEqualTo(Level.SEVERE);
            assertThat(line.text())
                    .startsWith("handshake failed: reason=replay-store-unavailable filter=erp")
                    .endsWith("detail=[the grid is gone]");
        }
        assertThat(key.uses()).isZero();
    }

    @Tag("R01")
    @Test
    void answersReplaysWhereTheGuardIsSwitchedOff() {
        Handshake handshake = parts.handshake(key, NO_LIMIT, new NoReplayGuard());
        String token = TestTokens.valid(parts.caller());
        ask(handshake, Contract.MIRRORING, token);
        assertThat(ask(handshake, Contract.MIRRORING, token).text()).contains("<IsSuccessful>true");
        assertThat(key.uses()).isEqualTo(2);
    }

    /** Its caller was told to come again. */
    @Tag("F07")
    @Test
    void aTokenThatTheLimitHeldBackIsAnsweredLater() {
        AtomicLong nanos = new AtomicLong();
        Handshake handshake = parts.handshake(key, new HandshakeLimit(1, nanos::get));
        ask(handshake, Contract.MIRRORING, TestTokens.fresh(parts.caller()));
        String token = TestTokens.valid(parts.caller());
        assertThat(ask(handshake, Contract.MIRRORING, token).status()).isEqualTo(503);
        nanos.addAndGet(1_000_000_000L);
        assertThat(ask(handshake, Contract.MIRRORING, token).text()).contains("<IsSuccessful>true");
        assertThat(ask(handshake, Contract.MIRRORING, token).text()).contains("used before");
    }

    @Tag("F07")
    @ParameterizedTest
    @EnumSource(Contract.class)
    void aTokenThatTheKeyDidNotSignForIsAnsweredOnceItDoes(Contract contract) {
        Handshake handshake = parts.handshake(parts.key(use -> use == 1), NO_LIMIT);
        String token = TestTokens.valid(parts.caller());
        assertThat(ask(handshake, contract, token).status()).isEqualTo(503);
        assertThat(ask(handshake, contract, token).status()).isEqualTo(200);
        assertThat(ask(handshake, contract, token).text()).contains("used before");
    }

    /** Whoever fails must not let in a second one beside whoever has answered. */
    @Tag("F07")
    @Test
    void answersExactlyOneOfAHundredWhileTheKeyFailsEveryOtherTime() throws Exception {
        Handshake handshake = parts.handshake(parts.key(use -> use % 2 == 1), NO_LIMIT);
        String token = TestTokens.valid(parts.caller());
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            CyclicBarrier together = new CyclicBarrier(100);
            Callable<Boolean> call = () -> {
                together.await();
                return ask(handshake, Contract.MIRRORING, token).text().contains("<IsSuccessful>true");
            };
            int accepted = 0;
            // The first round may see failures alone; what it has released, the next one answers.
            for (int round = 0; round < 3; round++) {
                for (Future<Boolean> answer : threads.invokeAll(Collections.nCopies(100, call))) {
                    accepted += answer.get() ? 1 : 0;
                }
            }
            assertThat(accepted).isOne();
        } finally {
            threads.shutdownNow();
        }
    }

    /** A use that stays recorded costs the caller another token, and nobody a second answer. */
    @Tag("F07")
    @Test
    void whatCannotBeReleasedStaysUsed() {
        ReplayGuard stuck = new StuckGuard(new MemoryReplayGuard(10, Clock.systemUTC()));
        Handshake handshake = parts.handshake(parts.key(use -> use == 1), NO_LIMIT, stuck);
        String token = TestTokens.fresh(parts.caller());
        assertThat(ask(handshake, Contract.MIRRORING, token).status()).isEqualTo(503);
        assertThat(parts.log().only().text()).contains("signing-failed");
        assertThat(ask(handshake, Contract.MIRRORING, token).text()).contains("used before");
    }

    /** With its certificate and without, from a key set that was fetched again, or on two nodes that differ. */
    @Tag("F63")
    @Test
    void knowsOneKeyUnderAllOfItsNames() {
        TestKeys caller = parts.caller();
        CallerKey certified = CallerKey.of(caller.certificate());
        CallerKey bare = new CallerKey(
                caller.publicKey(),
                Optional.empty(),
                Thumbprints.jwk(caller.publicKey()),
                certified.kids(),
                certified.x5ts(),
                certified.x5tS256s());
        ReplayGuard shared = new MemoryReplayGuard(10, Clock.fixed(TestTokens.NOW, ZoneOffset.UTC));
        String token = TestTokens.valid(caller);
        assertThat(prove(certified, shared, token)).isInstanceOf(Result.Accepted.class);
        assertThat(prove(bare, shared, token)).isInstanceOf(Result.Refused.class);
        String other = TestTokens.fresh(caller);
        assertThat(prove(bare, shared, other)).isInstanceOf(Result.Accepted.class);
        assertThat(prove(certified, shared, other)).isInstanceOf(Result.Refused.class);
    }

    private Result<VerifiedCallerToken> prove(CallerKey caller, ReplayGuard guard, String token) {
        CallerTokenVerifier verifier =
                new CallerTokenVerifier(CallerKeys.of(List.of(caller)), TestVerifier.rules(), Optional.empty());
        Credentials credentials =
                new Credentials(Optional.of(verifier), parts.credentials(key).signer(), Optional.empty());
        Clock clock = Clock.fixed(TestTokens.NOW, ZoneOffset.UTC);
        return new Authenticator(() -> credentials, () -> {}, guard, () -> true, clock).admit(token, admitted -> {});
    }

    private static HandshakeReply ask(Handshake handshake, Contract contract, String token) {
        return handshake.answer(
                new HandshakeRequest(TestShapes.of(contract), token, false, Form.TOKEN),
                new Caller("192.0.2.7", "192.0.2.1", "/x"));
    }

    /**
     * One that cannot be told of a release.
     *
     * @param guard does the rest
     */
    private record StuckGuard(ReplayGuard guard) implements ReplayGuard {
        @Override
        public boolean firstUse(String key, String nonce, Instant until) throws ReplayStoreException {
            return guard.firstUse(key, nonce, Instant.MAX);
        }

        @Override
        public void release(String key, String nonce) throws ReplayStoreException {
            throw new ReplayStoreException("the grid is gone");
        }

        @Override
        public void close() {
            guard.close();
        }
    }

    private static final class BrokenGuard implements ReplayGuard {
        @Override
        public boolean firstUse(String key, String nonce, Instant until) throws ReplayStoreException {
            throw new ReplayStoreException("the grid is gone");
        }

        @Override
        public void release(String key, String nonce) throws ReplayStoreException {
            throw new ReplayStoreException("the grid is gone");
        }

        @Override
        public void close() {}
    }
}
