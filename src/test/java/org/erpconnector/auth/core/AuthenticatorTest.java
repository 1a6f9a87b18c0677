package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.replay.MemoryReplayGuard;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestSigner;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.TestVerifier;
import org.erpconnector.auth.testkit.WatchedKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer that was not given does not use its token up, one that was given does; and who hears of which. */
@Tag("F07")
class AuthenticatorTest {
    private static final Clock CLOCK = Clock.fixed(TestTokens.NOW, ZoneOffset.UTC);

    private static TestKeys caller;
    private static Credentials credentials;

    @BeforeAll
    static void makeKeys() {
        caller = TestKeys.ofBits(2048);
        credentials = new Credentials(
                Optional.of(TestVerifier.of(caller)),
                TestSigner.of(TestKeys.ofBits(2048).pair()),
                Optional.empty());
    }

    private static Authenticator authenticator(BooleanSupplier limit) {
        return new Authenticator(() -> credentials, () -> {}, new MemoryReplayGuard(10, CLOCK), limit, CLOCK);
    }

    @Test
    void whoeverThrowsAtAReplyTakesItBack() {
        Authenticator authenticator = authenticator(() -> true);
        String token = TestTokens.fresh(caller);
        for (Throwable thrown : List.of(new IllegalStateException("a listener"), new StackOverflowError())) {
            assertThat(verdict(authenticator.answer(token, ReplyForm.JWT, throwing(thrown))))
                    .isEqualTo(Reason.INTERNAL_ERROR.code());
            assertThat(verdict(authenticator.admit(token, throwing(thrown)))).isEqualTo(Reason.INTERNAL_ERROR.code());
        }
        assertThat(verdict(authenticator.answer(token, ReplyForm.JWT, reply -> {})))
                .isEqualTo("accepted");
        assertThat(verdict(authenticator.admit(token, admitted -> {}))).isEqualTo(Reason.TOKEN_REPLAYED.code());
    }

    @Test
    void aTokenThatCameBeyondTheLimitMayComeAgain() {
        boolean[] admits = {false};
        Authenticator authenticator = authenticator(() -> admits[0]);
        String token = TestTokens.fresh(caller);
        assertThat(verdict(authenticator.answer(token, ReplyForm.APPLICATION_TOKEN, reply -> {})))
                .isEqualTo(Reason.TOO_MANY_HANDSHAKES.code());
        admits[0] = true;
        assertThat(verdict(authenticator.answer(token, ReplyForm.APPLICATION_TOKEN, reply -> {})))
                .isEqualTo("accepted");
    }

    /** Else a stranger's claims would be parsed, and the log would say more than that he is one. */
    @Test
    @Tag("F60")
    void nothingIsReadOfClaimsWhoseSignatureIsNotProven() {
        String valid = TestTokens.valid(caller);
        String claims = TestTokens.signedText(
                TestTokens.json(TestTokens.header(caller.certificate())),
                "no JSON",
                caller.pair().getPrivate());
        String forged = claims.substring(0, claims.lastIndexOf('.')) + valid.substring(valid.lastIndexOf('.'));
        Authenticator authenticator = authenticator(() -> true);
        assertThat(verdict(authenticator.answer(claims, ReplyForm.JWT, reply -> {})))
                .isEqualTo(Reason.CLAIMS_MALFORMED.code());
        assertThat(verdict(authenticator.answer(forged, ReplyForm.JWT, reply -> {})))
                .isEqualTo(Reason.SIGNATURE_INVALID.code());
    }

