package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.simulator.DemoKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From init-params to a filter that is ready, or to one message that says all that keeps it from starting. */
class FilterComponentsTest {
    @TempDir
    static Path folder;

    private static DemoKeys keys;
    private static DemoKeys small;
    /** At the time when the keys were made, since their certificates begin then. */
    private static Clock clock;

    @BeforeAll
    static void makeKeys() throws IOException {
        keys = DemoKeys.make(folder.resolve("keys"));
        small = DemoKeys.make(folder.resolve("small"), "small-app", 1024);
        clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    }

    private static Map<String, String> settings(DemoKeys of) {
        return new HashMap<>(Map.of(
                "application-id", of.applicationId(),
                "environment", "custom",
                "application-key", of.application().keystore().toString(),
                "application-key-password", of.application().password(),
                "caller-keys", of.callerCertificate().toString()));
    }

    private static Map<String, String> settings(DemoKeys of, String name, String value) {
        Map<String, String> settings = settings(of);
        settings.put(name, value);
        return settings;
    }

    private static FilterComponents start(Map<String, String> settings) throws ConfigurationException {
        Logger logger = Logger.getLogger("test");
        return FilterComponents.of(
                SettingValues.read(settings, attribute -> null),
                clock,
                TestParts.everyLine(logger, "a-filter"),
                new KeyLog(logger, "a-filter"));
    }

