package org.erpconnector.auth.keys.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.keys.TestPlaces;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLocationParserTest {
    private static KeySourceContext query() {
        return TestPlaces.applicationKey("");
    }

    private static Problem refusal(String text) {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> KeyLocationParser.parse(query(), text));
        assertThat(refused).as(text).isNotNull();
        assertThat(refused.problems().get(0).setting()).isEqualTo("application-key");
        return refused.problems().get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java:comp/env/auth/keys",
                "java:app/auth/keys",
                "java:module/keys",
                "java:global/auth/my-keys_1",
                "auth/keys",
                "keys",
                "Server"
            })
    void takesNamesThatOnlyThisServerResolves(String name) throws ConfigurationException {
        assertThat(KeyLocationParser.parse(query(), name)).isEqualTo(new KeyLocation.JndiLocation(name));
    }

    @Test
    void takesTheServersOwnKeystore() throws ConfigurationException {
        assertThat(KeyLocationParser.parse(query(), " server ")).isEqualTo(new KeyLocation.ServerLocation());
    }

    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @CsvSource({
        "/etc/erp/keys.p12, /etc/erp/keys.p12",
        "file:/etc/erp/keys.p12, /etc/erp/keys.p12",
        "FILE:///etc/erp/my%20keys.p12, /etc/erp/my keys.p12",
        "/etc/ldap:/x, /etc/ldap:/x"
    })
    void takesAbsoluteFiles(String text, String path) throws ConfigurationException {
        assertThat(KeyLocationParser.parse(query(), text)).isEqualTo(new KeyLocation.FileLocation(Path.of(path)));
    }

    @Tag("K19")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldap://evil.example/x",
                "LDAP://evil.example/x",
                "  ldaps://evil.example/x",
                "lDaP:x",
                "rmi://evil.example/x",
                "dns:evil.example",
                "iiop://evil.example",
                "corbaname:iiop:evil.example",
                "http://evil.example/keys.p12",
                "https://evil.example/keys.p12",
                "jar:file:/x.jar!/keys.p12",
                "nis:x",
                "auth/ldap://evil.example",
                "\tldap://evil.example"
            })
    void refusesEverySchemeBeforeAnyLookup(String text) {
        Problem problem = refusal(text);
        assertThat(problem.place()).isEqualTo(text.strip());
        assertThat(problem.fault()).contains("never looked up");
        assertThat(problem.remedy()).contains("absolute file path", "java:comp/env/", "server");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java:comp/env",
                "java:comp/env/",
                "java:comp/UserTransaction",
                "java:/keys",
                "java:jboss/keys",
                "java:global/ldap://evil.example",
                "java:comp/env/x y",
                "JAVA:comp/env/keys"
            })
    void refusesOtherJavaNames(String text) {
        assertThat(refusal(text).remedy()).contains("java:comp/env/", "java:app/", "java:module/", "java:global/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./x.p12",
                "../x.p12",
                "keys/app.p12",
                "app.PFX",
                "app.jks",
                "app.pem",
                "so.crt",
                "so.cer",
                "PrivateKey.xml",
                "~/x",
                "keys\\app",
                "file:keys.p12"
            })
    void refusesRelativePaths(String text) {
        assertThat(refusal(text).remedy()).startsWith("Write an absolute path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\\host\\share\\x.p12", "//host/share/x.p12", "file:////host/share/x.p12"})
    @DisabledOnOs(OS.WINDOWS)
    void refusesNetworkShares(String text) throws ConfigurationException {
        if (text.startsWith("file:")) {
            assertThat(KeyLocationParser.parse(query(), text))
                    .isEqualTo(new KeyLocation.FileLocation(Path.of("/host/share/x.p12")));
            return;
        }
        assertThat(refusal(text).fault()).contains("another machine");
    }

    @Test
    void refusesFileUrlsOfOtherHosts() {
        assertThat(refusal("file://host/share/x.p12").fault()).contains("not the URL of a file on this machine");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesAWindowsPathElsewhere() {
        assertThat(refusal("C:\\keys\\app.p12").fault()).contains("not an absolute path on this machine");
    }

    @Test
    void refusesAnUnresolvedAlias() {
        Problem problem = refusal("${ALIAS=keys}");
        assertThat(problem.fault()).contains("did not resolve");
        assertThat(problem.remedy()).contains("restart");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----\nPRIVATE-MARK",
                "<RSAKeyValue><D>PRIVATE-MARK",
                "MIIE\nPRIVATE-MARK",
                "{\"kty\":\"RSA\",\"d\":\"PRIVATE-MARK\"}",
                "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDPRIVATE-MARKbase64"
            })
    void neverShowsAKeyThatStandsInPlaceOfItsPlace(String text) {
        assertThat(refusal(text).toString())
                .contains("the key itself stands where its place is expected", "Put it into a file")
                .doesNotContain("PRIVATE-MARK", "MIIE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a b", "auth//keys", "keys/", "ключ"})
    void refusesWhatIsNeitherPathNorName(String text) {
        assertThat(refusal(text).remedy()).contains("absolute file path");
    }
}
