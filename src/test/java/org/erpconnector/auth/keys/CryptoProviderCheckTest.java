package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.JcaKey;
import org.erpconnector.auth.testkit.FakeCrypto;
import org.erpconnector.auth.testkit.FakeCrypto.Fault;
import org.erpconnector.auth.testkit.NativeProviders;
import org.erpconnector.auth.testkit.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which security provider computes with the keys, and what the log says when it is not the one that was named. */
class CryptoProviderCheckTest {
    private static final String NAME = "FakeOfTheKeys";
    private static final String OTHER_NAME = "FakeHardware";
    private static final String EARLIER = "a warning about the keys";
    private static final String INSTEAD = ", so that signatures are made and verified without it.";

    @AfterEach
    void unregister() {
        Security.removeProvider(NAME);
        Security.removeProvider(OTHER_NAME);
    }

    private static FakeCrypto registered(Fault fault) {
        return registered(NAME, fault);
    }

    private static FakeCrypto registered(String name, Fault fault) {
        FakeCrypto fake = FakeCrypto.named(name, fault);
        Security.addProvider(fake);
        return fake;
    }

    private static LoadedKeys keys(PrivateKey own, Optional<Credentials.Next> next) {
        return new LoadedKeys(
                TestSigner.of(own, publicKey(), Optional.empty()),
                next,
                Optional.of(CallerKeys.pinned(List.of(CALLER))),
                List.of(EARLIER),
                "a test",
                Set.of(),
                Optional.empty());
    }

    private static LoadedKeys keys() {
        return keys(OWN.getPrivate(), Optional.empty());
    }

    private static RSAPublicKey publicKey() {
        return (RSAPublicKey) OWN.getPublic();
    }

    @Test
    void aProviderThatComputesAsTheJdkDoesComputesWithAllKeys() {
        FakeCrypto fake = registered(Fault.NONE);

        LoadedKeys chosen = CryptoProviderCheck.choose(NAME, keys());

        assertThat(chosen.cryptoName()).isEqualTo(NAME);
        assertThat(chosen.warnings()).containsExactly(EARLIER);
        assertThat(chosen.crypto()).containsSame(fake);
        assertThat(chosen.application().id()).isEqualTo(keys().application().id());
        assertThat(chosen.application().provider()).containsSame(fake);
        assertThat(JcaKey.verifying(publicKey(), chosen.crypto()).provider()).containsSame(fake);
        // Once with a pair of the check's own, and once with ours.
        assertThat(fake.signed()).isEqualTo(2);
        assertThat(fake.verified()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"AmazonCorrettoCryptoProvider, com.amazon.corretto.", "Conscrypt, org.conscrypt."})
    void aNativeProviderMakesKeysOfItsOwnWithEveryPartAndTheJdksSignature(String name, String classes)
            throws GeneralSecurityException {
        Provider provider = NativeProviders.loaded(name);
        Security.addProvider(provider);
        try {
            LoadedKeys chosen = CryptoProviderCheck.choose(name, keys());

            assertThat(chosen.warnings()).containsExactly(EARLIER);
            assertThat(chosen.cryptoName()).isEqualTo(name);
            JcaKey<PrivateKey> signing = JcaKey.signing(OWN.getPrivate(), chosen.crypto());
            assertThat(signing.provider()).containsSame(provider);
            assertThat(signing.key().getClass().getName()).startsWith(classes);
            assertThat(signing.key()).isInstanceOf(RSAPrivateCrtKey.class);
            assertThat(JcaKey.signing(signing.key(), chosen.crypto()).key()).isInstanceOf(RSAPrivateCrtKey.class);
            JcaKey<RSAPublicKey> verifying = JcaKey.verifying(publicKey(), chosen.crypto());
            assertThat(verifying.key().getClass().getName()).startsWith(classes);
            assertThat(signature(signing)).isEqualTo(signature(JcaKey.of(OWN.getPrivate())));
            PrivateKey hidden = FakeCrypto.named(OTHER_NAME, Fault.NONE).hidden(OWN.getPrivate());
            assertThat(JcaKey.signing(hidden, chosen.crypto())).isEqualTo(JcaKey.of(hidden));
        } finally {
            Security.removeProvider(name);
        }
    }

