package org.erpconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Shape;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.replay.NoReplayGuard;
import org.erpconnector.auth.replay.ReplayGuard;
import org.erpconnector.auth.replay.ReplayStoreException;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
                    .endsWith(" detail=[tenant Cust12345]");
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
            assertThat(line.level()).isEqualTo(Level.ERROR);
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

    private static HandshakeReply ask(Handshake handshake, Contract contract, String token) {
        Shape shape = switch (contract) {
            case HTTP_JWT, HTTP_JSON -> new Shape.Http(contract);
            default -> new Shape.Soap(contract, SoapVersion.SOAP_1_1, "Authenticate", "urn:x", "urn:y");
        };
        return handshake.answer(new HandshakeRequest(shape, token, false), "192.0.2.7");
    }

    private static final class BrokenGuard implements ReplayGuard {
        @Override
        public boolean firstUse(String callerKeyId, String nonce, Instant until) throws ReplayStoreException {
            throw new ReplayStoreException("the grid is gone");
        }

        @Override
        public void close() {}
    }
}
