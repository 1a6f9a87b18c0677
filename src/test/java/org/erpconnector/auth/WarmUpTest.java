package org.erpconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.keys.ConnectorKeys;
import org.erpconnector.auth.keys.CryptoProvider;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.testkit.TestKeys;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final TestKeys KEYS = TestKeys.ofBits(2048);

    @Test
    void answersHandshakesOfTheKeyWithItselfUntilTheyGetNoFaster() throws GeneralSecurityException {
        WatchedCrtKey key = new WatchedCrtKey((RSAPrivateCrtKey) KEYS.pair().getPrivate());

        int rounds = WarmUp.run(parts(key, KEYS.publicKey()));

        assertThat(rounds).isPositive();
        // Two tokens of the caller and their answers.
        assertThat(key.uses()).isEqualTo(4 * rounds);
    }

    @Test
    void sparesAKeyThatMayLiveInHardware() throws GeneralSecurityException {
        WatchedKey key = new WatchedKey((RSAPrivateKey) KEYS.pair().getPrivate(), false);

        assertThat(WarmUp.run(parts(key, KEYS.publicKey()))).isZero();
        assertThat(key.uses()).isZero();
    }

    @Test
    void sparesAKeyThatMakesNoJwts() throws GeneralSecurityException {
        TestKeys small = TestKeys.ofBits(1024);

        assertThat(WarmUp.run(parts(small.pair().getPrivate(), small.publicKey())))
                .isZero();
    }

    @Test
    void saysSoWhereAHandshakeIsNotAccepted() {
        TestKeys other = TestKeys.ofBits(2048);

        assertThatThrownBy(() -> WarmUp.run(parts(KEYS.pair().getPrivate(), other.publicKey())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a handshake with itself is not accepted");
    }

    private Startup parts(PrivateKey key, RSAPublicKey publicKey) {
        return TestParts.make()
                .startup(new LoadedKeys(
                        new ConnectorKeys(key, publicKey, Optional.empty(), List.of()),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        "test",
                        Set.of(),
                        CryptoProvider.DEFAULT));
    }
}
