package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.erpconnector.auth.keys.CertificateChoice.Refused.HINTS_DISAGREE;
import static org.erpconnector.auth.keys.CertificateChoice.Refused.NO_HINT;
import static org.erpconnector.auth.keys.CertificateChoice.Refused.UNKNOWN_HINT;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN_CERTIFICATE;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PinnedCertificatesTest {
    private final PinnedCertificates one = PinnedCertificates.of(List.of(CALLER, CALLER));
    private final PinnedCertificates two = PinnedCertificates.of(List.of(CALLER, OWN_CERTIFICATE));
    private final PinnedCertificate caller = PinnedCertificate.of(CALLER);
    private final PinnedCertificate other = PinnedCertificate.of(OWN_CERTIFICATE);

    @Test
    void choosesByEachHintAlone() {
        String lower = caller.sha1Hex().toLowerCase(Locale.ROOT);
        assertThat(List.of(
                        two.select(caller.sha1Hex(), null, null),
                        two.select(lower, null, null),
                        two.select(lower.substring(0, 20) + caller.sha1Hex().substring(20), null, null),
                        two.select(caller.x5t(), null, null),
                        two.select(null, caller.x5t(), null),
                        two.select(null, null, caller.x5tS256()),
                        two.select(caller.sha1Hex(), caller.x5t(), caller.x5tS256())))
                .allMatch(new CertificateChoice.Chosen(caller)::equals);
    }

    @Test
    void needsAHintOnlyToTellSeveralApart() {
        assertThat(one.all()).containsExactly(caller);
        assertThat(one.select(null, null, null)).isEqualTo(new CertificateChoice.Chosen(caller));
        assertThat(two.select(null, null, null)).isEqualTo(NO_HINT);
    }

    @Test
    void refusesAHintThatNamesNone() {
        for (String hint : List.of(
                "",
                " ",
                other.sha1Hex(),
                caller.sha1Hex() + " ",
                caller.x5tS256(),
                caller.sha1Hex().substring(1),
                caller.x5t() + "=",
                caller.x5t().toUpperCase(Locale.ROOT) + "x",
                "../../etc/passwd")) {
            assertThat(one.select(hint, null, null)).as(hint).isEqualTo(UNKNOWN_HINT);
            assertThat(one.select(caller.sha1Hex(), hint, null)).as(hint).isEqualTo(UNKNOWN_HINT);
            assertThat(one.select(null, caller.x5t(), hint.equals(caller.x5tS256()) ? "" : hint))
                    .as(hint)
                    .isEqualTo(UNKNOWN_HINT);
        }
        assertThat(two.select(null, caller.sha1Hex(), null)).isEqualTo(UNKNOWN_HINT);
    }

    @Test
    void refusesHintsThatNameDifferentCertificates() {
        assertThat(two.select(caller.sha1Hex(), other.x5t(), null)).isEqualTo(HINTS_DISAGREE);
        assertThat(two.select(null, caller.x5t(), other.x5tS256())).isEqualTo(HINTS_DISAGREE);
        assertThat(two.select(other.x5t(), null, caller.x5tS256())).isEqualTo(HINTS_DISAGREE);
    }

    @Test
    void comparesHexInAsciiOnly() {
        String digitsOfAnotherScript = caller.sha1Hex().replaceAll("[0-9]", "\uFF11");
        String wideLetters =
                caller.sha1Hex().replace('A', '\uFF21').replace('B', '\uFF22').replace('C', '\uFF23');

        assertThat(one.select(digitsOfAnotherScript, null, null)).isEqualTo(UNKNOWN_HINT);
        assertThat(wideLetters.equals(caller.sha1Hex()) ? UNKNOWN_HINT : one.select(wideLetters, null, null))
                .isEqualTo(UNKNOWN_HINT);
    }

    @Test
    void pinsNothingThatCannotVerify() {
        assertThatThrownBy(() -> PinnedCertificates.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PinnedCertificate.of(TestKeys.certificate(TestKeys.EC.getPublic(), "CN=ec")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
