package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.erpconnector.auth.simulator.DemoKeys;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.ClassLoaderAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A deployer's bean in the WAR takes the place of the library's provider; the settings still name the administrator's. */
@ExtendWith(ArquillianExtension.class)
class KeyProviderIT {
    private static final DemoKeys SETTINGS = DemoKeySets.administrators();
    private static final DemoKeys VAULT = DemoKeySets.deployers();

    // By name: the tests themselves cannot load them, since the filter's classes are in the WAR alone.
    private static final String VAULT_KEYS = "org.erpconnector.auth.it.deployed.VaultKeys";
    private static final String SPARE_VAULT_KEYS = "org.erpconnector.auth.it.deployed.SpareVaultKeys";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "vault", testable = false)
    static WebArchive vault() {
        return withOwnClasses("vault", VAULT_KEYS);
    }

    @Test
    void theDeployersBeanGivesTheKeys() {
        Connector connector = Connector.named("vault");
        connector.accepts(VAULT, "connector-parameter", "--application-id", SETTINGS.applicationId());
        connector.accepts(VAULT, "http-jwt", "--application-id", SETTINGS.applicationId());
    }

    @Test
    void theSettingsKeysCountNoLonger() {
        Connector.Verdict verdict = Connector.named("vault").handshake(SETTINGS, "connector-parameter");
        assertThat(verdict.status()).isEqualTo(1);
        assertThat(verdict.text()).contains("Failed to validate authentication request");
    }

    @Deployment(name = "two-vaults", managed = false, testable = false)
    static WebArchive twoVaults() {
        return withOwnClasses("two-vaults", VAULT_KEYS, SPARE_VAULT_KEYS);
    }

    @Test
    void ofTwoProvidersNoneIsGuessed() {
        assertThat(Refusals.of(deployer, "two-vaults"))
                .contains("application-key [CDI bean " + SPARE_VAULT_KEYS + ", "
                        + VAULT_KEYS + "]: there are several key providers. "
                        + "Leave one, or make one an @Alternative with @Priority.");
    }

    private static WebArchive withOwnClasses(String name, String... classes) {
        WebArchive war = ExampleWar.named(name)
                // The server's class path is that of these tests, and would be asked before the WAR.
                .addAsWebInfResource(
                        new StringAsset("<glassfish-web-app><class-loader delegate=\"false\"/></glassfish-web-app>"),
                        "glassfish-web.xml");
        for (String added : classes) {
            String file = added.replace('.', '/') + ".class";
            war.addAsWebInfResource(new ClassLoaderAsset(file), "classes/" + file);
        }
        return war;
    }
}
