package org.erpconnector.auth.config;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.EnvironmentCapable;

/**
 * Spring's Environment, where the web application has a Spring context: {@code application.properties} and all else that
 * it is made of, by the same names as system properties. Works with Spring Framework 5 to 7, Spring Boot 2 to 4.
 */
final class SpringSource {
    /** {@code WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE}, which is in another jar of Spring's. */
    private static final String CONTEXT = "org.springframework.web.context.WebApplicationContext.ROOT";

    private SpringSource() {}

    /**
     * The source, or nothing in a web application without Spring.
     *
     * @param contextAttribute gives the attributes of the servlet context
     */
    static Optional<SettingSource> where(String prefix, Function<String, @Nullable Object> contextAttribute) {
        try {
            // Another thing of that name is left alone: it is nothing that Spring has put there.
            if (contextAttribute.apply(CONTEXT) instanceof EnvironmentCapable spring) {
                Environment environment = spring.getEnvironment();
                return Optional.of(SettingSources.properties("Spring's Environment", prefix, environment::getProperty));
            }
            return Optional.empty();
        } catch (LinkageError withoutSpring) {
            return Optional.empty();
        }
    }
}
