package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.TestKeys;
import org.junit.jupiter.api.Test;

/** Hints select one of the caller's keys, or none. */
class CallerKeysTest {
    private static final X509Certificate ONE = TestKeys.ofBits(2048).certificate();
    private static final X509Certificate TWO = TestKeys.ofBits(2048).certificate();

    private final CallerKeys keys = CallerKeys.pinned(List.of(ONE, TWO, ONE));

    @Test
    void selectsByEachHintAlone() throws Exception {
        assertThat(keys.select(Thumbprints.sha1Hex(TWO), null, null).certificate())
                .hasValue(TWO);
        assertThat(keys.select(null, Thumbprints.x5t(TWO), null).certificate()).hasValue(TWO);
        assertThat(keys.select(null, null, Thumbprints.x5tS256(TWO)).certificate())
                .hasValue(TWO);
    }

    @Test
    void refusesHintsOfWhichOneIsStrangeOrOfAnotherKey() {
        String one = Thumbprints.sha1Hex(ONE);
        assertThatThrownBy(() -> keys.select(one, null, "AAAA"))
                .isInstanceOfSatisfying(
                        TokenRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.KEY_UNKNOWN));
        assertThatThrownBy(() -> keys.select(one, null, Thumbprints.x5tS256(TWO)))
                .isInstanceOfSatisfying(
                        TokenRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.KEY_HINTS_DISAGREE));
    }

    @Test
    void countsACertificateOnceAndNeverHasNone() {
        assertThat(keys.all()).hasSize(2);
        assertThat(keys.toString()).contains(Thumbprints.sha1Hex(ONE), Thumbprints.sha1Hex(TWO));
        assertThat(keys.only(key -> key.certificate().orElseThrow().equals(TWO))
                        .orElseThrow()
                        .all())
                .containsExactly(keys.all().get(1));
        assertThat(keys.only(key -> false)).isEmpty();
        assertThatThrownBy(() -> CallerKeys.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    /** SuperOffice writes kid in hexadecimal of either case; older key sets write x5t, whose case counts. */
    @Test
    void aKidInHexadecimalIsOfAnyCaseAndAnotherIsExact() throws Exception {
        String hex = Thumbprints.sha1Hex(ONE);
        String x5t = Thumbprints.x5t(ONE);
        for (String kid : List.of(hex, hex.toLowerCase(Locale.ROOT), x5t)) {
            assertThat(keys.select(kid, null, null).certificate()).hasValue(ONE);
        }
        String otherCase =
                x5t.equals(x5t.toLowerCase(Locale.ROOT)) ? x5t.toUpperCase(Locale.ROOT) : x5t.toLowerCase(Locale.ROOT);
        assertThatThrownBy(() -> keys.select(otherCase, null, null)).isInstanceOf(TokenRejectedException.class);
    }

    /** RFC 7638, as another author computes it. */
    @Test
    void aThumbprintIsThatOfTheRfc() throws Exception {
        RSAPublicKey key = (RSAPublicKey) ONE.getPublicKey();
        assertThat(Thumbprints.jwk(key))
                .isEqualTo(new RSAKey.Builder(key).build().computeThumbprint().toString());
    }
}