    private static byte[] signature(JcaKey<PrivateKey> key) throws GeneralSecurityException {
        Signature signature = key.signature();
        signature.initSign(key.key());
        signature.update("text".getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aProviderThatDoesNotIsWarnedOfAndNotUsed(Fault fault) {
        FakeCrypto fake = registered(fault);

        LoadedKeys chosen = CryptoProviderCheck.choose(NAME, keys());

        assertThat(chosen.crypto()).isEmpty();
        assertThat(chosen.application().provider()).isEmpty();
        assertThat(JcaKey.signing(OWN.getPrivate(), chosen.crypto())).isEqualTo(JcaKey.of(OWN.getPrivate()));
        assertThat(JcaKey.verifying(publicKey(), chosen.crypto())).isEqualTo(JcaKey.of(publicKey()));
        assertThat(chosen.warnings())
                .containsExactly(
                        EARLIER,
                        "crypto-provider [" + NAME + "]: " + said(fault) + INSTEAD
                                + " See that its native library is made for this machine and can be loaded; or remove"
                                + " this setting.");
        assertThat(fake.signed()).isLessThanOrEqualTo(1);
    }

    private static String said(Fault fault) {
        return switch (fault) {
            case NONE -> throw new IllegalArgumentException("no fault");
            case SIGNS_WRONGLY -> "its signature is not the one that the JDK makes";
            case VERIFIES_NOTHING, VERIFYING_ENDS_IN_A_CHECKED_EXCEPTION -> "it does not verify a good signature";
            case VERIFIES_ANYTHING, VERIFIES_WHAT_IS_TOO_SHORT -> "it accepts a damaged signature";
            case MAKES_OTHER_KEYS -> "its KeyFactory makes another key of a public key";
            case SIGNING_THROWS, VERIFYING_THROWS -> "its self-test ended in java.security.ProviderException";
            case SIGNING_LACKS_ITS_LIBRARY, VERIFYING_LACKS_ITS_LIBRARY, KEY_FACTORY_LACKS_ITS_LIBRARY ->
                "its self-test ended in java.lang.UnsatisfiedLinkError";
            case HAS_NO_KEY_FACTORY, HAS_NO_SIGNATURE ->
                "its self-test ended in java.security.NoSuchAlgorithmException";
        };
    }

    @Test
    void aNameThatIsNotRegisteredIsWarnedOfWithTheNamesThatAre() {
        LoadedKeys chosen = CryptoProviderCheck.choose(NAME, keys());

        assertThat(chosen.crypto()).isEmpty();
        assertThat(chosen.application().provider()).isEmpty();
        assertThat(chosen.warnings()).hasSize(2).startsWith(EARLIER);
        assertThat(chosen.warnings().get(1))
                .startsWith("crypto-provider [" + NAME + "]: no security provider of this name is registered, only SUN,"
                        + " SunRsaSign, ")
                .endsWith(
                        INSTEAD + " Put its jar on the server's own class path, never into WEB-INF/lib, and list it in"
                                + " the server's java.security; or remove this setting.");
    }

    @Test
    void aKeyThatCannotBeReadStaysWithWhoeverHoldsIt() {
        FakeCrypto fake = registered(Fault.NONE);
        PrivateKey unreadable = registered(OTHER_NAME, Fault.NONE).hidden(OWN.getPrivate());

        LoadedKeys chosen = CryptoProviderCheck.choose(NAME, keys(unreadable, Optional.empty()));

        assertThat(JcaKey.signing(unreadable, chosen.crypto())).isEqualTo(JcaKey.of(unreadable));
        assertThat(JcaKey.verifying(publicKey(), chosen.crypto()).provider()).containsSame(fake);
        assertThat(chosen.warnings())
                .containsExactly(
                        EARLIER,
                        "crypto-provider [" + NAME + "]: it cannot read application-key, which signs without it. Give a"
                                + " key that can be read; or remove this setting.");
        // By the check alone.
        assertThat(fake.signed()).isEqualTo(1);
    }

    @Test
    void aKeyThatIsTheProvidersOwnStaysAsItIs() {
        FakeCrypto fake = registered(Fault.NONE);
        PrivateKey its = fake.hidden(OWN.getPrivate());

        LoadedKeys chosen = CryptoProviderCheck.choose(NAME, keys(its, Optional.empty()));

        assertThat(chosen.warnings()).containsExactly(EARLIER);
        assertThat(JcaKey.signing(its, chosen.crypto())).isEqualTo(new JcaKey<>(its, Optional.of(fake)));
    }

    @Test
    void theNextKeyIsTestedToo() {
        FakeCrypto fake = registered(Fault.NONE);
        Credentials.Next next = new Credentials.Next(TestSigner.of(OWN), Instant.EPOCH);

        LoadedKeys chosen = CryptoProviderCheck.choose(NAME, keys(OWN.getPrivate(), Optional.of(next)));

        assertThat(fake.signed()).isEqualTo(3);
        assertThat(chosen.warnings()).containsExactly(EARLIER);
        assertThat(chosen.next().orElseThrow().signer().provider()).containsSame(fake);
    }

    /** Any code of a provider's may break later than it was tested. */
    @Test
    void aCallerKeyThatTheProviderNoLongerTakesIsVerifiedWithoutIt() {
        FakeCrypto fake = registered(Fault.NONE);
        Optional<Provider> crypto = CryptoProviderCheck.choose(NAME, keys()).crypto();

        fake.become(Fault.KEY_FACTORY_LACKS_ITS_LIBRARY);
        assertThat(JcaKey.verifying(publicKey(), crypto)).isEqualTo(JcaKey.of(publicKey()));
        fake.become(Fault.MAKES_OTHER_KEYS);
        assertThat(JcaKey.verifying(publicKey(), crypto)).isEqualTo(JcaKey.of(publicKey()));
    }

    @Test
    void theTextOfAKeyShowsNoNumber() {
        assertThat(JcaKey.of(OWN.getPrivate())).hasToString("JcaKey[default]");
        assertThat(JcaKey.signing(OWN.getPrivate(), Optional.of(FakeCrypto.named(NAME, Fault.NONE))))
                .hasToString("JcaKey[" + NAME + "]");
    }
}
