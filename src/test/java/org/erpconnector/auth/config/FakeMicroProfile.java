package org.erpconnector.auth.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** A server's MicroProfile Config. Installed for the whole process, so a test must stop it; for one thread. */
final class FakeMicroProfile extends ConfigProviderResolver implements Config {
    private final Map<String, Object> values = new HashMap<>();
    private Optional<RuntimeException> broken = Optional.empty();

    void start() {
        ConfigProviderResolver.setInstance(this);
    }

    void stop() {
        ConfigProviderResolver.setInstance(null);
    }

    /** A value, or the exception that reading it throws. */
    FakeMicroProfile with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** From now on the server cannot make its configuration. */
    void breakWith(RuntimeException failure) {
        broken = Optional.of(failure);
    }

    @Override
    public Config getConfig() {
        if (broken.isPresent()) {
            throw broken.get();
        }
        return this;
    }

    @Override
    public Config getConfig(ClassLoader loader) {
        return getConfig();
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        if (values.get(name) instanceof RuntimeException failure) {
            throw failure;
        }
        return Optional.ofNullable(values.get(name)).map(type::cast);
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<String> getPropertyNames() {
        return List.copyOf(values.keySet());
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return List.of();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConfigBuilder getBuilder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void registerConfig(Config config, ClassLoader loader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void releaseConfig(Config config) {
        throw new UnsupportedOperationException();
    }
}
