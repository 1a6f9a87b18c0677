package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
                Optional.of(fake));
    }

    private ApplicationSigner signer(PrivateKey own) throws SigningException {
        return ApplicationSigner.of(own, keys.publicKey(), Optional.empty()).by(fake);
    }

    private static String sign(ApplicationSigner signer, VerifiedCallerToken token, ReplyForm form)
            throws SigningException {
        return TestReply.sign(signer, token, form, TestTokens.NOW).text();
    }

    @Test
    void verifiesAndSignsByIt() throws Exception {
        VerifiedCallerToken token = verifier().verify(TestTokens.valid(keys));
        assertThat(fake.verified()).isEqualTo(1);
        signsByIt(signer(keys.pair().getPrivate()), token);
    }

    @Test
    void signsByItWithAKeyThatLiesInIt() throws Exception {
        VerifiedCallerToken token = verifier().verify(TestTokens.valid(keys));
        Security.addProvider(fake);
        try {
            signsByIt(signer(fake.hidden(keys.pair().getPrivate())), token);
        } finally {
            Security.removeProvider(fake.getName());
        }
    }

    private void signsByIt(ApplicationSigner signer, VerifiedCallerToken token) throws SigningException {
        fake.signed();
        for (ReplyForm form : ReplyForm.values()) {
            assertThat(sign(signer, token, form)).isNotBlank();
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
        ApplicationSigner signer = signer(keys.pair().getPrivate());
        fake.become(fault);
        for (ReplyForm form : ReplyForm.values()) {
            assertThatThrownBy(() -> sign(signer, token, form)).isInstanceOf(SigningException.class);
        }
    }
}
