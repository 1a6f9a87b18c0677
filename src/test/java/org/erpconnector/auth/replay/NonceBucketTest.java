package org.erpconnector.auth.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.erpconnector.auth.core.ReplayStoreException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonceBucketTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_772_366_400);

    static String digest(int i) {
        return String.format("%043d", i);
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        NonceBucket bucket = NonceBucket.EMPTY
                .with(digest(1), NOW.plusSeconds(1), NOW)
                .with(digest(2), NOW.plusSeconds(2), NOW)
                .with(digest(3), NOW.plusSeconds(3), NOW.plusSeconds(1));
        assertThat(bucket.has(digest(1))).isFalse();
        assertThat(bucket.has(digest(2))).isTrue();
        assertThat(bucket.forgottenUntil()).isEqualTo(NOW.getEpochSecond() + 1);
        assertThat(NonceBucket.parse(bucket.text())).isEqualTo(bucket);
        assertThat(NonceBucket.parse(NonceBucket.EMPTY.text())).isEqualTo(NonceBucket.EMPTY);
    }

    @Test
    void remembersUntilTheVeryInstantAtWhichTheTokenIsRefused() throws Exception {
        NonceBucket bucket = NonceBucket.EMPTY.with(digest(1), NOW.plusMillis(1500), NOW);
        assertThat(bucket.with(digest(2), NOW.plusSeconds(60), NOW.plusMillis(1499))
                        .has(digest(1)))
                .isTrue();
        assertThat(bucket.with(digest(2), NOW.plusSeconds(60), NOW.plusSeconds(2))
                        .has(digest(1)))
                .isFalse();
    }

    @Tag("R05")
    @Test
    void forgetsNoneThatIsOfUseWhenItIsFull() throws Exception {
        NonceBucket bucket = NonceBucket.EMPTY;
        for (int i = 0; i < NonceBucket.CAPACITY; i++) {
            bucket = bucket.with(digest(i), NOW.plusSeconds(i + 1), NOW);
        }
        NonceBucket full = bucket;
        assertThatThrownBy(() -> full.with(digest(1000), NOW.plusSeconds(60), NOW))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("places for nonces");
        assertThat(full.with(digest(1000), NOW.plusSeconds(60), NOW.plusSeconds(1))
                        .used())
                .hasSize(NonceBucket.CAPACITY)
                .doesNotContainKey(digest(0));
    }

    /** Another node's clock is ahead, and it has forgotten what this one would still let in. */
    @Tag("JT11")
    @Test
    void answersNobodyWhoseUseAnotherNodeMayHaveForgotten() throws Exception {
        NonceBucket ahead = NonceBucket.EMPTY
                .with(digest(1), NOW.plusSeconds(360), NOW)
                .with(digest(2), NOW.plusSeconds(1000), NOW.plusSeconds(400));
        assertThatThrownBy(() -> ahead.with(digest(1), NOW.plusSeconds(360), NOW))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("the clocks of the nodes differ");
        assertThat(ahead.with(digest(3), NOW.plusSeconds(361), NOW).has(digest(3)))
                .isTrue();
    }

    @Tag("R08")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "0 ",
                "0 short:1",
                "0 0000000000000000000000000000000000000000001:",
                "0 0000000000000000000000000000000000000000001:1\n",
                "0  0000000000000000000000000000000000000000001:1",
                "12345678901234567890"
            })
    void refusesToReadAnythingElse(String text) {
        assertThatThrownBy(() -> NonceBucket.parse(text)).isInstanceOf(ReplayStoreException.class);
    }
}
