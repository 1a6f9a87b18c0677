package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.ShellCommand;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The manual's recipes for Payara, command for command, in the server of these tests; each connector has its own prefix. */
@ExtendWith(ArquillianExtension.class)
class PayaraRecipeIT {
    private static final String PATH = "## Payara 6: from SuperOffice's key file to a verified handshake";
    private static final int MOST_COMMANDS = 10;
    private static final RecipeAdmin ADMIN = RecipeAdmin.in("recipes");

    private static String lastPrinted = "";

    @ArquillianResource
    private Deployer deployer;

    /** The recommended path: it leaves behind what the other recipes build upon. */
    @BeforeAll
    static void followTheRecommendedPath() {
        Path war = ADMIN.folder().resolve("connector.war");
        ExampleWar.with("connector", WebXml.ofExample().with("settings-prefix", "it-path"))
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        lastPrinted = ADMIN.run(
                "it-path",
                Page.manual("recipes").block(PATH, "shell").replace(" connector.war", " " + war),
                "connector");
    }

    @AfterAll
    static void takeItDown() {
        RecipeAdmin.asadmin("undeploy", "connector");
    }

    @Test
    void theRecommendedPathEndsWithAVerifiedHandshake() {
        assertThat(lastPrinted).contains("VERIFIED");
        ADMIN.verifies("connector");
    }

    @Test
    void theRecommendedPathIsShort() {
        assertThat(ShellCommand.in(Page.manual("recipes").block(PATH, "shell")))
                .hasSizeLessThanOrEqualTo(MOST_COMMANDS);
    }

    @Deployment(name = "store", managed = false, testable = false)
    static WebArchive store() {
        return ExampleWar.with("store", callersKnown("it-store"));
    }

    /** Its class is in the WAR alone, and its key's password in an alias that has the name of a setting. */
    @Test
    void aKeystoreBoundByOurFactoryAnswersTheHandshake() {
        ADMIN.run(
                "it-store",
                Page.manual("recipes").block("## Payara 6: a keystore as a JNDI resource", "shell"),
                "store");
        verifies("store");
    }

    @Deployment(name = "inside", managed = false, testable = false)
    static WebArchive inside() {
        String resources = Page.manual("recipes").block("## Payara 6: a resource inside the WAR", "xml");
        return ExampleWar.with(
                        "inside", callersKnown("it-inside").with("application-key", "java:app/erp/application-key"))
                .addAsWebInfResource(new StringAsset(ADMIN.local("it-inside", resources)), "glassfish-resources.xml");
    }

    @Test
    void aResourceInsideTheWarAnswersTheHandshake() {
        String store = Page.manual("recipes").block("## Payara 6: a keystore as a JNDI resource", "shell");
        String alias = store.lines().findFirst().orElseThrow();
        assertThat(alias).contains("create-password-alias");
        ADMIN.run("it-inside", alias, "inside");
        verifies("inside");
    }

    @Deployment(name = "env", managed = false, testable = false)
    static WebArchive env() {
        String section = Page.manual("recipes").section("## Payara 6: java:comp/env");
        String webXml = ADMIN.local("it-env", Page.firstBlock(section, "xml"));
        String glassfish = ADMIN.local("it-env", section.substring(section.indexOf("`WEB-INF/glassfish-web.xml`")));
        return ExampleWar.with(
                        "env",
                        callersKnown("it-env").without("caller-keys").replace("</web-app>", webXml + "</web-app>"))
                .addAsWebInfResource(new StringAsset(Page.firstBlock(glassfish, "xml")), "glassfish-web.xml");
    }

    @Test
    void namesOfTheWebApplicationAnswerTheHandshake() {
        verifies("env");
    }

    private void verifies(String name) {
        deployer.deploy(name);
        try {
            ADMIN.verifies(name);
        } finally {
            deployer.undeploy(name);
        }
    }

    private static WebXml callersKnown(String prefix) {
        return WebXml.ofExample()
                .with("settings-prefix", prefix)
                .with("environment", "custom")
                .with("caller-keys", "erp/caller-keys");
    }
}
