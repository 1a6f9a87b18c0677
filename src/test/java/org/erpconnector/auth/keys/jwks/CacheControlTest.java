package org.erpconnector.auth.keys.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ATTACKS group 17, row D19. */
class CacheControlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    max-age=3600                                | 3600
                    MAX-AGE=3600                                | 3600
                    public, max-age=3600, must-revalidate       | 3600
                    max-age="3600"                              | 3600
                    max-age=0                                   | 60
                    max-age=59                                  | 60
                    max-age=61                                  | 61
                    max-age=86400                               | 86400
                    max-age=86401                               | 86400
                    max-age=315360000                           | 86400
                    max-age=999999999999999999                  | 86400
                    max-age=9999999999999999999999999999999999  | 900
                    max-age=-1                                  | 900
                    max-age=1e9                                 | 900
                    max-age=                                    | 900
                    max-age                                     | 900
                    s-maxage=7200                               | 900
                    x-max-age=7200                              | 900
                    no-store                                    | 900
                    no-cache, no-store                          | 900
                    garbage;;==,,,                              | 900
                    """)
    void clampsWhatTheIssuerSays(String header, long seconds) {
        assertThat(CacheControl.maxAge(Optional.of(header))).hasSeconds(seconds);
    }

    @Test
    void takesAQuarterOfAnHourWhereTheIssuerSaysNothing() {
        assertThat(CacheControl.maxAge(Optional.empty())).hasMinutes(15);
        assertThat(CacheControl.maxAge(Optional.of(""))).hasMinutes(15);
    }
}
