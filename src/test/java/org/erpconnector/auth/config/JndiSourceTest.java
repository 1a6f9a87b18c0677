package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.naming.CommunicationException;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.naming.NotContextException;
import javax.naming.Reference;
import org.erpconnector.auth.testkit.TestNaming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JndiSourceTest {
    private static final String SKEW = "java:comp/env/erp-auth/clock-skew";

    private final TestSettings settings = TestSettings.valid().with("clock-skew", "30");

    @BeforeEach
    void startNaming() {
        TestNaming.start();
    }

    @AfterEach
    void stopNaming() {
        TestNaming.stop();
    }

    private String refusalOf(Object bound) {
        TestNaming.BOUND.put(SKEW, bound);
        assertThat(settings.read().find(Setting.CLOCK_SKEW)).isEmpty();
        return settings.refusal();
    }

    private static NamingException wrapped(Throwable cause) {
        NamingException wrapper = new NamingException("Lookup failed for '" + SKEW + "'");
        wrapper.setRootCause(cause);
        return wrapper;
    }

    @Test
    void leavesItToWeakerSourcesWhenNothingIsBound() {
        for (Object absent : List.of(
                new NameNotFoundException(SKEW),
                wrapped(new NameNotFoundException(SKEW)),
                wrapped(wrapped(new NameNotFoundException(SKEW))),
                wrapped(new NoInitialContextException()),
                // Some naming services return null instead of throwing.
                "null")) {
            TestNaming.BOUND.put(SKEW, absent);
            assertThat(settings.value(Setting.CLOCK_SKEW)).contains(30);
        }
    }

    @Test
    void leavesItToWeakerSourcesWhereTheServerHasNoJndi() {
        TestNaming.stop();

        assertThat(settings.value(Setting.CLOCK_SKEW)).contains(30);
        assertThat(TestNaming.ASKED).isEmpty();
    }

    @Test
    void refusesAnEntryThatCannotBeReadInsteadOfTakingThePackagedDefault() {
        for (NamingException failure : List.of(
                new NamingException(), new CommunicationException("down"), new NotContextException("a string"))) {
            String expected = "clock-skew [" + SKEW + "]: the server could not read this JNDI entry ("
                    + failure.getClass().getName()
                    + "). Look for the cause in the server's log, or remove the entry.";
            assertThat(refusalOf(failure)).isEqualTo(expected);
            assertThat(refusalOf(wrapped(failure))).isEqualTo(expected);
        }
    }

    @Test
    void refusesAnEntryWhoseFactoryFails() {
        for (Throwable failure : List.of(new IllegalStateException("proxy"), new NoClassDefFoundError("a/Factory"))) {
            assertThat(refusalOf(failure))
                    .isEqualTo("clock-skew [" + SKEW + "]: the server could not make this JNDI entry ("
                            + failure.getClass().getName() + "). Look for the cause in the server's log; the entry's"
                            + " factory class may be missing or failing.");
        }
    }

    @Test
    void refusesAnObjectThatIsNoText() throws NamingException {
        for (Object other : List.of(
                new Properties(), List.of("60"), new char[] {'6'}, 'x', new InitialContext(), new Reference("x"))) {
            assertThat(refusalOf(other))
                    .isEqualTo("clock-skew [" + SKEW + "]: the JNDI entry holds a "
                            + other.getClass().getName() + ". Bind a java.lang.String there.");
        }
    }

    @Test
    void takesTextsNumbersAndTruthValues() {
        for (Object number : List.of(" 45 ", 45, 45L, (short) 45)) {
            TestNaming.BOUND.put(SKEW, number);
            assertThat(settings.value(Setting.CLOCK_SKEW)).contains(45);
        }
        assertThat(refusalOf(45.0)).contains("[45.0 from JNDI " + SKEW + "]: not accepted");
        assertThat(refusalOf(true)).contains("[true from JNDI " + SKEW + "]: not accepted");
    }

    @Test
    void anObjectUnderAPlacesOwnNameIsThePlace() {
        TestNaming.BOUND.put("java:comp/env/erp-auth/application-key", new Properties());
        TestNaming.BOUND.put("java:comp/env/erp-auth/caller-keys", new Object());

        assertThat(settings.value(Setting.APPLICATION_KEY)).contains("java:comp/env/erp-auth/application-key");
        assertThat(settings.value(Setting.CALLER_KEYS)).contains(List.of("java:comp/env/erp-auth/caller-keys"));
    }

    @Test
    void aTextUnderAPlacesOwnNameIsWhatItSays() {
        TestNaming.BOUND.put("java:comp/env/erp-auth/application-key", "/etc/own.p12");

        assertThat(settings.value(Setting.APPLICATION_KEY)).contains("/etc/own.p12");
    }

    @ParameterizedTest
    @MethodSource("org.erpconnector.auth.config.Setting#all")
    void asksForEachSettingByAConstantNameOnly(Setting<?> setting) {
        settings.property("erp-auth." + setting.key(), "ldap://evil.example/x").read();

        assertThat(Set.copyOf(TestNaming.ASKED))
                .hasSize(Setting.all().size()
                        + (int) Setting.all().stream().filter(Setting::secret).count())
                .contains("java:comp/env/erp-auth/" + setting.key())
                .allMatch(name -> name.matches("java:comp/env/erp-auth/[a-z-]+"));
    }
}
