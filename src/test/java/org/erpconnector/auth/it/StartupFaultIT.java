package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.erpconnector.auth.simulator.DemoKeys;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The deployer's faults: the connector is not served at all, and the server's log says what to do. */
@ExtendWith(ArquillianExtension.class)
class StartupFaultIT {
    private static final DemoKeys KEYS = DemoKeySets.deployers();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "no-key", managed = false, testable = false)
    static WebArchive noKey() {
        return ExampleWar.refused("no-key", sound().without("application-key"));
    }

    @Test
    void aKeyThatIsNotSetIsAskedFor() {
        assertThat(Refusals.of(deployer, "no-key"))
                .contains("does not start, 1 problem:")
                .contains("application-key: not set. Set it as init-param application-key of the filter");
    }

    @Deployment(name = "key-elsewhere", managed = false, testable = false)
    static WebArchive keyElsewhere() {
        return ExampleWar.refused("key-elsewhere", sound().with("application-key", "/nowhere/application.p12"));
    }

    @Test
    void aKeyThatIsNotWhereTheSettingSaysIsNamedWithItsPlace() {
        assertThat(Refusals.of(deployer, "key-elsewhere"))
                .contains("does not start, 1 problem:")
                .contains("application-key [/nowhere/application.p12]: ");
    }

    @Deployment(name = "wrong-password", managed = false, testable = false)
    static WebArchive wrongPassword() {
        return ExampleWar.refused("wrong-password", sound().with("application-key-password", "swordfish"));
    }

    @Test
    void aWrongPasswordIsNamedWithItsFileAndNotShown() {
        assertThat(Refusals.of(deployer, "wrong-password"))
                .contains("does not start, 1 problem:")
                .contains("application-key-password [" + KEYS.application().keystore() + "]: ")
                .doesNotContain("swordfish");
    }

    @Deployment(name = "unknown-param", managed = false, testable = false)
    static WebArchive unknownParam() {
        return ExampleWar.refused("unknown-param", sound().with("clock-screw", "30"));
    }

    @Test
    void aMisspeltInitParamIsNamedWithTheNearestSetting() {
        assertThat(Refusals.of(deployer, "unknown-param"))
                .contains("does not start, 1 problem:")
                .contains("clock-screw [init-param]: no such setting. Did you mean clock-skew?");
    }

    @Deployment(name = "blank-id", managed = false, testable = false)
    static WebArchive blankId() {
        return ExampleWar.refused("blank-id", sound().with("application-id", "   "));
    }

    @Test
    void anApplicationIdOfBlanksIsRefused() {
        assertThat(Refusals.of(deployer, "blank-id"))
                .contains("does not start, 1 problem:")
                .contains("from init-param application-id]: blank. Give it a value, or remove it from there");
    }

    @Deployment(name = "several", managed = false, testable = false)
    static WebArchive several() {
        return ExampleWar.refused(
                "several",
                sound().without("environment")
                        .with("clock-skew", "3000")
                        .with("reply-token", "both")
                        .with("clock-screw", "30"));
    }

    @Test
    void severalFaultsAreToldAtOnce() {
        assertThat(Refusals.of(deployer, "several"))
                .contains("does not start, 4 problems:")
                .contains("environment: not set. ")
                .contains("clock-skew [3000 from init-param clock-skew]: not accepted. ")
                .contains("reply-token [both from init-param reply-token]: not accepted. ")
                .contains("clock-screw [init-param]: no such setting. ");
    }

    @Deployment(name = "keys-too", managed = false, testable = false)
    static WebArchive keysToo() {
        return ExampleWar.refused(
                "keys-too",
                sound().with("application-key", "/nowhere/application.p12")
                        .with("caller-keys", "/nowhere/caller.crt")
                        .with("clock-skew", "3000"));
    }

    @Test
    void faultsOfKeysAreToldTogetherWithThoseOfOtherSettings() {
        assertThat(Refusals.of(deployer, "keys-too"))
                .contains("does not start, 3 problems:")
                .contains("application-key [/nowhere/application.p12]: ")
                .contains("caller-keys [/nowhere/caller.crt]: ")
                .contains("clock-skew [3000 from init-param clock-skew]: ");
    }

    private static WebXml sound() {
        return WebXml.selfContained("it-fault", KEYS);
    }
}
