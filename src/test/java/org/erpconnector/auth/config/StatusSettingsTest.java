package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may see the status page is said before there is one, and what it shows of settings is no secret. */
class StatusSettingsTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String SEGMENT = "0123456789abcdefABCDEF_-01234567";

    private final TestSettings settings = TestSettings.valid();

    @Test
    void thereIsNoPageByDefault() {
        assertThat(settings.read().get(Setting.STATUS_PATH)).isEmpty();
    }

    @Test
    void aPageThatNobodyMaySeeDoesNotStart() {
        assertThat(settings.with("status-path", "/erp-auth").refusal())
                .isEqualTo(
                        "status-path [/erp-auth]: nobody may see the status page. Set status-password-file, a file with"
                                + " a password, or status-role, a role of the server's login; or remove status-path.");
    }

    @Test
    void aRoleOrAPasswordIsEnough(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        settings.with("status-path", "/erp-auth").with("status-role", "operator");
        assertThat(settings.value(Setting.STATUS_PATH)).contains("/erp-auth");

        settings.initParams.remove("status-role");
        settings.with("status-password-file", file.toString());
        Secret read = settings.read().get(Setting.STATUS_PASSWORD).orElseThrow();
        assertThat(settings.value(Setting.STATUS_PATH)).contains("/erp-auth");
        assertThat(read.reveal()).isEqualTo(PASSWORD.toCharArray());
    }

    @Test
    void aPasswordThatIsRefusedIsOneProblemAndNotTwo() {
        assertThat(settings.with("status-path", "/erp-auth")
                        .with("status-password", "short")
                        .refusal())
                .startsWith("status-password [(secret) from init-param status-password]: not accepted.")
                .doesNotContain("short");
    }

    @Test
    void itsPathIsNotThatOfTheHttpContract() {
        assertThat(settings.with("status-path", "/authenticate")
                        .with("status-role", "operator")
                        .with("authenticate-path", "/authenticate")
                        .refusal())
                .isEqualTo(
                        "status-path [/authenticate]: the same as authenticate-path. Give the status page a path of its"
                                + " own, such as /erp-auth.");
    }

    @Test
    void everySettingIsShownWithItsSourceAndNoSecret() {
        SettingValues values = settings.property("erp-auth.clock-skew", " 30 ")
                .with("status-path", "/erp-auth")
                .with("status-password", PASSWORD)
                .with("secret-path", SEGMENT)
                .with("application-key-password", PASSWORD)
                .with("discovery-url", "https://reader:" + SEGMENT + "@login.example.com/x")
                .read();

        assertThat(values.problems()).isEmpty();
        assertThat(values.shown().stream().map(SettingShown::name))
                .containsExactlyElementsOf(
                        Setting.all().stream().map(Setting::key).toList());
        assertThat(values.shown())
                .contains(
                        new SettingShown("clock-skew", "30", "system property erp-auth.clock-skew"),
                        new SettingShown("status-password", "set", "init-param status-password"),
                        new SettingShown("secret-path", "set", "init-param secret-path"),
                        new SettingShown("caller-keys-password", "not set", "default"),
                        new SettingShown("replay-store", "memory", "default"),
                        new SettingShown(
                                "discovery-url",
                                "https://(not shown)@login.example.com/x",
                                "init-param discovery-url"));
        assertThat(values.shown().toString()).doesNotContain(PASSWORD).doesNotContain(SEGMENT);
    }

    @Test
    void aValueThatWouldHideOrForgeALineIsShownAsTheLogShowsIt() {
        String shown = settings
                .with("application-key-alias", "a\u202Eb\u200B\n<script>")
                .with("issuer", "-----BEGIN PRIVATE KEY-----")
                .read()
                .shown()
                .stream()
                .filter(one ->
                        one.name().equals("application-key-alias") || one.name().equals("issuer"))
                .map(SettingShown::value)
                .collect(Collectors.joining(" and "));
        assertThat(Optional.of(shown)).contains("a?b??<script> and (not shown)");
    }
}
