package org.erpconnector.auth.keys.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OTHER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.jwks.TestKeySets.bare;
import static org.erpconnector.auth.keys.jwks.TestKeySets.certified;
import static org.erpconnector.auth.keys.jwks.TestKeySets.set;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.core.CallerKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ATTACKS group 17: when a set is fetched, and what becomes of it. */
class DiscoveredKeysTest {
    private final TestIssuer issuer = new TestIssuer();
    private final DiscoveredKeys keys = issuer.keys();

    private List<CallerKey> current() {
        return keys.current().map(CallerKeys::all).orElse(List.of());
    }

    /** Looks once a second, as the refresher does; seconds at which a fetch was begun. */
    private List<Long> fetchesIn(int seconds, Runnable eachSecond) {
        List<Long> at = new ArrayList<>();
        for (long second = 0; second < seconds; second++) {
            int before = issuer.fetches;
            eachSecond.run();
            keys.refreshIfDue();
            if (issuer.fetches > before) {
                at.add(second);
            }
            issuer.passSeconds(1);
        }
        return at;
    }

    private List<Long> fetchesIn(int seconds) {
        return fetchesIn(seconds, () -> {});
    }

    @Test
    void asksForTheConfigurationAndThenForTheSetThatItNames() {
        assertThat(keys.current()).isEmpty();
        assertThat(keys.lastGood()).isEmpty();
        assertThat(keys.fault()).isEmpty();

        assertThat(keys.refreshIfDue()).isTrue();

        assertThat(current()).containsExactly(CallerKey.of(CALLER));
        assertThat(keys.lastGood()).contains(issuer.now);
        assertThat(keys.fault()).isEmpty();
        assertThat(keys.warnings()).isEmpty();
        assertThat(keys.refreshIfDue()).isFalse();
        assertThat(issuer.fetches).isEqualTo(1);
    }

    /** D01 */
    @Test
    void triesAgainLessAndLessOftenUntilTheFirstSetIsThere() {
        issuer.fails("no connection");
        assertThat(fetchesIn(130)).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 61L, 91L, 121L);
        assertThat(keys.current()).isEmpty();
        assertThat(keys.fault().orElseThrow())
                .isEqualTo("caller-keys [https://login.example.com/.well-known/openid-configuration]: no connection."
                        + " Wait.");

