package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingProblemsTest {
    private static final String SECRET = "S3cret-of-the-store";

    private final TestSettings settings = TestSettings.valid();

    private List<String> messages() {
        return settings.read().problems().stream().map(Problem::toString).toList();
    }

    @Test
    void reportsEveryProblemAtOnceInTheOrderOfTheSettings() {
        settings.with("settings-prefix", "No Prefix")
                .with("zeal", "1")
                .with("aplication-id", "x")
                .with("environment", "moon")
                .with("clock-skew", "-1")
                .with("authenticate-path", "/a/../b")
                .with("mirroring-build", " ")
                .initParams
                .remove("application-id");

        List<Problem> problems = settings.read().problems();

        assertThat(problems.stream().map(Problem::setting))
                .containsExactly(
                        "settings-prefix",
                        "aplication-id",
                        "zeal",
                        "application-id",
                        "environment",
                        "authenticate-path",
                        "clock-skew",
                        "mirroring-build");
        assertThat(new ConfigurationException(problems).getMessage().lines())
                .hasSize(problems.size())
                .allMatch(line -> line.endsWith("."));
    }

    @Test
    void eachSettingsProblemsStandInTheOrderOfTheSettings() {
        Setting.all().forEach(setting -> settings.with(setting.key(), "${ALIAS=x}"));

        assertThat(settings.read().problems().stream().map(Problem::setting))
                .containsExactlyElementsOf(
                        Setting.all().stream().map(Setting::key).toList());
    }

    @Test
    void asksForTheTwoSettingsThatHaveNoDefault() {
        settings.initParams.clear();

        assertThat(messages())
                .containsExactly(
                        "application-id: not set. Set it as init-param application-id of the filter, or on the server as"
                                + " system property erp-auth.application-id or JNDI entry"
                                + " java:comp/env/erp-auth/application-id. "
                                + "Client id of the app in SuperOffice's App Store: what follows `app://` in the"
                                + " tenant's connector URL.",
                        "environment: not set. Set it as init-param environment of the filter, or on the server as"
                                + " system property erp-auth.environment or JNDI entry"
                                + " java:comp/env/erp-auth/environment. "
                                + "Who calls: `development`, `stage` or `production` of SuperOffice CRM Online, or"
                                + " `custom` for tests and other issuers.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"YOUR-CLIENT-ID", "your-client-id", " Your_Client_Id ", "your-app"})
    @Tag("F50")
    void refusesReadmesPlaceholderForTheClientId(String pasted) {
        settings.with("application-id", pasted);

        assertThat(messages())
                .containsExactly(
                        "application-id [" + pasted + " from init-param application-id]: not accepted. Write the"
                                + " client id of your app in SuperOffice's App Store in place of README's placeholder"
                                + " YOUR-CLIENT-ID: what follows app:// in the tenant's connector URL.");
    }

    /** README's changeit is none: it is the password of real keystores, those of Payara and Tomcat. */
    @Test
    @Tag("F50")
    void refusesReadmesPlaceholderInAnySettingAndVariablesThatNobodyHasResolved() {
        settings.with("application-key-password", "...")
                .with("caller-keys", "/etc/erp/a.crt,${env.HOME}/b.crt")
                .with("application-key", "/etc/${stage}/application.p12")
                .with("caller-keys-password", "in${side");

        assertThat(messages())
                .containsExactlyInAnyOrder(
                        "application-key-password [(secret) from init-param application-key-password]: README's"
                                + " placeholder. Write the value that belongs there, or remove it.",
                        "caller-keys [/etc/erp/a.crt,${env.HOME}/b.crt from init-param caller-keys]: the server did not"
                                + " resolve this alias or variable. Create the alias, then restart: servers read aliases"
                                + " at start.",
                        "application-key [/etc/${stage}/application.p12 from init-param application-key]: the server did"
                                + " not resolve this alias or variable. Create the alias, then restart: servers read"
                                + " aliases at start.");
    }

    @Test
    void suggestsTheNearestNameForOneThatIsUnknown() {
        settings.with("clock-scew", "1")
                .with("Application-Key", "1")
                .with("application_key_alias", "1")
                .with("setting-prefix", "1")
                .with("", "1");

        assertThat(messages())
                .contains(
                        "clock-scew [init-param]: no such setting. Did you mean clock-skew? The manual's settings.md lists all.",
                        "Application-Key [init-param]: no such setting. Did you mean application-key? The manual's"
                                + " settings.md lists all.",
                        "application_key_alias [init-param]: no such setting. Did you mean application-key-alias?"
                                + " The manual's settings.md lists all.",
                        "setting-prefix [init-param]: no such setting. Did you mean settings-prefix? The manual's"
                                + " settings.md lists all.")
                .hasSize(5);
    }

    @Test
    @Tag("L10")
    void neverShowsASecretWhateverIsWrongWithIt() {
        List<Setting<?>> secrets =
                Setting.all().stream().filter(Setting::secret).toList();
        secrets.forEach(setting ->
                settings.with(setting.key(), "${ALIAS=" + SECRET + "}").with(setting.key() + "-", SECRET));

        assertThat(secrets).isNotEmpty();
        assertThat(messages())
                .hasSize(2 * secrets.size())
                .allMatch(message -> !message.contains(SECRET))
                .filteredOn(message -> message.contains("[(secret) from init-param "))
                .hasSize(secrets.size());
    }

    @Test
    void neverShowsAKeyThatWasPastedInPlaceOfItsPath() {
        String pem = "\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n" + SECRET;
        String xml = "<RSAKeyValue><D>" + SECRET + "</D></RSAKeyValue>,";
        String jwk = " {\"kty\":\"RSA\",\"d\":\"" + SECRET + "\"}\n";
        String der = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDAAAAAAAAAAAA" + SECRET + "\n,";
        settings.with("application-key", pem).with("caller-keys", xml);
        settings.with("issuer", jwk + "\u0000").with("next-application-key", der);

        assertThat(messages())
                .containsExactly(
                        "application-key [(not shown) from init-param application-key]: not accepted."
                                + " Write one place, without a comma.",
                        "next-application-key [(not shown) from init-param next-application-key]: not accepted."
                                + " Write one place, without a comma.",
                        "caller-keys [(not shown) from init-param caller-keys]: not accepted."
                                + " Write places separated by single commas.",
                        "issuer [(not shown) from init-param issuer]: not accepted."
                                + " Write one line without control characters or other invisible ones.");
    }

    @Test
    void aLongValueIsCutButNotThePlaceWhereItStands() {
        settings.with("application-id", "x".repeat(100_000));

        assertThat(settings.refusal())
                .startsWith("application-id [" + "x".repeat(80) + "... from init-param application-id]: not accepted");
    }

    @Test
    void aValueCannotWriteOrHideALineOfTheLog() {
        settings.with("environment", "x\r\nINFO all is well\u0085\u001B[2K\u202E\u200B")
                .with("issuer\nINFO ok", "1");

        assertThat(messages())
                .containsExactly(
                        "issuer?INFO ok [init-param]: no such setting. Did you mean issuer? The manual's settings.md lists all.",
                        "environment [x??INFO all is well??[2K?? from init-param environment]: not accepted."
                                + " Write one of development, stage, production, custom.");
    }

    @Test
    void saysWhichSettingsAreFaulty() {
        SettingValues values =
                settings.with("clock-skew", "x").with("issuers", "x").read();

        Set<Setting<?>> others = new HashSet<>(Setting.all());
        others.remove(Setting.CLOCK_SKEW);

        assertThat(values.faulty(Set.of(Setting.CLOCK_SKEW, Setting.ISSUER))).isTrue();
        assertThat(values.faulty(others)).isFalse();
        assertThat(values.faulty(Set.of())).isFalse();
    }

    @Test
    void requiringAValueThatIsNotThereIsOurFault() {
        assertThatThrownBy(() -> settings.with("clock-skew", "x").read().get(Setting.CLOCK_SKEW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("clock-skew has no value");
    }

    @Test
    void noTextFormOfAnythingShowsASecret() {
        SettingValues values = settings.with("application-key-password", SECRET).read();
        Secret secret = values.get(Setting.APPLICATION_KEY_PASSWORD).orElseThrow();
        SettingSource.Found found = new SettingSource.Found(SECRET, "init-param x");

        assertThat(secret).hasToString("(secret)");
        assertThat(found).hasToString("Found[init-param x]");
        assertThat(values.toString())
                .startsWith("SettingValues[application-id, environment, ")
                .doesNotContain(SECRET);
    }
}
