package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.erpconnector.auth.keys.CallerKeyChoice.Refused.HINTS_DISAGREE;
import static org.erpconnector.auth.keys.CallerKeyChoice.Refused.NO_HINT;
import static org.erpconnector.auth.keys.CallerKeyChoice.Refused.UNKNOWN_HINT;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN_CERTIFICATE;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CallerKeysTest {
    private final CallerKeys one = CallerKeys.pinned(List.of(CALLER, CALLER));
    private final CallerKeys two = CallerKeys.pinned(List.of(CALLER, OWN_CERTIFICATE));
    private final CallerKey caller = CallerKey.of(CALLER);

    @Test
    void choosesByEachHintAlone() {
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
                .allMatch(new CallerKeyChoice.Chosen(caller)::equals);
    }

    @Test
    void needsAHintOnlyToTellSeveralApart() {
        assertThat(one.all()).containsExactly(caller);
        assertThat(one.select(null, null, null)).isEqualTo(new CallerKeyChoice.Chosen(caller));
        assertThat(two.select(null, null, null)).isEqualTo(NO_HINT);
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
            assertThat(one.select(hint, null, null)).as(hint).isEqualTo(UNKNOWN_HINT);
            assertThat(one.select(Thumbprints.sha1Hex(CALLER), hint, null))
                    .as(hint)
                    .isEqualTo(UNKNOWN_HINT);
            assertThat(one.select(null, Thumbprints.x5t(CALLER), hint.equals(Thumbprints.x5tS256(CALLER)) ? "" : hint))
                    .as(hint)
                    .isEqualTo(UNKNOWN_HINT);
        }
        assertThat(two.select(null, Thumbprints.sha1Hex(CALLER), null)).isEqualTo(UNKNOWN_HINT);
    }

    @Test
    void refusesHintsThatNameDifferentCertificates() {
        assertThat(two.select(Thumbprints.sha1Hex(CALLER), Thumbprints.x5t(OWN_CERTIFICATE), null))
                .isEqualTo(HINTS_DISAGREE);
        assertThat(two.select(null, Thumbprints.x5t(CALLER), Thumbprints.x5tS256(OWN_CERTIFICATE)))
                .isEqualTo(HINTS_DISAGREE);
        assertThat(two.select(Thumbprints.x5t(OWN_CERTIFICATE), null, Thumbprints.x5tS256(CALLER)))
                .isEqualTo(HINTS_DISAGREE);
    }

    @Test
    @Tag("JK17")
    void comparesHexInAsciiOnly() {
        String digitsOfAnotherScript = Thumbprints.sha1Hex(CALLER).replaceAll("[0-9]", "\uFF11");
        String wideLetters = Thumbprints.sha1Hex(CALLER)
                .replace('A', '\uFF21')
                .replace('B', '\uFF22')
                .replace('C', '\uFF23');

        assertThat(one.select(digitsOfAnotherScript, null, null)).isEqualTo(UNKNOWN_HINT);
        assertThat(wideLetters.equals(Thumbprints.sha1Hex(CALLER)) ? UNKNOWN_HINT : one.select(wideLetters, null, null))
                .isEqualTo(UNKNOWN_HINT);
    }

    @Test
    void pinsNothingThatCannotVerify() {
        assertThatThrownBy(() -> CallerKeys.pinned(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallerKey.of(TestKeys.certificate(TestKeys.EC.getPublic(), "CN=ec")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
