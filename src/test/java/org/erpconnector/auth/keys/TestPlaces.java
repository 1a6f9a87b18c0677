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
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Secret;

/** Settings of a test: what is not said is absent. Immutable. */
record TestPlaces(
        Optional<String> applicationKey,
        Optional<String> alias,
        Optional<String> password,
        Optional<String> entryPassword,
        List<String> callerKeys,
        Optional<String> callerPassword,
        Environment environment) {

    static TestPlaces of(String applicationKey, String... callerKeys) {
        return new TestPlaces(
                Optional.of(applicationKey),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(callerKeys),
                Optional.empty(),
                Environment.CUSTOM);
    }

    TestPlaces password(String value) {
        return new TestPlaces(
                applicationKey, alias, Optional.of(value), entryPassword, callerKeys, callerPassword, environment);
    }

    TestPlaces entryPassword(String value) {
        return new TestPlaces(
                applicationKey, alias, password, Optional.of(value), callerKeys, callerPassword, environment);
    }

    TestPlaces alias(String value) {
        return new TestPlaces(
                applicationKey, Optional.of(value), password, entryPassword, callerKeys, callerPassword, environment);
    }

    TestPlaces callerPassword(String value) {
        return new TestPlaces(
                applicationKey, alias, password, entryPassword, callerKeys, Optional.of(value), environment);
    }

    TestPlaces environment(Environment value) {
        return new TestPlaces(applicationKey, alias, password, entryPassword, callerKeys, callerPassword, value);
    }

    KeyPlaces places() {
        return new GivenKeyPlaces(
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

    static LoadedKeys load(KeyPlaces places, Clock clock) throws ConfigurationException {
        return KeyProviders.load(places, Optional.empty(), clock, new KeyReader());
    }

    static KeyQuery applicationKey(String place) {
        return KeyQuery.privateKey(KeyQuery.Role.APPLICATION_KEY, Optional.empty(), Optional.empty(), Optional.empty())
                .seenAt(place);
    }

    ConnectorKeys load() {
        return TestKeys.made(() -> new SettingsKeyProvider().load(places()));
    }

    /** Loads, expects exactly one refusal, and that neither it nor its causes show a password. */
    Problem refusal() {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> new SettingsKeyProvider().load(places()));
        assertThat(refused).as("refusal").isNotNull();
        StringWriter all = new StringWriter();
        refused.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain(TestKeys.PASSWORD, TestKeys.WRONG, "PRIVATE-MARK");
        assertThat(refused.problems()).hasSize(1);
        return refused.problems().get(0);
    }

    static String write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes).toAbsolutePath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String write(Path folder, String name, String text) {
        return write(folder, name, TestKeys.utf8(text));
    }
}
