package org.erpconnector.auth.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All sources in their order: JNDI, system property, environment variable, settings file, MicroProfile Config, Spring's
 * Environment, filter init-param. What the administrator sets wins over what the developer packaged.
 */
final class SettingSources {
    private SettingSources() {}

    /** How many of the sources win over the settings file, and may name it as any other. */
    static final int ABOVE_FILE = 3;

    /**
     * The sources that this server has, strongest first, but for the settings file, which one of them names.
     *
     * @param contextAttribute gives the attributes of the servlet context
     * @param problems takes what keeps a source from being asked at all
     */
    static List<SettingSource> inOrder(
            String prefix,
            Map<String, String> initParams,
            Function<String, @Nullable String> systemProperty,
            Function<String, @Nullable String> environmentVariable,
            Function<String, @Nullable Object> contextAttribute,
            List<Problem> problems) {
        List<SettingSource> sources = new ArrayList<>();
        sources.add(new JndiSource(prefix));
        sources.add(named("system property", setting -> prefix + "." + setting.key(), systemProperty));
        sources.add(named("environment variable", setting -> variable(prefix, setting), environmentVariable));
        MicroProfileSource.where(prefix, problems).ifPresent(sources::add);
        SpringSource.where(prefix, contextAttribute).ifPresent(sources::add);
        sources.add(named("init-param", Setting::key, initParams::get));
        return List.copyOf(sources);
    }

    private static String variable(String prefix, Setting<?> setting) {
        return (prefix + "_" + setting.key()).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * A system of properties of others', by the names of system properties.
     *
     * @param property gives a value, or null; what it throws is a problem of the deployer's
     */
    static SettingSource properties(String kind, String prefix, Function<String, @Nullable String> property) {
        return setting -> {
            String name = prefix + "." + setting.key();
            try {
                return Optional.ofNullable(property.apply(name))
                        .map(text -> new SettingSource.Found(text, kind + " " + name));
            } catch (RuntimeException e) {
                // Only the class is named: the messages of converters quote the value, which may be a password.
                throw new ConfigurationException(new Problem(
                        setting.key(),
                        kind + " " + name,
                        "the server could not read this property ("
                                + e.getClass().getName() + ")",
                        "Correct the property, often a reference in it that leads nowhere, or remove it"));
            }
        };
    }

    static SettingSource named(
            String kind, Function<Setting<?>, String> name, Function<String, @Nullable String> value) {
        return setting -> Optional.ofNullable(value.apply(name.apply(setting)))
                .map(text -> new SettingSource.Found(text, kind + " " + name.apply(setting)));
    }
}
