package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.keys.KeyRing;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.keys.SettingsCheck;
import org.erpconnector.auth.keys.jwks.CallerKeySet;
import org.erpconnector.auth.observe.KeyView;
import org.erpconnector.auth.observe.SettingsReport;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestSigner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of keys: which, how old, and whether handshakes can be answered with them. */
class KeyStatusTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static TestKeys application;
    private static TestKeys next;
    private static TestKeys caller;

    private boolean gone;
    private Function<Optional<Map<String, String>>, SettingsCheck> checking =
            others -> new SettingsCheck(List.of(), Optional.empty(), List.of(), List.of());
    private int contextsLent;

    @BeforeAll
    static void makeKeys() {
        application = TestKeys.ofBits(2048);
        next = TestKeys.ofBits(2048);
        caller = TestKeys.ofBits(2048);
    }

    @Test
    void everyKeyInUseIsListedByRoleAndThumbprint() throws ConfigurationException {
        List<KeyView> keys = status(Optional.empty()).keys();
        assertThat(keys).extracting(KeyView::getRole).containsExactly("own", "next", "caller");
        assertThat(keys)
                .extracting(KeyView::getId)
                .containsExactly(
                        Thumbprints.sha1Hex(application.certificate()),
                        Thumbprints.jwk(next.publicKey()),
                        Thumbprints.sha1Hex(caller.certificate()));
        assertThat(keys).extracting(KeyView::getBits).containsOnly(2048);
        assertThat(keys.get(0).getNotAfter()).isEqualTo("2113-08-10T11:42:27Z");
        assertThat(keys.get(0).getDaysLeft()).isEqualTo(31_937);
        assertThat(keys.get(1).getNotAfter()).isNull();
    }

    @Test
    void keysThatCanNoLongerBeReadAreAProblemButUsable() throws ConfigurationException {
        KeyStatus status = status(Optional.empty());
        assertThat(status.problem()).isEmpty();
        gone = true;
        assertThatThrownBy(status::reload)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageStartingWith("the last good keys stay in use: ")
                .hasMessageContaining("application-key [/keys/app.p12]: no such file");
        assertThat(status.problem()).hasValueSatisfying(text -> assertThat(text).contains("no such file"));
        assertThat(status.usable()).isTrue();
        gone = false;
        assertThatCode(status::reload).doesNotThrowAnyException();
        assertThat(status.problem()).isEmpty();
    }

    @Test
    void placesAreReadInTheContextOfTheWebApplicationThatWasLentAtStart() throws ConfigurationException {
        KeyStatus status = status(Optional.empty());
        assertThat(contextsLent).as("for reloads, and for checks").isEqualTo(2);
        status.reload();
        assertThat(contextsLent).isEqualTo(2);
    }

    @Test
    void aKeySetThatWasNeverFetchedLeavesNothingToVerifyWith() throws ConfigurationException {
        KeyStatus status = status(Optional.of(new KeySet(Optional.empty(), Optional.empty(), Optional.empty())));
        assertThat(status.usable()).isFalse();
        assertThat(status.problem()).hasValue("the caller's key set has not been fetched");
        assertThat(status.callerKeySetAge()).isEmpty();
        assertThat(status.keys()).extracting(KeyView::getRole).containsExactly("own", "next");
    }

    @Test
    void aKeySetThatCannotBeFetchedAgainIsAProblemWhileTheLastOneServes() throws ConfigurationException {
        KeyStatus status = status(Optional.of(new KeySet(
                Optional.of(CallerKeys.pinned(List.of(caller.certificate()))),
                Optional.of(NOW.minusSeconds(3600)),
                Optional.of("the server answered 503"))));
        assertThat(status.usable()).isTrue();
        assertThat(status.problem()).hasValue("the server answered 503");
        assertThat(status.callerKeySetAge()).hasValue(Duration.ofHours(1));
    }

    /** What a JMX client gets of the check, which runs where JNDI names mean what they mean to the web application. */
    @Test
    @Tag("F41")
    void aCheckIsMadeInTheContextOfTheWebApplicationAndChangesNothing() throws ConfigurationException {
        List<Map<String, String>> asked = new ArrayList<>();
        LoadedKeys others = load();
        checking = initParams -> {
            asked.add(initParams.orElse(Map.of("its", "own")));
            return new SettingsCheck(
                    List.of(new Problem("clock-skew", "301", "not accepted", "Write less")),
                    Optional.of(others),
                    List.of("a warning."),
                    List.of());
        };
        KeyStatus status = status(Optional.empty());
        Instant loaded = status.loadedAt();
        assertThat(contextsLent).as("for reloads, and for checks").isEqualTo(2);
        SettingsReport report = status.check(Optional.empty());
        status.check(Optional.of(Map.of("another", "web.xml")));
        assertThat(asked).containsExactly(Map.of("its", "own"), Map.of("another", "web.xml"));
        assertThat(report.isHealthy()).isFalse();
        assertThat(report.getProblems()).containsExactly("clock-skew [301]: not accepted. Write less.");
        assertThat(report.getWarnings()).containsExactly("a warning.");
        assertThat(report.getKeys()).extracting(KeyView::getRole).containsExactly("own", "next", "caller");
        assertThat(status.problem()).isEmpty();
        assertThat(status.loadedAt()).isEqualTo(loaded);
    }

    @Test
    @Tag("F41")
    void checksAreMadeOneAtATime() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        checking = others -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new SettingsCheck(List.of(), Optional.empty(), List.of(), List.of());
        };
        KeyStatus status = status(Optional.empty());
        CompletableFuture<SettingsReport> first = CompletableFuture.supplyAsync(() -> status.check(Optional.empty()));
        begun.await();
        assertThatThrownBy(() -> status.check(Optional.empty()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("another check is running");
        end.countDown();
        assertThat(first.get().isHealthy()).isTrue();
        assertThat(status.check(Optional.empty()).isHealthy()).isTrue();
    }

    private KeyStatus status(Optional<CallerKeySet> keySet) throws ConfigurationException {
        KeyRing<LoadedKeys> ring =
                KeyRing.of(this::load, loaded -> loaded, keySet, Duration.ofMinutes(1), CLOCK, new Silent());
        return new KeyStatus(ring, CLOCK, checking, task -> {
            contextsLent++;
            return task;
        });
    }

    private LoadedKeys load() throws ConfigurationException {
        if (gone) {
            throw new ConfigurationException(
                    new Problem("application-key", "/keys/app.p12", "no such file", "Put it there"));
        }
        return new LoadedKeys(
                TestSigner.of(application.pair(), application.certificate()),
                Optional.of(new Credentials.Next(TestSigner.of(next.pair()), NOW.plusSeconds(60))),
                Optional.of(CallerKeys.pinned(List.of(caller.certificate()))),
                List.of(),
                "test",
                Set.of(),
                Optional.empty());
    }

    private record KeySet(Optional<CallerKeys> current, Optional<Instant> lastGood, Optional<String> fault)
            implements CallerKeySet {
        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public boolean refreshIfDue() {
            return false;
        }

        @Override
        public void missed() {
            throw new IllegalStateException("nobody asked for a token's key");
        }
    }

    private static final class Silent implements KeyRing.Watcher {
        @Override
        public void replaced(LoadedKeys keys) {
            throw new IllegalStateException("the keys are what they were");
        }

        @Override
        public void kept(ConfigurationException refusal) {}

        @Override
        public void recovered() {}

        @Override
        public void callerKeysWarned(String warning) {}

        @Override
        public void callerKeysRecovered() {}
    }
}
