package org.erpconnector.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivateKey;
import java.security.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.erpconnector.auth.keys.CallerKeys;
import org.erpconnector.auth.keys.CryptoProvider;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.FakeCrypto;
import org.erpconnector.auth.testkit.FakeCrypto.Fault;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifier and signers with a security provider of their own, which need not be registered. */
class NamedProviderTest {
    private static final Clock CLOCK = Clock.fixed(TestTokens.NOW, ZoneOffset.UTC);

    private static TestKeys keys;

    private final FakeCrypto fake = FakeCrypto.named("FakeOfTheTokens", Fault.NONE);
    private final CryptoProvider crypto = new CryptoProvider(Optional.of(fake));

    @BeforeAll
    static void makeKeys() {
        keys = TestKeys.ofBits(2048);
    }

    private CallerTokenVerifier verifier() {
        return new CallerTokenVerifier(
                CallerKeys.pinned(List.of(keys.certificate())),
                new CallerTokenRules(
                        "SuperOffice AS",
                        List.of(TestTokens.APPLICATION_ID),
                        Pattern.compile("[0-9A-Fa-f]{32}"),
                        Duration.ofSeconds(60),
                        CLOCK),
                crypto);
    }

    private List<ReplyTokenSigner> signers(PrivateKey own) {
        SigningKey key = new SigningKey(crypto.signing(own), keys.publicKey());
        return List.of(
                new ApplicationTokenSigner(key, CLOCK),
                new SignedJwtSigner(key, new SignedJwtSigner.KeyId("kid", null), CLOCK));
    }

    @Test
    void verifiesAndSignsByIt() throws Exception {
        VerifiedCallerToken token = verifier().verify(TestTokens.valid(keys));
        assertThat(fake.verified()).isEqualTo(1);
        for (ReplyTokenSigner signer : signers(keys.pair().getPrivate())) {
            assertThat(signer.sign(token)).isNotBlank();
            assertThat(fake.signed()).isEqualTo(1);
        }
    }

    @Test
    void signsByItWithAKeyThatLiesInIt() throws Exception {
        VerifiedCallerToken token = verifier().verify(TestTokens.valid(keys));
        for (ReplyTokenSigner signer : signers(fake.hidden(keys.pair().getPrivate()))) {
            assertThat(signer.sign(token)).isNotBlank();
            assertThat(fake.signed()).isEqualTo(1);
        }
    }

    @Test
    void whatItThrowsAtAGoodSignatureIsNotTheCallersFault() {
        CallerTokenVerifier verifier = verifier();
        String token = TestTokens.valid(keys);

        fake.become(Fault.VERIFYING_THROWS);
        assertThatThrownBy(() -> verifier.verify(token))
                .isExactlyInstanceOf(ProviderException.class)
                .hasMessage("the device was removed");

        fake.become(Fault.VERIFYING_LACKS_ITS_LIBRARY);
        assertThatThrownBy(() -> verifier.verify(token)).isExactlyInstanceOf(UnsatisfiedLinkError.class);

        fake.become(Fault.VERIFYING_ENDS_IN_A_CHECKED_EXCEPTION);
        assertThatThrownBy(() -> verifier.verify(token))
                .isExactlyInstanceOf(ProviderException.class)
                .hasMessageContaining("SignatureException");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "VERIFYING_THROWS", "VERIFYING_LACKS_ITS_LIBRARY", "VERIFYING_ENDS_IN_A_CHECKED_EXCEPTION"
            })
    void aForgedSignatureIsTheCallersFaultWhateverItThrows(Fault fault) {
        fake.become(fault);
        String valid = TestTokens.valid(keys);
        String other = TestTokens.fresh(keys);
        String forged = valid.substring(0, valid.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

        assertThatThrownBy(() -> verifier().verify(forged))
                .isInstanceOfSatisfying(
                        TokenRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_INVALID));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SIGNING_THROWS", "SIGNING_LACKS_ITS_LIBRARY"})
    void whatItThrowsInPlaceOfASignatureIsASigningFault(Fault fault) throws Exception {
        VerifiedCallerToken token = verifier().verify(TestTokens.valid(keys));
        fake.become(fault);
        for (ReplyTokenSigner signer : signers(keys.pair().getPrivate())) {
            assertThatThrownBy(() -> signer.sign(token)).isInstanceOf(SigningException.class);
        }
    }
}