    @Test
    void anAnswerIsOfTheTokenThatItAnswers() {
        List<ReplyToken> told = new ArrayList<>();
        Result<ReplyToken> answer =
                authenticator(() -> true).answer(TestTokens.fresh(caller), ReplyForm.JWT, told::add);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Result.Accepted.class,
                        accepted -> assertThat(told).containsExactly((ReplyToken) accepted.value()));
        assertThat(told.get(0).caller().tenant()).isEqualTo(TestTokens.TENANT);
        List<VerifiedCallerToken> admitted = new ArrayList<>();
        authenticator(() -> true).admit(TestTokens.fresh(caller), admitted::add);
        assertThat(admitted).extracting(VerifiedCallerToken::tenant).containsExactly(TestTokens.TENANT);
    }

    @Test
    void withoutKeysOfTheCallerNothingIsDecided() {
        Credentials none = new Credentials(Optional.empty(), credentials.signer(), Optional.empty());
        Authenticator authenticator =
                new Authenticator(() -> none, () -> {}, new MemoryReplayGuard(10, CLOCK), () -> true, CLOCK);
        assertThat(verdict(authenticator.answer(TestTokens.fresh(caller), ReplyForm.JWT, reply -> {})))
                .isEqualTo(Reason.CALLER_KEYS_UNAVAILABLE.code());
    }

    @Test
    void aKeyIsMissedThatIsNotKnownAndNoOther() {
        AtomicInteger missed = new AtomicInteger();
        Authenticator authenticator = new Authenticator(
                () -> credentials, missed::incrementAndGet, new MemoryReplayGuard(10, CLOCK), () -> true, CLOCK);
        TestKeys stranger = TestKeys.ofBits(2048);
        assertThat(verdict(authenticator.answer(TestTokens.valid(stranger), ReplyForm.JWT, reply -> {})))
                .isEqualTo(Reason.KEY_UNKNOWN.code());
        assertThat(missed).hasValue(1);
        assertThat(verdict(authenticator.answer("x", ReplyForm.JWT, reply -> {})))
                .isEqualTo(Reason.TOKEN_MALFORMED.code());
        assertThat(missed).hasValue(1);
    }

    /** Whose clock is wrong shows in the times of a token that is refused. */
    @Test
    void aProvenTokenThatIsRefusedTellsItsTimes() {
        String misdirected = TestTokens.withClaim(caller, "aud", "\"spn:another\"");
        Optional<TokenTimes> times = authenticator(() -> true)
                .answer(misdirected, ReplyForm.JWT, reply -> {})
                .fold(accepted -> Optional.empty(), Result.Refused::times, unavailable -> Optional.empty());
        assertThat(times)
                .hasValue(new TokenTimes(Instant.parse("2026-03-01T11:59:30Z"), Instant.parse("2026-03-01T12:05:30Z")));
    }

    @Test
    void aKeyThatDoesNotSignIsOurFaultAndTheTokenMayComeAgain() {
        TestKeys own = TestKeys.ofBits(2048);
        WatchedKey key = new WatchedKey((RSAPrivateKey) own.pair().getPrivate(), use -> use == 1);
        Credentials failing = new Credentials(credentials.verifier(), key.signer(own.publicKey()), Optional.empty());
        Authenticator authenticator =
                new Authenticator(() -> failing, () -> {}, new MemoryReplayGuard(10, CLOCK), () -> true, CLOCK);
        String token = TestTokens.fresh(caller);
        assertThat(verdict(authenticator.answer(token, ReplyForm.APPLICATION_TOKEN, reply -> {})))
                .isEqualTo(Reason.SIGNING_FAILED.code());
        assertThat(verdict(authenticator.answer(token, ReplyForm.APPLICATION_TOKEN, reply -> {})))
                .isEqualTo("accepted");
    }

    @Test
    void theKeyThatFollowsSignsFromItsTimeOn() {
        ApplicationSigner next = TestSigner.of(TestKeys.ofBits(2048).pair());
        Credentials changing = new Credentials(
                credentials.verifier(), credentials.signer(), Optional.of(new Credentials.Next(next, TestTokens.NOW)));
        assertThat(changing.signer(TestTokens.NOW.minusNanos(1))).isSameAs(credentials.signer());
        assertThat(changing.signer(TestTokens.NOW)).isSameAs(next);
        List<ReplyToken> told = new ArrayList<>();
        new Authenticator(() -> changing, () -> {}, new MemoryReplayGuard(10, CLOCK), () -> true, CLOCK)
                .answer(TestTokens.fresh(caller), ReplyForm.JWT, told::add);
        assertThat(told).extracting(ReplyToken::signedBy).containsExactly(next.id());
        assertThat(told.get(0).caller().keyThumbprint()).isEqualTo(Thumbprints.jwk(caller.publicKey()));
        assertThat(next.id()).isEqualTo(Thumbprints.jwk(next.publicKey()));
        assertThat(told.toString() + next).doesNotContain(told.get(0).text()).contains("ReplyToken[", next.id());
    }

    /** Nobody can tell, or the store breaks, or it cannot forget: refused, and said. */
    @Test
    void aStoreThatFailsNeverMakesAnAnswer() {
        assertThat(verdict(with(() -> {
                            throw new ReplayStoreException("away");
                        })
                        .answer(TestTokens.fresh(caller), ReplyForm.JWT, reply -> {})))
                .isEqualTo(Reason.REPLAY_STORE_UNAVAILABLE.code());
        assertThat(verdict(with(() -> {
                            throw new IllegalStateException("broken");
                        })
                        .answer(TestTokens.fresh(caller), ReplyForm.JWT, reply -> {})))
                .isEqualTo(Reason.INTERNAL_ERROR.code());
        assertThat(with(() -> true).answer(TestTokens.fresh(caller), ReplyForm.JWT, throwing(new StackOverflowError())))
                .isInstanceOfSatisfying(Result.Unavailable.class, unavailable -> {
                    assertThat(unavailable.detail()).contains("its nonce stays used: cannot forget");
                    assertThat(unavailable.cause())
                            .isInstanceOfSatisfying(
                                    StackOverflowError.class,
                                    cause -> assertThat(cause.getSuppressed())
                                            .hasOnlyElementsOfType(ReplayStoreException.class)
                                            .hasSize(1));
                });
    }

    /** What a store says of a first use. */
    @FunctionalInterface
    private interface FirstUse {
        boolean ask() throws ReplayStoreException;
    }

    private static Authenticator with(FirstUse first) {
        ReplayGuard guard = new ReplayGuard() {
            @Override
            public boolean firstUse(String key, String nonce, Instant until) throws ReplayStoreException {
                return first.ask();
            }

            @Override
            public void release(String key, String nonce) throws ReplayStoreException {
                throw new ReplayStoreException("cannot forget");
            }

            @Override
            public void close() {}
        };
        return new Authenticator(() -> credentials, () -> {}, guard, () -> true, CLOCK);
    }

    private static <T> Consumer<T> throwing(Throwable thrown) {
        return value -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        };
    }

    private static String verdict(Result<?> result) {
        return result.<String>fold(
                accepted -> "accepted",
                refused -> refused.reason().code(),
                unavailable -> unavailable.reason().code());
    }
}