        issuer.fails("");
        assertThat(fetchesIn(30)).hasSize(1);
        assertThat(current()).containsExactly(CallerKey.of(CALLER));
        assertThat(keys.fault()).isEmpty();
    }

    /** D02, D04, D06: whatever fails, a good set serves for a day. */
    @Test
    void keepsTheLastGoodSetForADayAndNotAMomentLonger() {
        keys.refreshIfDue();
        issuer.fails("the server answers with status 500");

        issuer.pass(Duration.ofHours(1));
        assertThat(keys.refreshIfDue()).isFalse();
        assertThat(current()).containsExactly(CallerKey.of(CALLER));
        assertThat(keys.fault().orElseThrow()).contains("status 500").doesNotContain("24 hours");

        issuer.pass(Duration.ofHours(23).minusSeconds(1));
        assertThat(keys.refreshIfDue()).isFalse();
        assertThat(current()).hasSize(1);

        issuer.passSeconds(1);
        assertThat(keys.current()).isEmpty();
        assertThat(keys.refreshIfDue()).isTrue();
        assertThat(keys.refreshIfDue()).isFalse();
        assertThat(keys.fault().orElseThrow()).endsWith("older than 24 hours and is no longer used.");

        issuer.fails("");
        issuer.passSeconds(30);
        assertThat(keys.refreshIfDue()).isTrue();
        assertThat(current()).hasSize(1);
    }

    /** D04, D06, D20: the same for answers that can be read and not used. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"keys\":null}", "{\"keys\":{}}", "{\"keys\":[]}", "<html>"})
    void keepsTheLastGoodSetWhereANewOneCannotBeUsed(String text) {
        keys.refreshIfDue();
        issuer.set = text;
        issuer.pass(Duration.ofMinutes(15));
        assertThat(keys.refreshIfDue()).isFalse();
        assertThat(current()).containsExactly(CallerKey.of(CALLER));
        assertThat(keys.fault().orElseThrow()).startsWith("caller-keys [https://login.example.com/jwks]: ");

        issuer.configuration = TestKeySets.configuration("https://evil.example", "https://evil.example/jwks");
        issuer.passSeconds(30);
        assertThat(keys.refreshIfDue()).isFalse();
        assertThat(current()).containsExactly(CallerKey.of(CALLER));
        assertThat(keys.fault().orElseThrow()).contains("its issuer is https://evil.example");
    }

    /** D15, and the answer to each of these tokens does not wait: missed() only leaves a note. */
    @Test
    void fetchesAtMostOncePerHalfMinuteHoweverManyUnknownKidsCome() {
        List<Long> at = fetchesIn(120, () -> {
            for (int i = 0; i < 10_000; i++) {
                keys.missed();
            }
        });
        assertThat(at).containsExactly(0L, 30L, 60L, 90L);
        assertThat(current()).containsExactly(CallerKey.of(CALLER));
    }

    /** D15 */
    @Test
    void fetchesOnceForAnUnknownKidAndThenWaitsForTheNextOne() {
        keys.refreshIfDue();
        issuer.set = set(certified(), bare(OWN, "new"));
        issuer.passSeconds(40);
        assertThat(keys.refreshIfDue()).isFalse();

        keys.missed();
        assertThat(keys.refreshIfDue()).isTrue();
        assertThat(current()).hasSize(2);
        assertThat(fetchesIn(600)).isEmpty();
    }

    /** D15: a key that is published while a fetch is under way must not wait for the next quarter of an hour. */
    @Test
    void remembersATokenThatCameDuringAFetch() {
        issuer.meanwhile = keys::missed;
        keys.refreshIfDue();
        issuer.meanwhile = () -> {};
        assertThat(fetchesIn(60)).containsExactly(30L);
    }

    /** D16: only an unknown kid is told, so without missed() there is nothing but the regular fetch. */
    @Test
    void fetchesOnceInAQuarterOfAnHourByItself() {
        assertThat(fetchesIn(3600)).containsExactly(0L, 900L, 1800L, 2700L);
    }

    /** D17 */
    @Test
    void losesAKeyThatTheIssuerHasRemovedAtTheNextRefresh() {
        issuer.set = set(certified(), bare(OWN, "to be removed"));
        keys.refreshIfDue();
        assertThat(current()).hasSize(2);

        issuer.set = set(certified());
        issuer.pass(Duration.ofMinutes(15));
        assertThat(keys.refreshIfDue()).isTrue();
        assertThat(current()).containsExactly(CallerKey.of(CALLER));
    }

    /** D18 */
    @Test
    void takesAnotherKeyOfTheSameKidAtTheNextRefresh() {
        issuer.set = set(bare(OTHER, "kid"));
        keys.refreshIfDue();
        issuer.set = set(bare(OWN, "kid"));
        issuer.pass(Duration.ofMinutes(15));
        assertThat(keys.refreshIfDue()).isTrue();
        assertThat(current()).hasSize(1);
        assertThat(current().get(0).publicKey()).isEqualTo(OWN.getPublic());
    }

    /** D19: of the set; the configuration's own max-age, 1 second here, is not asked. */
    @ParameterizedTest
    @CsvSource({"max-age=0, 60", "max-age=300, 300", "max-age=315360000, 86400", "no-store, 900"})
    void fetchesAgainWhenTheIssuerSaysButWithinReason(String header, long seconds) {
        issuer.cacheControl = Optional.of(header);
        keys.refreshIfDue();
        issuer.pass(Duration.ofSeconds(seconds).minusMillis(1));
        keys.refreshIfDue();
        assertThat(issuer.fetches).isEqualTo(1);
        issuer.pass(Duration.ofMillis(1));
        keys.refreshIfDue();
        assertThat(issuer.fetches).isEqualTo(2);
    }

    /** D23 */
    @Test
    void goesOnWhenThisMachinesClockIsSetBack() {
        keys.refreshIfDue();
        issuer.pass(Duration.ofDays(-365));
        assertThat(keys.refreshIfDue()).isFalse();
        assertThat(issuer.fetches).isEqualTo(2);
        assertThat(current()).hasSize(1);
        assertThat(fetchesIn(60)).isEmpty();
    }

    /** D24: the refresher logs it and looks again; see DiscoveryTest. */
    @Test
    void isNotStuckAfterAnErrorInTheMiddleOfAFetch() {
        keys.refreshIfDue();
        issuer.meanwhile = () -> {
            throw new OutOfMemoryError("as a test");
        };
        issuer.pass(Duration.ofMinutes(15));
        assertThatThrownBy(keys::refreshIfDue).isInstanceOf(OutOfMemoryError.class);
        assertThat(current()).hasSize(1);
        assertThat(keys.fault().orElseThrow()).contains("unforeseen failure");
        assertThat(keys.refreshIfDue()).isFalse();
        assertThat(issuer.fetches).isEqualTo(2);

        issuer.meanwhile = () -> {};
        issuer.passSeconds(1);
        keys.refreshIfDue();
        assertThat(keys.fault()).isEmpty();
    }

    /** D26: up to a fifth earlier, never later; retries up to half earlier. */
    @Test
    void doesNotAskAtTheSameMomentAsOtherServersThatStartedWithIt() {
        DiscoveredKeys earliest = issuer.keys(1);
        earliest.refreshIfDue();
        issuer.passSeconds(719);
        earliest.refreshIfDue();
        assertThat(issuer.fetches).isEqualTo(1);
        issuer.passSeconds(1);
        issuer.fails("no connection");
        earliest.refreshIfDue();
        assertThat(issuer.fetches).isEqualTo(2);
        issuer.pass(Duration.ofMillis(499));
        earliest.refreshIfDue();
        assertThat(issuer.fetches).isEqualTo(2);
        issuer.pass(Duration.ofMillis(1));
        earliest.refreshIfDue();
        assertThat(issuer.fetches).isEqualTo(3);
    }

    /** D07, D11 */
    @Test
    void saysWhichEntriesOfTheSetItDoesNotUse() {
        issuer.set = set(certified(), bare(OWN, "leaked").withText("d", "AQAB"));
        keys.refreshIfDue();
        assertThat(keys.fault()).isEmpty();
        assertThat(keys.warnings())
                .containsExactly("caller-keys [https://login.example.com/jwks, key leaked]: the issuer has published a"
                        + " private key, with which anybody can sign. Tell the issuer; the other keys of the set stay"
                        + " in use.");
    }
}
