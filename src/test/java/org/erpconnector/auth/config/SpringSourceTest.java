package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.EnvironmentCapable;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Spring's Environment, as the servlet context of a Spring application has it. */
class SpringSourceTest {
    private static final String CONTEXT = "org.springframework.web.context.WebApplicationContext.ROOT";

    private final TestSettings settings = TestSettings.valid();

    private void spring(String name, String value) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("test", Map.of(name, value)));
        settings.contextAttributes.put(CONTEXT, (EnvironmentCapable) () -> environment);
    }

    @Test
    void aPropertyOfTheApplicationIsASetting() {
        spring("erp-auth.clock-skew", "30");
        assertThat(settings.value(Setting.CLOCK_SKEW)).contains(30);
        settings.with("clock-skew", "10");
        assertThat(settings.value(Setting.CLOCK_SKEW)).contains(30);
    }

    @Test
    void aReferenceThatLeadsNowhereIsRefusedWithoutTheValue() {
        spring("erp-auth.application-key-password", "hush ${nowhere}");
        assertThat(settings.refusal())
                .startsWith("application-key-password [Spring's Environment erp-auth.application-key-password]: the"
                        + " server could not read this property (")
                .doesNotContain("hush");
    }

    @Test
    void anythingElseUnderSpringsNameSaysNothing() {
        settings.contextAttributes.put(CONTEXT, "no context");
        assertThat(settings.read().problems()).isEmpty();
    }
}
