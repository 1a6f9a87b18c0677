package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.keys.source.KeySourceContext;

/** Settings of a test: what is not said is absent. Immutable. */
public record TestPlaces(
        Optional<String> applicationKey,
        Optional<String> alias,
        Optional<String> password,
        Optional<String> entryPassword,
        List<String> callerKeys,
        Optional<String> callerPassword,
        Environment environment) {

    public static TestPlaces of(String applicationKey, String... callerKeys) {
        return new TestPlaces(
                Optional.of(applicationKey),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(callerKeys),
                Optional.empty(),
                Environment.CUSTOM);
    }

    public TestPlaces password(String value) {
        return new TestPlaces(
                applicationKey, alias, Optional.of(value), entryPassword, callerKeys, callerPassword, environment);
    }

    public TestPlaces entryPassword(String value) {
        return new TestPlaces(
                applicationKey, alias, password, Optional.of(value), callerKeys, callerPassword, environment);
    }

    public TestPlaces alias(String value) {
        return new TestPlaces(
                applicationKey, Optional.of(value), password, entryPassword, callerKeys, callerPassword, environment);
    }

    public TestPlaces callerPassword(String value) {
        return new TestPlaces(
                applicationKey, alias, password, entryPassword, callerKeys, Optional.of(value), environment);
    }

    public TestPlaces environment(Environment value) {
        return new TestPlaces(applicationKey, alias, password, entryPassword, callerKeys, callerPassword, value);
    }

    public KeySettings places() {
        return new GivenKeySettings(
                "a-test-application",
                environment,
                applicationKey,
                alias,
                password.map(Secret::new),
                entryPassword.map(Secret::new),
                callerKeys,
                false,
                callerPassword.map(Secret::new));
    }

    public static LoadedKeys load(KeySettings places, Clock clock) throws ConfigurationException {
        return KeyProviders.load(places, Optional.empty(), clock, new KeyReader());
    }

    public static KeySourceContext applicationKey(String place) {
        return KeySourceContext.privateKey(
                        KeySourceContext.Role.APPLICATION_KEY, Optional.empty(), Optional.empty(), Optional.empty())
                .seenAt(place);
    }

    /** What this room makes of these settings and keeps; each has a text that might show a secret. */
    public static List<Object> holders(KeySettings settings, String nextPlace) throws ConfigurationException {
        return List.of(
                new NextKeyLocation(
                        nextPlace,
                        Optional.empty(),
                        settings.applicationKeyPassword(),
                        settings.applicationKeyEntryPassword(),
                        Instant.MAX),
                new KeyReader().all(settings, Optional.empty()));
    }

    public ConnectorKeys load() {
        return TestKeys.made(() -> new SettingsKeyProvider().load(places()));
    }

    /** Loads, expects exactly one refusal, and that neither it nor its causes show a password. */
    public Problem refusal() {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> new SettingsKeyProvider().load(places()));
        assertThat(refused).as("refusal").isNotNull();
        StringWriter all = new StringWriter();
        refused.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain(TestKeys.PASSWORD, TestKeys.WRONG, "PRIVATE-MARK");
        assertThat(refused.problems()).hasSize(1);
        return refused.problems().get(0);
    }

    public static String write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes).toAbsolutePath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String write(Path folder, String name, String text) {
        return write(folder, name, TestKeys.utf8(text));
    }
}
