package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiTest {
    /** The neighbours of A and Z differ from those of a and z by the same 32. */
    @ParameterizedTest
    @CsvSource({
        "AMZ, amz, true",
        "amz, AMZ, true",
        "amz, amy, false",
        "@, `, false",
        "[, {, false",
        "0, P, false",
        "s, \u017f, false",
        "k, \u212a, false",
        "a, aa, false"
    })
    void ignoresTheCaseOfAToZAndNothingElse(String a, String b, boolean equal) {
        assertThat(Ascii.equalsIgnoreCase(a, b)).isEqualTo(equal);
    }
}
