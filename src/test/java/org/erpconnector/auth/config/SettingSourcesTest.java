package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.erpconnector.auth.testkit.TestNaming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.EnvironmentCapable;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingSourcesTest {
    private final TestSettings settings = TestSettings.valid();
    private final FakeMicroProfile microProfile = new FakeMicroProfile();
    private final Locale before = Locale.getDefault();
    private Path file;

    @BeforeEach
    void nameFile(@TempDir Path folder) {
        file = folder.resolve("erp.properties");
    }

    @BeforeEach
    void startServer() {
        TestNaming.start();
        microProfile.start();
    }

    @AfterEach
    void stopServer() {
        microProfile.stop();
        TestNaming.stop();
        Locale.setDefault(before);
    }

    private void spring(String name, String value) {
        settings.contextAttributes.put(
                "org.springframework.web.context.WebApplicationContext.ROOT", (EnvironmentCapable) () -> {
                    StandardEnvironment environment = new StandardEnvironment();
                    environment.getPropertySources().addLast(new MapPropertySource("test", Map.of(name, value)));
                    return environment;
                });
    }

    private void file(String text) {
        try {
            settings.with("settings-file", Files.writeString(file, text).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Weakest first: each that is added must win over all that were there. */
    private Map<String, Runnable> sources() {
        Map<String, Runnable> sources = new LinkedHashMap<>();
        sources.put("init-param", () -> settings.with("clock-skew", "11"));
        sources.put("Spring's Environment", () -> spring("erp-auth.clock-skew", "12"));
        sources.put("MicroProfile Config", () -> microProfile.with("erp-auth.clock-skew", "13"));
        sources.put("settings-file", () -> file("clock-skew=14"));
        sources.put("environment variable", () -> settings.variable("ERP_AUTH_CLOCK_SKEW", "15"));
        sources.put("system property", () -> settings.property("erp-auth.clock-skew", "16"));
        sources.put("JNDI", () -> TestNaming.BOUND.put("java:comp/env/erp-auth/clock-skew", "17"));
        return sources;
    }

    /** Two sources that differ are the rule: what was packaged and what the administrator says. So no line says so. */
    @Tag("K23")
    @Test
    void theStrongerSourceWinsOverEveryWeakerOne() {
        int expected = 11;
        for (Map.Entry<String, Runnable> source : sources().entrySet()) {
            source.getValue().run();
            assertThat(settings.value(Setting.CLOCK_SKEW)).as(source.getKey()).contains(expected++);
        }
    }

    @Test
    void eachSourceIsNamedWithTheVeryNameWhereTheValueStood() {
        String text = "soon";
        settings.with("clock-skew", text);
        assertThat(settings.refusal()).contains("[soon from init-param clock-skew]");
        spring("erp-auth.clock-skew", text);
        assertThat(settings.refusal()).contains("[soon from Spring's Environment erp-auth.clock-skew]");
        microProfile.with("erp-auth.clock-skew", text);
        assertThat(settings.refusal()).contains("[soon from MicroProfile Config erp-auth.clock-skew]");
        file("clock-skew=soon");
        assertThat(settings.refusal()).contains("[soon from settings-file " + file + ": clock-skew]");
        settings.variable("ERP_AUTH_CLOCK_SKEW", text);
        assertThat(settings.refusal()).contains("[soon from environment variable ERP_AUTH_CLOCK_SKEW]");
        settings.property("erp-auth.clock-skew", text);
        assertThat(settings.refusal()).contains("[soon from system property erp-auth.clock-skew]");
        TestNaming.BOUND.put("java:comp/env/erp-auth/clock-skew", text);
        assertThat(settings.refusal()).contains("[soon from JNDI java:comp/env/erp-auth/clock-skew]");
    }

    @Test
    void aBadValueOfAStrongSourceIsNeverReplacedByAGoodOneOfAWeakSource() {
        settings.with("clock-skew", "30");
        for (String bad : List.of("", "  ", "many", "${x}")) {
            settings.property("erp-auth.clock-skew", bad);
            assertThat(settings.refusal()).startsWith("clock-skew [" + bad + " from system property");
            assertThat(settings.read().find(Setting.CLOCK_SKEW)).isEmpty();
        }
    }

    @Test
    void thePrefixRenamesTheSettingsInEverySourceButTheFiltersOwn() {
        settings.with("settings-prefix", "\n  erp-two  ");
        int expected = 21;
        for (Runnable source : List.<Runnable>of(
                () -> settings.with("clock-skew", "21"),
                () -> microProfile.with("erp-two.clock-skew", "22"),
                () -> settings.variable("ERP_TWO_CLOCK_SKEW", "23"),
                () -> settings.property("erp-two.clock-skew", "24"),
                () -> TestNaming.BOUND.put("java:comp/env/erp-two/clock-skew", 25))) {
            source.run();
            assertThat(settings.value(Setting.CLOCK_SKEW)).contains(expected++);
        }
        assertThat(TestNaming.ASKED).allMatch(name -> name.startsWith("java:comp/env/erp-two/"));
    }

    @Test
    void anotherFiltersSettingsAreNotRead() {
        sources().values().forEach(Runnable::run);
        // Both are the filter's own, whatever its prefix.
        settings.initParams.remove("clock-skew");
        settings.initParams.remove("settings-file");
        settings.with("settings-prefix", "erp-two");

        assertThat(settings.value(Setting.CLOCK_SKEW)).contains(60);
    }

    @Test
    void refusesAPrefixThatCouldNameSomethingElse() {
        for (String bad : List.of("", "ldap://evil", "a.b", "a/b", "Erp", "1a", "-a", "a_b", "../x", "a".repeat(42))) {
            settings.with("settings-prefix", bad);
            assertThat(settings.refusal())
                    .isEqualTo(
                            "settings-prefix [" + bad + " from init-param settings-prefix]: not a prefix. Write up to"
                                    + " 41 lower-case letters, digits and -, a letter first, such as erp-auth.");
        }
        assertThat(TestNaming.ASKED).allMatch(name -> name.startsWith("java:comp/env/erp-auth/"));
        assertThat(settings.with("settings-prefix", "a".repeat(41)).read().problems())
                .isEmpty();
    }

    @Test
    void theRemedyForAMissingSettingCarriesTheFiltersPrefix() {
        settings.with("settings-prefix", "erp-two").initParams.remove("application-id");

        assertThat(settings.refusal())
                .startsWith("application-id: not set. Set it as init-param application-id of the filter, or on the"
                        + " server as system property erp-two.application-id or JNDI entry"
                        + " java:comp/env/erp-two/application-id. Client id of the app");
    }

    @Test
    void aTurkishServerReadsTheSameNamesAndValues() {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        // Turkish upper case of i is not I, so that ERP_AUTH_APPLICATION_ID would never be asked for.
        settings.initParams.clear();
        settings.variable("ERP_AUTH_APPLICATION_ID", "an-app")
                .variable("ERP_AUTH_ENVIRONMENT", "production")
                .with("reply-token", "application-token")
                .with("member-order", "alphabetical");

        assertThat(settings.value(Setting.APPLICATION_ID)).contains("an-app");
        assertThat(settings.value(Setting.ENVIRONMENT)).contains(Environment.PRODUCTION);
        assertThat(settings.value(Setting.REPLY_TOKEN)).contains(ReplyTokenChoice.APPLICATION_TOKEN);
        assertThat(settings.value(Setting.MEMBER_ORDER)).contains(MemberOrder.ALPHABETICAL);
        assertThat(Environment.PRODUCTION.label()).isEqualTo("production");
    }
}
