package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;

import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.keys.jwks.DiscoveredKeys;
import org.erpconnector.auth.keys.jwks.KeySetLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings caller-keys and discovery-url. */
class KeySetLocationTest {
    private static final String URL = "https://login.example.com/a/.well-known/openid-configuration";

    private static SettingValues settings(String environment, String callerKeys, String url) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("application-id", "an-id");
        params.put("environment", environment);
        params.put("caller-keys", callerKeys);
        if (url != null) {
            params.put("discovery-url", url);
        }
        return SettingValues.read(params, attribute -> null);
    }

    private static ConfiguredKeySettings places(String environment, String callerKeys, String url) {
        return TestKeys.made(() -> new ConfiguredKeySettings(settings(environment, callerKeys, url)));
    }

    private static Optional<KeySetLocation> keySet(String environment, String callerKeys, String url) {
        return TestKeys.made(() -> KeySetLocation.of(settings(environment, callerKeys, url)));
    }

    private static String refusal(String environment, String callerKeys, String url) {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> new ConfiguredKeySettings(settings(environment, callerKeys, url)));
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.problems()).hasSize(1);
        return refused.getMessage();
    }

    @ParameterizedTest
    @CsvSource({"development, sod", "stage, qaonline", "production, online"})
    void knowsWhereSuperOfficesKeySetsLie(String environment, String host) throws ConfigurationException {
        KeySettings places = places(environment, " discovery ", null);
        KeySetLocation place = keySet(environment, " discovery ", null).orElseThrow();
        assertThat(place.configuration())
                .hasToString("https://" + host + ".superoffice.com/login/.well-known/openid-configuration");
        assertThat(place.issuers()).containsExactly("https://" + host + ".superoffice.com");
        assertThat(places.callerKeys()).isEmpty();
        assertThat(DiscoveredKeys.of(settings(environment, " discovery ", null), Clock.systemUTC()))
                .isPresent();
    }

    @Test
    void takesTheConfiguredAddressElsewhere() {
        KeySetLocation place = keySet("custom", "discovery", URL).orElseThrow();
        assertThat(place.configuration()).hasToString(URL);
        assertThat(place.issuers())
                .containsExactlyInAnyOrder("https://login.example.com/a", "https://login.example.com/a/");
    }

    @Test
    void takesAnotherPathOfSuperOfficesHostButNoOtherHost() {
        String path = "https://online.superoffice.com/Login/.well-known/openid-configuration";
        assertThat(keySet("production", "discovery", path).orElseThrow().configuration())
                .hasToString(path);
        assertThat(refusal("production", "discovery", URL))
                .isEqualTo("discovery-url [" + URL + "]: not on online.superoffice.com, the host of SuperOffice's"
                        + " production environment. Remove discovery-url, or set environment to custom if you mean"
                        + " this address.");
        assertThat(refusal("stage", "discovery", path)).contains("not on qaonline.superoffice.com");
        assertThat(refusal("production", "discovery", path.replace("https:", "http:")))
                .contains("scheme http is not accepted");
    }

    @Test
    void pinsCertificatesWhereDiscoveryIsNotAskedFor() throws ConfigurationException {
        KeySettings places = places("custom", "/a.crt, /b.crt", null);
        assertThat(places.discovery()).isFalse();
        assertThat(places.callerKeys()).containsExactly("/a.crt", "/b.crt");
        assertThat(DiscoveredKeys.of(settings("custom", "/a.crt, /b.crt", null), Clock.systemUTC()))
                .isEmpty();
        assertThat(keySet("custom", "/discovery", null)).isEmpty();
    }

    @Test
    void refusesSettingsThatContradictEachOther() {
        assertThat(refusal("custom", "discovery", null))
                .contains("discovery-url: not set, but environment is custom and caller-keys is discovery");
        assertThat(refusal("production", "discovery, /a.crt", null))
                .contains("caller-keys [discovery, /a.crt]: discovery stands beside places");
        assertThat(refusal("production", "/a.crt", URL))
                .contains("discovery-url [" + URL + "]: set, but caller-keys does not ask for discovery");
    }

    @ParameterizedTest
    @CsvSource({
        "http://login.example.com/.well-known/openid-configuration, scheme http is not accepted",
        "http://127.1/.well-known/openid-configuration, not the address of a web server",
        "http://2130706433/.well-known/openid-configuration, scheme http is not accepted",
        "http://localhost.example.com/.well-known/openid-configuration, scheme http is not accepted",
        "http://[::ffff:127.0.0.1]/.well-known/openid-configuration, scheme http is not accepted",
        "http://10.0.0.1/.well-known/openid-configuration, scheme http is not accepted",
        "file:///etc/.well-known/openid-configuration, not the address of a web server",
        "login.example.com/.well-known/openid-configuration, not the address of a web server",
        "https://u:secret@login.example.com/.well-known/openid-configuration, user name",
        "https://login.example.com/.well-known/openid-configuration#a, has a #",
        "https://login.example.com/.well-known/openid-configuration?a=secret, does not end in",
        "https://login.example.com/, does not end in",
        "https://login.example.com, does not end in",
        "https://login.example.com/jwks, does not end in"
    })
    void refusesAnAddressThatKeysMayNotComeFrom(String url, String why) {
        assertThat(refusal("custom", "discovery", url))
                .startsWith("discovery-url [")
                .contains(why)
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080/.well-known/openid-configuration",
        "http://127.9.8.7/.well-known/openid-configuration",
        "http://[::1]:8080/.well-known/openid-configuration",
        "http://LOCALHOST/x/.well-known/openid-configuration",
        "https://10.0.0.1/.well-known/openid-configuration",
        "https://login.example.com:8443/.well-known/openid-configuration"
    })
    void acceptsHttpsAnywhereAndHttpOnThisMachine(String url) {
        assertThat(keySet("custom", "discovery", url).orElseThrow().configuration())
                .hasToString(url);
    }

    @Test
    void refusesTextThatIsNoAddress() {
        assertThat(settings("custom", "discovery", "https://a b/").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("discovery-url [https://a b/", "Write an address such as"));
    }

    @Test
    void needsNoCertificateAndAcceptsNoneFromAProvider() throws ConfigurationException {
        RSAPublicKey own = (RSAPublicKey) OWN.getPublic();
        ConnectorKeys none = new ConnectorKeys(OWN.getPrivate(), own, Optional.empty(), List.of());
        ConnectorKeys pinned = new ConnectorKeys(OWN.getPrivate(), own, Optional.empty(), List.of(CALLER));

        KeySettings places = places("custom", "discovery", URL);

        assertThat(KeyCheck.signer(none, Optional.empty(), places).publicKey()).isEqualTo(own);
        assertThat(catchThrowableOfType(
                        ConfigurationException.class, () -> KeyCheck.signer(pinned, Optional.empty(), places)))
                .hasMessageContaining("caller-keys [discovery]: the key provider pins certificates all the same");
    }
}
