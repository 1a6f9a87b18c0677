package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicroProfileSourceTest {
    private static final String SECRET = "S3cret-of-the-config";

    private final TestSettings settings = TestSettings.valid();
    private final FakeMicroProfile microProfile = new FakeMicroProfile();

    @AfterEach
    void stopServer() {
        microProfile.stop();
    }

    @Test
    void readsTheNamesOfTheSystemProperties() {
        microProfile.with("erp-auth.issuer", "Another").start();

        assertThat(settings.value(Setting.ISSUER)).contains("Another");
    }

    @Test
    void isLeftOutWhereTheServerHasNoImplementation() {
        assertThatThrownBy(ConfigProvider::getConfig)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No ConfigProviderResolver");

        assertThat(settings.with("clock-skew", "5").value(Setting.CLOCK_SKEW)).contains(5);
    }

    @Test
    void refusesAPropertyThatCannotBeReadAlthoughAWeakerSourceHasAValue() {
        settings.with("application-key-password", "packaged");
        for (RuntimeException failure : new RuntimeException[] {
            new NoSuchElementException("${ENV=" + SECRET + "}"),
            new IllegalArgumentException(SECRET + " cannot be converted"),
            new NullPointerException()
        }) {
            microProfile.with("erp-auth.application-key-password", failure).start();

            assertThat(settings.refusal())
                    .isEqualTo("application-key-password [MicroProfile Config erp-auth.application-key-password]: the"
                            + " server could not read this property ("
                            + failure.getClass().getName() + "). Correct the property, often a reference in it that"
                            + " leads nowhere, or remove it.");
            assertThat(settings.read().get(Setting.APPLICATION_KEY_PASSWORD)).isEmpty();
        }
    }

    @Test
    void refusesOnceWhereTheServerCannotMakeItsConfiguration() {
        microProfile.start();
        microProfile.breakWith(new IllegalStateException("a source failed: " + SECRET));

        assertThat(settings.refusal())
                .isEqualTo("MicroProfile Config: the server could not make its configuration"
                        + " (java.lang.IllegalStateException). Correct the server's configuration sources, or switch"
                        + " MicroProfile Config off.");
    }
}