    /** The problems, after a look at what must never be in a refusal. */
    private static List<Problem> refusal(Map<String, String> settings) {
        ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, () -> start(settings));
        assertThat(refused).as("refusal").isNotNull();
        for (String password : Stream.of(keys, small)
                .flatMap(made -> Stream.of(made.application(), made.caller()))
                .map(DemoKeys.StoredKey::password)
                .toList()) {
            assertThat(refused).hasMessageNotContaining(password);
        }
        refused.problems().forEach(problem -> assertThat(refused).hasMessageContaining(problem.toString()));
        return refused.problems();
    }

    private static String sha1Hex(Path certificate) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(certificate)) {
            return Thumbprints.sha1Hex(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
    }

    private static String sha1Hex(DemoKeys.StoredKey key) throws IOException, GeneralSecurityException {
        KeyStore store =
                KeyStore.getInstance(key.keystore().toFile(), key.password().toCharArray());
        return Thumbprints.sha1Hex((X509Certificate) store.getCertificate(key.alias()));
    }

    @Test
    void startsAndSaysInOneLineWhatIsConfigured() throws Exception {
        FilterComponents started = start(settings(keys));

        assertThat(started.summary().replaceFirst("/[A-Za-z0-9_-]{43} ", "/(RFC 7638) "))
                .isEqualTo("application-id=" + keys.applicationId() + " environment=custom application-key=RSA-2048/"
                        + sha1Hex(keys.application()) + "/(RFC 7638) caller-keys="
                        + sha1Hex(keys.callerCertificate())
                        + " crypto-provider=default authenticate-path=none replay-store=memory calls=open");
        assertThat(started.keys().keys().warnings()).isEmpty();
        assertThat(started.limits().bytes()).isEqualTo(65536);
    }

    @Test
    void theSummaryNamesEveryCallerKeyAndThePathButNoPassword() throws Exception {
        Map<String, String> settings = settings(keys, "authenticate-path", "/authenticate");
        settings.put("caller-keys", keys.callerCertificate() + "," + small.callerCertificate());

        FilterComponents started = start(settings);

        assertThat(started.summary())
                .contains(" caller-keys=" + sha1Hex(keys.callerCertificate()) + "," + sha1Hex(small.callerCertificate())
                        + " ")
                .endsWith(" crypto-provider=default authenticate-path=/authenticate replay-store=memory calls=open")
                .doesNotContain("\n", "\r", keys.application().password());
        assertThat(started.toString()).doesNotContain(keys.application().password());
    }

    @Test
    void theSummaryNamesWhatIsAskedOfOtherCalls() throws Exception {
        Map<String, String> settings = settings(keys, "verify-every-call", "true");
        settings.put("secret-path", "0123456789abcdef0123456789abcdef");
        settings.put("require-recent-handshake", "60");
        settings.put("allowed-callers", "192.0.2.7");

        assertThat(start(settings).summary())
                .endsWith(" calls=verify-every-call,secret-path,require-recent-handshake,allowed-callers");
    }

    @Test
    void theSummaryNamesAKeyWithoutCertificateByItsThumbprint() throws Exception {
        Map<String, String> settings =
                settings(keys, "application-key", keys.applicationPrivate().toString());
        settings.remove("application-key-password");

        assertThat(start(settings).summary())
                .containsPattern(" application-key=RSA-2048/[A-Za-z0-9_-]{43} caller-keys=");
    }

    @Test
    void reportsTheFaultsOfSettingsAndKeysTogether() {
        Map<String, String> settings = settings(keys, "clock-skew", "301");
        settings.put("clock-scew", "1");
        settings.put("application-key", "/no/such/key.p12");
        settings.put("caller-keys", "/no/such/one.crt,/no/such/two.crt");

        assertThat(refusal(settings))
                .extracting(Problem::setting, Problem::place)
                .containsExactly(
                        tuple("clock-scew", "init-param"),
                        tuple("clock-skew", "301 from init-param clock-skew"),
                        tuple("application-key", "/no/such/key.p12"),
                        tuple("caller-keys", "/no/such/one.crt"),
                        tuple("caller-keys", "/no/such/two.crt"));
    }

    @Test
    void asksForAllThatIsMissing() {
        assertThat(refusal(Map.of()).stream().map(Problem::setting)).containsExactly("application-id", "environment");
        assertThat(refusal(Map.of("application-id", "an-app", "environment", "custom")).stream()
                        .map(Problem::setting))
                .containsExactly("application-key", "caller-keys");
    }

    @Test
    void refusesTheWrongPasswordWithoutShowingEither() {
        assertThat(refusal(settings(
                        keys, "application-key-password", small.application().password())))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.setting()).isEqualTo("application-key-password");
                    assertThat(problem.place())
                            .isEqualTo(keys.application().keystore().toString());
                    assertThat(problem.fault()).contains("does not open");
                });
    }

    @Test
    void refusesToSignJwtsWithAKeyOf1024Bits() {
        assertThat(refusal(settings(small, "reply-token", "jwt")))
                .containsExactly(new Problem(
                        "reply-token",
                        "jwt",
                        "a signed JWT needs an RSA key of 2048 bits or more (RFC 7518 section 3.3), but application-key"
                                + " has 1024",
                        "Register a larger key with SuperOffice, or set reply-token to application-token"));
    }

    @Test
    void refusesTheHttpContractWithAKeyOf1024BitsUnlessItsReplyIsAnApplicationToken() throws Exception {
        Map<String, String> settings = settings(small, "authenticate-path", "/authenticate");
        assertThat(refusal(settings)).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("reply-token");
            assertThat(problem.place()).isEqualTo("auto");
        });

        settings.put("reply-token", "application-token");
        assertThat(start(settings).summary()).contains("RSA-1024", "authenticate-path=/authenticate");
    }

    @Test
    void startsWithAKeyOf1024BitsForSoapAndWarns() throws Exception {
        FilterComponents started = start(settings(small));

        assertThat(started.summary()).contains("application-id=small-app", "application-key=RSA-1024/");
        assertThat(started.keys().keys().warnings())
                .singleElement()
                .asString()
                .startsWith("application-key [")
                .contains("1024 bits")
                .endsWith("Register a key of 2048 bits with SuperOffice.");
    }

    @Test
    void refusesACertificateOfNobodyUnderAnEnvironmentOfSuperOffices() throws Exception {
        assertThat(refusal(settings(keys, "environment", "production")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.setting()).isEqualTo("caller-keys");
                    assertThat(problem.fault()).contains("production", "60B61583DBB2B7EEC46FD01EC0056E62451D61F3");
                    assertThat(problem.remedy()).contains("set environment to custom");
                });
    }

    @Test
    void aBadReplyTokenIsAProblemLikeAnyOther() {
        assertThat(refusal(settings(keys, "reply-token", "saml")).stream().map(Problem::setting))
                .containsExactly("reply-token");
    }
}
