package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN_CERTIFICATE;

import java.util.List;
import java.util.Locale;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.core.TokenRejectedException;
import org.erpconnector.auth.reason.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CallerKeysTest {
    private final CallerKeys one = CallerKeys.pinned(List.of(CALLER, CALLER));
    private final CallerKeys two = CallerKeys.pinned(List.of(CALLER, OWN_CERTIFICATE));
    private final CallerKey caller = CallerKey.of(CALLER);

    @Test
    void choosesByEachHintAlone() throws TokenRejectedException {
        String lower = Thumbprints.sha1Hex(CALLER).toLowerCase(Locale.ROOT);
        assertThat(List.of(
                        two.select(Thumbprints.sha1Hex(CALLER), null, null),
                        two.select(lower, null, null),
                        two.select(
                                lower.substring(0, 20)
                                        + Thumbprints.sha1Hex(CALLER).substring(20),
                                null,
                                null),
                        two.select(Thumbprints.x5t(CALLER), null, null),
                        two.select(null, Thumbprints.x5t(CALLER), null),
                        two.select(null, null, Thumbprints.x5tS256(CALLER)),
                        two.select(Thumbprints.sha1Hex(CALLER), Thumbprints.x5t(CALLER), Thumbprints.x5tS256(CALLER))))
                .allMatch(caller::equals);
    }

    @Test
    void needsAHintOnlyToTellSeveralApart() throws TokenRejectedException {
        assertThat(one.all()).containsExactly(caller);
        assertThat(one.select(null, null, null)).isEqualTo(caller);
        assertThat(refused(two, null, null, null)).isEqualTo(Reason.KEY_HINT_MISSING);
    }

    @Test
    @Tag("JK14")
    void refusesAHintThatNamesNone() {
        for (String hint : List.of(
                "",
                " ",
                Thumbprints.sha1Hex(OWN_CERTIFICATE),
                Thumbprints.sha1Hex(CALLER) + " ",
                Thumbprints.x5tS256(CALLER),
                Thumbprints.sha1Hex(CALLER).substring(1),
                Thumbprints.x5t(CALLER) + "=",
                Thumbprints.x5t(CALLER).toUpperCase(Locale.ROOT) + "x",
                "../../etc/passwd")) {
            assertThat(refused(one, hint, null, null)).as(hint).isEqualTo(Reason.KEY_UNKNOWN);
            assertThat(refused(one, Thumbprints.sha1Hex(CALLER), hint, null))
                    .as(hint)
                    .isEqualTo(Reason.KEY_UNKNOWN);
            assertThat(refused(
                            one, null, Thumbprints.x5t(CALLER), hint.equals(Thumbprints.x5tS256(CALLER)) ? "" : hint))
                    .as(hint)
                    .isEqualTo(Reason.KEY_UNKNOWN);
        }
        assertThat(refused(two, null, Thumbprints.sha1Hex(CALLER), null)).isEqualTo(Reason.KEY_UNKNOWN);
    }

    @Test
    void refusesHintsThatNameDifferentCertificates() {
        assertThat(refused(two, Thumbprints.sha1Hex(CALLER), Thumbprints.x5t(OWN_CERTIFICATE), null))
                .isEqualTo(Reason.KEY_HINTS_DISAGREE);
        assertThat(refused(two, null, Thumbprints.x5t(CALLER), Thumbprints.x5tS256(OWN_CERTIFICATE)))
                .isEqualTo(Reason.KEY_HINTS_DISAGREE);
        assertThat(refused(two, Thumbprints.x5t(OWN_CERTIFICATE), null, Thumbprints.x5tS256(CALLER)))
                .isEqualTo(Reason.KEY_HINTS_DISAGREE);
    }

    @Test
    @Tag("JK17")
    void comparesHexInAsciiOnly() {
        String digitsOfAnotherScript = Thumbprints.sha1Hex(CALLER).replaceAll("[0-9]", "\uFF11");
        String wideLetters = Thumbprints.sha1Hex(CALLER)
                .replace('A', '\uFF21')
                .replace('B', '\uFF22')
                .replace('C', '\uFF23');

        assertThat(refused(one, digitsOfAnotherScript, null, null)).isEqualTo(Reason.KEY_UNKNOWN);
        assertThat(
                        wideLetters.equals(Thumbprints.sha1Hex(CALLER))
                                ? Reason.KEY_UNKNOWN
                                : refused(one, wideLetters, null, null))
                .isEqualTo(Reason.KEY_UNKNOWN);
    }

    private static Reason refused(CallerKeys keys, String kid, String x5t, String x5tS256) {
        return catchThrowableOfType(TokenRejectedException.class, () -> keys.select(kid, x5t, x5tS256))
                .reason();
    }

    @Test
    void pinsNothingThatCannotVerify() {
        assertThatThrownBy(() -> CallerKeys.pinned(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallerKey.of(TestKeys.certificate(TestKeys.EC.getPublic(), "CN=ec")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
