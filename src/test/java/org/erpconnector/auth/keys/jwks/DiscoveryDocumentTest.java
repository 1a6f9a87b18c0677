package org.erpconnector.auth.keys.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.erpconnector.auth.keys.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ATTACKS group 17, row D20. */
class DiscoveryDocumentTest {
    private static final String ISSUER = "https://login.example.com/a";
    private static final KeySetLocation PLACE =
            new KeySetLocation(URI.create(ISSUER + "/.well-known/openid-configuration"), Set.of(ISSUER, ISSUER + "/"));

    private static URI address(String document) {
        return TestKeys.made(() -> DiscoveryDocument.keySetAddress(document, PLACE));
    }

    private static String fault(String document) {
        KeySetException refused =
                catchThrowableOfType(KeySetException.class, () -> DiscoveryDocument.keySetAddress(document, PLACE));
        assertThat(refused).as(document).isNotNull();
        return refused.finding().fault();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.com/a/jwks",
                "https://LOGIN.example.com:443/elsewhere?p=policy",
                "HTTPS://login.example.com/"
            })
    void followsAKeySetOnTheSameServer(String jwksUri) {
        assertThat(address(TestKeySets.configuration(ISSUER, jwksUri))).isEqualTo(URI.create(jwksUri));
        assertThat(address(TestKeySets.configuration(ISSUER + "/", jwksUri))).isEqualTo(URI.create(jwksUri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.com",
                "https://login.example.com/A",
                "https://login.example.com/a//",
                "https://LOGIN.example.com/a",
                "http://login.example.com/a",
                "https://evil.example/a",
                ""
            })
    void refusesADocumentOfAnotherIssuer(String issuer) {
        assertThat(fault(TestKeySets.configuration(issuer, ISSUER + "/jwks")))
                .containsAnyOf("its issuer is " + issuer + ", but " + ISSUER + " is expected", "its issuer is (none)");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/jwks, on another server",
        "https://login.example.com.evil.example/jwks, on another server",
        "https://login.example.com:8443/jwks, on another server",
        "https://169.254.169.254/latest/meta-data, on another server",
        "http://login.example.com/a/jwks, scheme http is not accepted",
        "http://127.0.0.1/jwks, on another server",
        "https://login.example.com@evil.example/jwks, a user name",
        "https://user:secret@login.example.com/jwks, a user name",
        "https://login.example.com/jwks#x, has a #",
        "file:///etc/passwd, not the address of a web server",
        "file://login.example.com/etc/passwd, scheme file is not accepted",
        "jar:https://login.example.com/x.jar!/y, not the address of a web server",
        "ldap://login.example.com/x, scheme ldap is not accepted",
        "//login.example.com/jwks, scheme  is not accepted",
        "/jwks, not the address of a web server",
        "mailto:x@login.example.com, not the address of a web server",
        "https:///jwks, not the address of a web server",
        "https://login_example.com/jwks, not the address of a web server",
        "https://login.example.com:99999/jwks, not the address of a web server",
        "https://login.example.com/a b, no address"
    })
    void refusesAKeySetAnywhereElse(String jwksUri, String why) {
        assertThat(fault(TestKeySets.configuration(ISSUER, jwksUri)))
                .contains(why)
                .doesNotContain("secret");
    }

    @Test
    void refusesADocumentThatNamesNoKeySet() {
        for (String none : List.of("", ",\"jwks_uri\":\"\"", ",\"jwks_uri\":null")) {
            assertThat(fault("{\"issuer\":\"" + ISSUER + "\"" + none + "}")).isEqualTo("it has no jwks_uri");
        }
        assertThat(fault("{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":[\"" + ISSUER + "/jwks\"]}"))
                .contains("its jwks_uri is no text");
        assertThat(fault("{\"jwks_uri\":\"" + ISSUER + "/jwks\"}")).contains("its issuer is (none)");
        assertThat(fault("<html/>")).contains("not strict JSON");
        assertThat(fault("[]")).contains("not a JSON object");
        assertThat(fault("{\"issuer\":\"" + ISSUER + "\",\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"" + ISSUER
                        + "/jwks\"}"))
                .contains("not strict JSON");
    }

    @Test
    void keepsTheLogCleanOfTheIssuersName() {
        assertThat(fault(TestKeySets.configuration("a\\r\\nb\\u001b" + "x".repeat(500), ISSUER)))
                .matches("[ -~]{1,400}");
    }
}
