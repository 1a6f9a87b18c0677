package org.erpconnector.auth.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.naming.NamingException;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.testkit.TestDatabase;
import org.erpconnector.auth.testkit.TestNaming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that the settings name and the server does not have, or not as nonces need it: the filter does not start. */
class ReplayStoresTest {
    private static final Instant UNTIL = Instant.parse("2026-03-01T12:06:00Z");
    private static final String NAME = "java:comp/env/jdbc/erp";
    private static final String CACHE = "java:comp/env/cache/nonces";

    private final FakeCaches caches = new FakeCaches();

    @BeforeEach
    void start() {
        TestNaming.start();
    }

    @AfterEach
    void stop() {
        TestNaming.stop();
    }

    @Test
    void aDatabaseThatNobodyNamesIsAskedFor() {
        expectRefusal(Map.of("replay-store", "database"))
                .startsWith("replay-datasource: not set. Set it as init-param replay-datasource");
    }

    @Test
    void aNameToWhichNothingIsBoundIsNamedWithItsRemedy() {
        expectRefusal(database())
                .startsWith("replay-datasource [" + NAME + "]: nothing is bound to this name, where a"
                        + " javax.sql.DataSource is needed. Bind a javax.sql.DataSource to it (Tomcat: a Resource in"
                        + " context.xml");
    }

    @Test
    void whatIsBoundAndNoDataSourceIsNamedByItsClass() {
        TestNaming.BOUND.put(NAME, "jdbc:h2:mem:secret");
        expectRefusal(database()).contains("it is bound to a java.lang.String,").doesNotContain("secret");
        TestNaming.BOUND.put(NAME, "null");
        expectRefusal(database()).contains("it is bound to null,");
        TestNaming.BOUND.put(NAME, new NamingException("secret"));
        expectRefusal(database())
                .contains("the server could not make it (javax.naming.NamingException),")
                .doesNotContain("secret");
    }

    @Test
    void aTableThatIsMissingIsNamedWithItsRemedy() {
        TestNaming.BOUND.put(NAME, TestDatabase.make());
        expectRefusal(database())
                .startsWith("replay-datasource [" + NAME + "]: the replay store failed with ")
                .contains("no such table", "have the table erp_auth_nonce", "set replay-create-table to true");
    }

    @Test
    void aNodeMakesTheTableWhereItMayAndKnowsANonceAgain() throws Exception {
        TestNaming.BOUND.put(NAME, TestDatabase.make());
        Map<String, String> settings = new HashMap<>(database());
        settings.put("replay-create-table", "true");
        expectMemory(settings);
    }

    /** The entry of the setting's own name may be the DataSource, as with keys. */
    @Test
    void theSettingsOwnEntryMayHoldTheDataSource() throws Exception {
        TestNaming.BOUND.put("java:comp/env/erp-auth/replay-datasource", TestDatabase.make());
        expectMemory(Map.of("replay-store", "database", "replay-create-table", "true"));
    }

    @Tag("F32")
    @Test
    void aManagerOrACacheIsUsedByItsName() throws Exception {
        TestNaming.BOUND.put(CACHE, caches.manager());
        expectMemory(jcache());
        assertThat(caches.caches).containsOnlyKeys("erp-connector-auth.an-app");
        caches.make("anything", strings().setExpiryPolicyFactory(EternalExpiryPolicy.factoryOf()));
        caches.entries.clear();
        TestNaming.BOUND.put(CACHE, caches.caches.get("anything"));
        expectMemory(jcache());
        assertThat(caches.caches).containsOnlyKeys("erp-connector-auth.an-app", "anything");
    }

    @Test
    void aCacheThatForgetsTooSoonOrTakesNoTextsIsRefused() {
        caches.make(
                "hasty",
                strings().setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.MINUTES, 5))));
        TestNaming.BOUND.put(CACHE, caches.caches.get("hasty"));
        expectRefusal(jcache()).startsWith("replay-cache [" + CACHE + "]: ").contains("its expiry differs");
        caches.make("numbers", new MutableConfiguration<String, Long>().setTypes(String.class, Long.class));
        TestNaming.BOUND.put(CACHE, caches.caches.get("numbers"));
        expectRefusal(jcache()).contains("its types differ");
    }

    @Test
    void aNameWithoutACacheIsRefused() {
        expectRefusal(jcache())
                .startsWith("replay-cache [" + CACHE + "]: nothing is bound to this name, where a"
                        + " javax.cache.CacheManager is needed. Bind a javax.cache.CacheManager or javax.cache.Cache");
    }

    /** Who names one believes that the nodes share their nonces. */
    @ParameterizedTest
    @ValueSource(strings = {"memory", "none", "jcache"})
    void aDatabaseThatIsNamedAndNotUsedIsRefused(String store) {
        expectRefusal(Map.of("replay-store", store, "replay-datasource", NAME))
                .isEqualTo("replay-datasource [" + NAME + "]: not used, since replay-store is " + store
                        + ". Set replay-store to database, or leave this out.");
        assertThat(TestNaming.ASKED).doesNotContain(NAME);
    }

    @Test
    void aCacheThatIsNamedAndNotUsedIsRefused() {
        expectRefusal(Map.of("replay-cache", CACHE))
                .isEqualTo("replay-cache [" + CACHE + "]: not used, since replay-store is memory. Set replay-store to"
                        + " jcache, or leave this out.");
    }

    private static Map<String, String> database() {
        return Map.of("replay-store", "database", "replay-datasource", NAME);
    }

    private static Map<String, String> jcache() {
        return Map.of("replay-store", "jcache", "replay-cache", CACHE);
    }

    private static MutableConfiguration<String, String> strings() {
        return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
    }

    private static ReplayGuard open(Map<String, String> settings) throws ConfigurationException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("application-id", "an-app");
        all.put("environment", "custom");
        return ReplayStores.open(SettingValues.read(all, attribute -> null), Clock.systemUTC());
    }

    private static void expectMemory(Map<String, String> settings) throws Exception {
        try (ReplayGuard one = open(settings);
                ReplayGuard two = open(settings)) {
            assertThat(one.firstUse("key", "nonce", UNTIL)).isTrue();
            assertThat(two.firstUse("key", "nonce", UNTIL)).isFalse();
        }
    }

    private static org.assertj.core.api.AbstractStringAssert<?> expectRefusal(Map<String, String> settings) {
        String[] said = new String[1];
        assertThatThrownBy(() -> open(settings))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> said[0] = e.problems().get(0).toString());
        return assertThat(said[0]);
    }
}
