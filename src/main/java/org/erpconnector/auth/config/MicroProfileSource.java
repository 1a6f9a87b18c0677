package org.erpconnector.auth.config;

import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** MicroProfile Config, where the server has it: the same names as system properties. */
final class MicroProfileSource implements SettingSource {
    private final String prefix;

    private MicroProfileSource(String prefix) {
        this.prefix = prefix;
    }

    /** The source, or nothing on a server without MicroProfile Config (Tomcat, Jetty) or with it switched off. */
    static Optional<SettingSource> where(String prefix) {
        try {
            return ConfigProvider.getConfig() == null ? Optional.empty() : Optional.of(new MicroProfileSource(prefix));
        } catch (IllegalStateException | LinkageError notThere) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Found> find(Setting setting) {
        String name = prefix + "." + setting.key();
        return ConfigProvider.getConfig()
                .getOptionalValue(name, String.class)
                .map(text -> new Found(text, "MicroProfile Config " + name));
    }
}
