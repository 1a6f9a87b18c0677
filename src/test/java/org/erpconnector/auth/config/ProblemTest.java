package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final Problem ONE = new Problem("clock-skew", "x from there", "not accepted", "Write a number");
    private static final Problem TWO = new Problem("issuer", null, "not set", "Set it");

    @Test
    void readsAsSettingPlaceFaultAndRemedy() {
        assertThat(ONE).hasToString("clock-skew [x from there]: not accepted. Write a number.");
        assertThat(TWO).hasToString("issuer: not set. Set it.");
    }

    @Test
    void aPlaceIsCleanedAndCut() {
        assertThat(new Problem("s", "a\tb\u2028c\u009Bd\uD800e" + "f".repeat(300), "fault", "Remedy").toString())
                .isEqualTo("s [a?b?c?d?e" + "f".repeat(191) + "...]: fault. Remedy.");
        assertThat(new Problem("s", "f".repeat(200), "fault", "Remedy").toString())
                .isEqualTo("s [" + "f".repeat(200) + "]: fault. Remedy.");
        // Half of a pair would make the whole line unreadable for some log viewers.
        assertThat(Printable.of("a\uD83D\uDE00", 2)).isEqualTo("a?...");
    }

    @Test
    void aMissingSettingIsAskedForWithItsMeaningAndAHintToThePrefix() {
        assertThat(Problem.notSet(Setting.CALLER_KEYS))
                .hasToString("caller-keys: not set. Set it as init-param caller-keys of the filter, or on the server as"
                        + " system property erp-auth.caller-keys or JNDI entry java:comp/env/erp-auth/caller-keys (the"
                        + " filter's settings-prefix, if it has one, takes the place of erp-auth). Places of"
                        + " SuperOffice's token-signing certificates, separated by commas: certificate files,"
                        + " truststores or JNDI names. Or `discovery`: the environment's key set, fetched and kept up to"
                        + " date.");
    }

    @Test
    void anExceptionListsEveryProblemOnALineOfItsOwn() {
        List<Problem> problems = new ArrayList<>(List.of(ONE, TWO));
        ConfigurationException refusal = new ConfigurationException(problems);
        problems.clear();

        assertThat(refusal).hasMessage(ONE + System.lineSeparator() + "  - " + TWO);
        assertThat(refusal.problems()).containsExactly(ONE, TWO);
        assertThat(new ConfigurationException(ONE)).hasMessage(ONE.toString());
    }

    @Test
    void anExceptionWithoutAProblemCannotBeMade() {
        assertThatThrownBy(() -> new ConfigurationException(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no problem to report");
    }
}
