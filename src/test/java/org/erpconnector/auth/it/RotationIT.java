package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.Await;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An administrator changes a resource, and the connector signs with another key. The name is one of java:comp/env, which
 * a thread that the server has not started sees only in a borrowed context.
 */
@ExtendWith(ArquillianExtension.class)
class RotationIT {
    private static final DemoKeys OLD = make("old", "6cf25376616343b38d14ddcd804f2891");
    private static final DemoKeys NEW = make("new", OLD.applicationId());
    private static final String RESOURCE = "resources.custom-resource.it/rotating.property.";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "rotating", managed = false, testable = false)
    static WebArchive rotating() {
        String ref = "<resource-env-ref><resource-env-ref-name>it-rotating/application-key</resource-env-ref-name>";
        String type = "<resource-env-ref-type>java.util.Properties</resource-env-ref-type></resource-env-ref>";
        return ExampleWar.with(
                        "rotating",
                        WebXml.selfContained("it-rotating", OLD)
                                .without("application-key")
                                .without("application-key-password")
                                .with("key-reload", "1")
                                .replace("</web-app>", ref + type + "</web-app>"))
                .addAsWebInfResource(
                        new StringAsset("<glassfish-web-app>" + ref
                                + "<jndi-name>it/rotating</jndi-name></resource-env-ref></glassfish-web-app>"),
                        "glassfish-web.xml");
    }

    @Test
    void aResourceThatIsChangedCountsWithoutARestart() throws Exception {
        RecipeAdmin.asadmin(
                "create-custom-resource",
                "--restype",
                "java.util.Properties",
                "--factoryclass",
                "org.glassfish.resources.custom.factory.PropertiesFactory",
                "--property",
                "path=" + OLD.application().keystore() + ":password="
                        + OLD.application().password(),
                "it/rotating");
        try (ServerLog log = ServerLog.open()) {
            deployer.deploy("rotating");
            Connector.named("rotating").accepts(OLD, "mirroring");
            // For a moment its keystore is new and its password old: then the old key has to go on.
            set("path", NEW.application().keystore().toString());
            Connector.named("rotating").accepts(OLD, "mirroring");
            set("password", NEW.application().password());
            Await.until("the new key signs", () -> verifies(NEW));
            assertThat(log.containing("could not refresh the keys")).isEmpty();
        } finally {
            deployer.undeploy("rotating");
        }
    }

    private static void set(String property, String value) {
        RecipeAdmin.asadmin("set", RESOURCE + property + "=" + value);
    }

    private static boolean verifies(DemoKeys keys) {
        return Connector.named("rotating")
                        .handshake(
                                OLD,
                                "mirroring",
                                "--application-public",
                                keys.applicationPublic().toString())
                        .status()
                == 0;
    }

    private static DemoKeys make(String name, String applicationId) {
        try {
            return DemoKeys.make(DemoKeySets.folder().resolve("rotation-" + name), applicationId, 2048);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
