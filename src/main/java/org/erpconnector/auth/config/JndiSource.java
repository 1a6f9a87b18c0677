package org.erpconnector.auth.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Strongest source: JNDI entries below {@code java:comp/env/<prefix>/}, which the administrator sets. */
final class JndiSource implements SettingSource {
    private final String folder;

    JndiSource(String prefix) {
        this.folder = "java:comp/env/" + prefix + "/";
    }

    @Override
    public Optional<Found> find(Setting<?> setting) throws ConfigurationException {
        String name = folder + setting.key();
        JndiLookup lookup = JndiLookup.of(name);
        return switch (lookup.outcome()) {
            case BOUND -> found(setting, name, lookup.bound());
            case NOT_BOUND, NO_NAMING_SERVICE -> Optional.empty();
            // Only "not bound" means "not set": on any other failure a packaged default would win over the
            // administrator.
            case FAILED ->
                throw refuse(
                        setting,
                        name,
                        "the server could not read this JNDI entry (" + lookup.fault() + ")",
                        "Look for the cause in the server's log, or remove the entry");
            case FACTORY_FAILED ->
                throw refuse(
                        setting,
                        name,
                        "the server could not make this JNDI entry (" + lookup.fault() + ")",
                        "Look for the cause in the server's log; the entry's factory class may be missing or failing");
        };
    }

    private static Optional<Found> found(Setting<?> setting, String name, @Nullable Object bound)
            throws ConfigurationException {
        if (bound == null) {
            return Optional.empty();
        }
        if (bound instanceof String || bound instanceof Number || bound instanceof Boolean) {
            return Optional.of(new Found(bound.toString(), "JNDI " + name));
        }
        if (setting.resource()) {
            return Optional.of(new Found(name, "JNDI " + name));
        }
        throw refuse(
                setting, name, "the JNDI entry holds a " + bound.getClass().getName(), "Bind a java.lang.String there");
    }

    private static ConfigurationException refuse(Setting<?> setting, String name, String fault, String remedy) {
        return new ConfigurationException(new Problem(setting.key(), name, fault, remedy));
    }
}
