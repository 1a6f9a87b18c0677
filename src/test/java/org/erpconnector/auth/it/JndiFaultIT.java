package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.erpconnector.auth.it.deployed.NullFactory;
import org.erpconnector.auth.simulator.DemoKeys;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server's names may hold by mistake or malice: no connector is served, and the log says what to do. */
@ExtendWith(ArquillianExtension.class)
class JndiFaultIT {
    private static final DemoKeys KEYS = DemoKeySets.deployers();
    private static final String PROPERTIES = "org.glassfish.resources.custom.factory.PropertiesFactory";
    private static final String PRIMITIVES = "org.glassfish.resources.custom.factory.PrimitivesAndStringFactory";
    private static final ServerSocket DIRECTORY = listen();

    @ArquillianResource
    private Deployer deployer;

    @BeforeAll
    static void bind() {
        String keystore = KEYS.application().keystore().toString();
        String ldap = "ldap\\://127.0.0.1\\:" + DIRECTORY.getLocalPort() + "/key";
        custom(
                "it/alias",
                "java.util.Properties",
                PROPERTIES,
                "path=" + keystore + ":password=\\$\\{ALIAS\\=nobody\\}");
        custom(
                "it/store-alias",
                "java.security.KeyStore",
                "org.erpconnector.auth.keys.KeyStoreFactory",
                "path=" + keystore + ":password=\\$\\{ALIAS\\=nobody\\}");
        custom("it/no-path", "java.util.Properties", PROPERTIES, "alias=application");
        custom("it/path-elsewhere", "java.util.Properties", PROPERTIES, "path=" + ldap);
        custom("it/number", "java.lang.Integer", PRIMITIVES, "value=7");
        custom("it/text", "java.lang.String", PRIMITIVES, "value=" + ldap);
        custom("it/null", "java.security.KeyStore", NullFactory.class.getName(), "path=" + keystore);
    }

    @AfterAll
    static void nobodyHasAskedTheDirectory() throws IOException {
        try (ServerSocket directory = DIRECTORY) {
            directory.setSoTimeout(200);
            assertThatThrownBy(directory::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Deployment(name = "alias", managed = false, testable = false)
    static WebArchive alias() {
        return keyAt("alias", "it/alias");
    }

    @Test
    void anAliasThatDoesNotExistIsNoPassword() {
        assertThat(Refusals.of(deployer, "alias"))
                .contains("application-key [it/alias]: the server did not resolve the alias or variable in the JNDI"
                        + " property password. Create the alias, then restart: servers read aliases at start.");
    }

    @Deployment(name = "store-alias", managed = false, testable = false)
    static WebArchive storeAlias() {
        return keyAt("store-alias", "it/store-alias");
    }

    @Test
    void noneForOurFactoryEither() {
        assertThat(Refusals.of(deployer, "store-alias"))
                .contains("application-key [JNDI resource ")
                .contains(
                        "the server did not resolve the alias or variable in the property password. Create the alias");
    }

    @Deployment(name = "no-path", managed = false, testable = false)
    static WebArchive noPath() {
        return keyAt("no-path", "it/no-path");
    }

    @Test
    void propertiesWithoutAPathAreNoPlace() {
        assertThat(Refusals.of(deployer, "no-path"))
                .contains("application-key [it/no-path]: the JNDI properties have no path. Add the property path");
    }

    @Deployment(name = "number", managed = false, testable = false)
    static WebArchive number() {
        return keyAt("number", "it/number");
    }

    @Test
    void anObjectOfAnotherKindIsNamed() {
        assertThat(Refusals.of(deployer, "number"))
                .contains("application-key [it/number]: the JNDI name holds java.lang.Integer. Bind a ");
    }

    @Deployment(name = "folder", managed = false, testable = false)
    static WebArchive folder() {
        return keyAt("folder", "it");
    }

    @Test
    void aNamingContextIsAFolderOfNames() {
        assertThat(Refusals.of(deployer, "folder"))
                .contains("application-key [it]: the JNDI name holds a folder of names, ")
                .contains(". Bind a ");
    }

    @Deployment(name = "null", managed = false, testable = false)
    static WebArchive nothing() {
        return keyAt("null", "it/null");
    }

    @Test
    void aFactoryThatMakesNothingIsNamed() {
        assertThat(Refusals.of(deployer, "null"))
                .contains("application-key [it/null]: the JNDI name holds null. Bind a ");
    }

    @Deployment(name = "nobody", managed = false, testable = false)
    static WebArchive nobody() {
        return keyAt("nobody", "it/nobody");
    }

    @Test
    void aNameThatNobodyHasBoundIsAskedFor() {
        assertThat(Refusals.of(deployer, "nobody"))
                .contains("application-key [it/nobody]: nothing is bound to this JNDI name. Bind it in the server");
    }

    @Deployment(name = "ldap", managed = false, testable = false)
    static WebArchive ldap() {
        return keyAt("ldap", "ldap://127.0.0.1:" + DIRECTORY.getLocalPort() + "/key");
    }

    @Test
    void aNameWithASchemeIsNotLookedUp() {
        assertThat(Refusals.of(deployer, "ldap")).contains("names with a scheme are never looked up");
    }

    @Deployment(name = "text", managed = false, testable = false)
    static WebArchive text() {
        return keyAt("text", "it/text");
    }

    @Test
    void norIsOneThatIsFoundUnderAName() {
        assertThat(Refusals.of(deployer, "text")).contains("names with a scheme are never looked up");
    }

    @Deployment(name = "path-elsewhere", managed = false, testable = false)
    static WebArchive pathElsewhere() {
        return keyAt("path-elsewhere", "it/path-elsewhere");
    }

    @Test
    void norOneInTheProperties() {
        assertThat(Refusals.of(deployer, "path-elsewhere")).contains("names with a scheme are never looked up");
    }

    @Deployment(name = "env-ldap", managed = false, testable = false)
    static WebArchive envLdap() {
        return ExampleWar.refused(
                "env-ldap",
                WebXml.selfContained("it-jndi", KEYS)
                        .withEnvEntry(
                                "it-jndi/caller-keys",
                                "java.lang.String",
                                "ldap://127.0.0.1:" + DIRECTORY.getLocalPort() + "/key"));
    }

    @Test
    void norOneInAnEnvironmentEntry() {
        assertThat(Refusals.of(deployer, "env-ldap"))
                .contains("caller-keys [")
                .contains("names with a scheme are never looked up");
    }

    private static WebArchive keyAt(String name, String place) {
        return ExampleWar.refused(
                name,
                WebXml.selfContained("it-jndi-" + name, KEYS)
                        .without("application-key-password")
                        .with("application-key", place));
    }

    private static void custom(String name, String type, String factory, String properties) {
        RecipeAdmin.asadmin(
                "create-custom-resource", "--restype", type, "--factoryclass", factory, "--property", properties, name);
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
