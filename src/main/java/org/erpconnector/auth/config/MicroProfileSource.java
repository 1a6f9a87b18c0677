package org.erpconnector.auth.config;

import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** MicroProfile Config, where the server has it: the same names as system properties. */
final class MicroProfileSource {
    private static final String NAME = "MicroProfile Config";

    private MicroProfileSource() {}

    /**
     * The source, or nothing on a server without MicroProfile Config (Tomcat, Jetty).
     *
     * @param problems takes one when the server has it, but it fails
     */
    static Optional<SettingSource> where(String prefix, List<Problem> problems) {
        try {
            if (!installed()) {
                return Optional.empty();
            }
            ConfigProvider.getConfig();
            return Optional.of(SettingSources.properties(
                    NAME,
                    prefix,
                    name -> ConfigProvider.getConfig()
                            .getOptionalValue(name, String.class)
                            .orElse(null)));
        } catch (RuntimeException | ServiceConfigurationError e) {
            problems.add(new Problem(
                    NAME,
                    null,
                    "the server could not make its configuration ("
                            + e.getClass().getName() + ")",
                    "Correct the server's configuration sources, or switch MicroProfile Config off"));
            return Optional.empty();
        }
    }

    /** Only this call may fail for want of an implementation. A later failure could hide what the administrator has set. */
    private static boolean installed() {
        try {
            return ConfigProviderResolver.instance() != null;
        } catch (IllegalStateException | LinkageError notThere) {
            return false;
        }
    }
}
