package org.erpconnector.auth.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All sources in their order: JNDI, system property, environment variable, MicroProfile Config, filter init-param. What
 * the administrator sets wins over what the developer packaged.
 */
final class SettingSources {
    private SettingSources() {}

    /**
     * The sources that this server has, strongest first.
     *
     * @param problems takes what keeps a source from being asked at all
     */
    static List<SettingSource> inOrder(
            String prefix,
            Map<String, String> initParams,
            Function<String, @Nullable String> systemProperty,
            Function<String, @Nullable String> environmentVariable,
            List<Problem> problems) {
        List<SettingSource> sources = new ArrayList<>();
        sources.add(new JndiSource(prefix));
        sources.add(named("system property", setting -> prefix + "." + setting.key(), systemProperty));
        sources.add(named("environment variable", setting -> variable(prefix, setting), environmentVariable));
        MicroProfileSource.where(prefix, problems).ifPresent(sources::add);
        sources.add(named("init-param", Setting::key, initParams::get));
        return List.copyOf(sources);
    }

    private static String variable(String prefix, Setting<?> setting) {
        return (prefix + "_" + setting.key()).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    static SettingSource named(
            String kind, Function<Setting<?>, String> name, Function<String, @Nullable String> value) {
        return setting -> Optional.ofNullable(value.apply(name.apply(setting)))
                .map(text -> new SettingSource.Found(text, kind + " " + name.apply(setting)));
    }
}
