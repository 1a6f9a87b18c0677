package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.replay.MemoryReplayGuard;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestSigner;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.TestVerifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer that was not given does not use its token up, and one that was given does. */
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
