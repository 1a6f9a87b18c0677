package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the sources of a test say. JNDI and MicroProfile Config are the process's own; mutable, for one thread. */
final class TestSettings {
    final Map<String, String> initParams = new HashMap<>();
    final Map<String, String> systemProperties = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final Map<String, Object> contextAttributes = new HashMap<>();

    /** With the two settings that have no default. */
    static TestSettings valid() {
        return new TestSettings().with("application-id", "an-app").with("environment", "custom");
    }

    TestSettings with(String initParam, String value) {
        initParams.put(initParam, value);
        return this;
    }

    TestSettings property(String name, String value) {
        systemProperties.put(name, value);
        return this;
    }

    TestSettings variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    SettingValues read() {
        return SettingValues.read(initParams, systemProperties::get, environment::get, contextAttributes::get);
    }

    /** The value of a setting that nothing else may be wrong with. */
    Optional<Object> value(Setting<?> setting) {
        SettingValues values = read();
        assertThat(values.problems()).isEmpty();
        return found(values, setting);
    }

    /** A value, or nothing for a setting that is unset or faulty. */
    static Optional<Object> found(SettingValues values, Setting<?> setting) {
        return values.find(setting)
                .filter(value -> !value.equals(setting.unset()))
                .map(value -> value instanceof Optional<?> present ? present.orElseThrow() : value);
    }

    /** The message of the only problem. */
    String refusal() {
        SettingValues values = read();
        assertThat(values.problems()).hasSize(1);
        return values.problems().get(0).toString();
    }
}
