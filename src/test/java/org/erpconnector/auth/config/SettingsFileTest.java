package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.erpconnector.auth.testkit.TestNaming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings in a file outside the WAR, and secrets in files of their own. */
class SettingsFileTest {
    private static final String SECRET = "pass$word \\u{ \u00E9";

    private final TestSettings settings = TestSettings.valid();

    @TempDir
    private Path folder;

    @BeforeEach
    void startServer() {
        TestNaming.start();
    }

    @AfterEach
    void stopServer() {
        TestNaming.stop();
    }

    private Path file(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }

    private TestSettings withFile(String text) throws IOException {
        return settings.property(
                "erp-auth.settings-file", file("erp.properties", text).toString());
    }

    @Test
    void aFileThatTheServerNamesWinsOverWhatWasPackaged() throws IOException {
        withFile("\uFEFF# of the administrator\nclock-skew = 30\nissuer=Gr\u00FC\u00DFe\n")
                .with("clock-skew", "10");

        assertThat(settings.value(Setting.CLOCK_SKEW)).contains(30);
        assertThat(settings.value(Setting.ISSUER)).contains("Gr\u00FC\u00DFe");
        assertThat(settings.read().warnings()).isEmpty();
    }

    @Test
    void aNameThatIsNoSettingIsRefused() throws IOException {
        withFile("erp-auth.clock-skew=30\n");

        assertThat(settings.refusal())
                .isEqualTo("erp-auth.clock-skew [" + folder.resolve("erp.properties")
                        + "]: no such setting. Did you mean clock-skew? The manual's settings.md lists all.");
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsPlace() throws IOException {
        withFile("application-key=C:\\users\\own.p12\n");
        assertThat(settings.refusal())
                .startsWith("settings-file [" + folder)
                .contains("no properties file: a \\u without four hexadecimal digits. Write / in paths");

        Files.write(folder.resolve("erp.properties"), "issuer=Gr\u00FC\u00DFe".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(settings.refusal()).contains("not UTF-8. Save it as UTF-8");

        Files.delete(folder.resolve("erp.properties"));
        assertThat(settings.refusal()).contains("no such file. Put the file there, or correct the path");

        settings.property("erp-auth.settings-file", "erp.properties");
        assertThat(settings.refusal())
                .isEqualTo("settings-file [erp.properties from system property erp-auth.settings-file]: not accepted."
                        + " Write the absolute path of a file.");
    }

    @Test
    void aBadValueNamesTheFile() throws IOException {
        withFile("clock-skew=soon");

        assertThat(settings.refusal())
                .startsWith(
                        "clock-skew [soon from settings-file " + folder.resolve("erp.properties") + ": clock-skew]");
    }

    @Test
    void everySecretMayBeInAFileOfItsOwnWithoutItsLineBreak() throws IOException {
        for (Setting<?> setting : Setting.all()) {
            if (setting.secret() && setting != Setting.SECRET_PATH) {
                for (String end : new String[] {"", "\n", "\r\n"}) {
                    Path file = file("secret", SECRET + end);
                    TestSettings given = TestSettings.valid().with(setting.key() + "-file", file.toString());
                    Secret read = (Secret) given.value(setting).orElseThrow();
                    assertThat(read.reveal()).isEqualTo(SECRET.toCharArray());
                    assertThat(given.read().warnings()).isEmpty();
                }
            }
        }
        Path path = file("path", "0123456789abcdef0123456789abcdef\n");
        assertThat(settings.with("secret-path-file", path.toString()).value(Setting.SECRET_PATH))
                .isPresent();
    }

    @Test
    void everySourceMayNameTheFileOfASecretAndTheStrongestWins() throws IOException {
        withFile("application-key-password-file=" + file("weak", "weak") + "\n");
        assertThat(password()).isEqualTo("weak");
        settings.variable("ERP_AUTH_APPLICATION_KEY_PASSWORD", "stronger");
        assertThat(password()).isEqualTo("stronger");
        TestNaming.BOUND.put(
                "java:comp/env/erp-auth/application-key-password-file",
                file("strongest", "strongest").toString());
        assertThat(password()).isEqualTo("strongest");
    }

    private String password() {
        return new String(
                ((Secret) settings.value(Setting.APPLICATION_KEY_PASSWORD).orElseThrow()).reveal());
    }

    @Test
    void aSecretThatIsGivenTwiceInOneSourceIsRefused() throws IOException {
        settings.with("caller-keys-password", SECRET)
                .with("caller-keys-password-file", file("secret", SECRET).toString());

        assertThat(settings.refusal())
                .isEqualTo("caller-keys-password [init-param caller-keys-password]: init-param"
                        + " caller-keys-password-file is set, too. Remove one of the two.");
    }

    @Test
    void aFileThatHoldsNoOneSecretIsRefusedAndNotShown() throws IOException {
        settings.with(
                "application-key-password-file",
                file("secret", SECRET + "\nmore\n").toString());
        assertThat(settings.refusal())
                .isEqualTo("application-key-password-file [" + folder.resolve("secret")
                        + "]: more than one line. Leave nothing but the secret in it.");

        file("secret", "\n");
        assertThat(settings.refusal())
                .startsWith("application-key-password [(secret) from")
                .contains("blank");

        file("secret", "");
        assertThat(settings.refusal()).contains("the file is empty");
    }

    @Test
    void aMisspeltFileOfASecretIsRefused() {
        settings.with("application-key-pasword-file", "/etc/erp/password");

        assertThat(settings.refusal()).contains("Did you mean application-key-password-file?");
    }

    @Test
    void warnsOfFilesThatOthersMayRead() throws IOException {
        Path secret = file("secret", SECRET);
        assumeThat(Files.getFileStore(secret).supportsFileAttributeView("posix"))
                .isTrue();
        withFile("application-key-password-file=" + secret + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder.resolve("erp.properties"), PosixFilePermissions.fromString("rw-rw----"));

        assertThat(settings.read().warnings())
                .containsExactly(
                        "settings-file [" + folder.resolve("erp.properties")
                                + "]: other users of this machine may open the file (rw-rw----). Set its mode to 0600.",
                        "application-key-password-file [" + secret
                                + "]: other users of this machine may open the file (rw-r--r--). Set its mode to 0600.");
    }
}
