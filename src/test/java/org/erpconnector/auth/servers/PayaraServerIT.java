package org.erpconnector.auth.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.erpconnector.auth.it.WebXml;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.Shell;
import org.erpconnector.auth.testkit.ShellCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The manual's recipes as an administrator does them, with asadmin and keytool, on Payara Server from its distribution. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PayaraServerIT {
    @RegisterExtension
    static final HandshakeCounters TALLY =
            new HandshakeCounters("Payara Server " + System.getProperty("payara.server.version"));

    private static final String JAR = "erp-connector-auth-1.0.0-";
    private static final String DEPLOY =
            "asadmin deploy --force --name connector --contextroot connector connector.war";
    private static final String PATH = "## Payara 6: from SuperOffice's key file to a verified handshake";

    @TempDir
    static Path folder;

    private static PayaraServer server;
    private static Shell shell;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = PayaraServer.start(Path.of(System.getProperty("payara.server.home")), folder);
        Path simulator = Path.of(System.getProperty("simulator.jar"));
        Files.copy(simulator, folder.resolve(JAR + "simulator.jar"));
        Files.copy(
                Path.of(simulator.toString().replace("-simulator.jar", "-doctor.jar")),
                folder.resolve(JAR + "doctor.jar"));
        Files.copy(Path.of(System.getProperty("example.war")), folder.resolve("connector.war"));
        shell = new Shell(
                folder,
                List.of(server.programs()),
                Map.of(
                        "AS_ADMIN_PORT", Integer.toString(server.admin()),
                        "AS_JAVA", System.getProperty("java.home"),
                        // asadmin remembers servers in its user's home.
                        "AS_EXTRA_JAVA_OPTS", "-Duser.home=" + folder));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void theRecommendedPathEndsWithAVerifiedHandshake() {
        assertThat(follow(Page.manual("recipes").section(PATH))).contains("VERIFIED");
    }

    @Test
    @Order(2)
    void theServersOwnKeystoreTakesTheKeyWhileItRuns() {
        shell.run("echo changeit > erp/master");
        follow(Page.manual("recipes").section("## Payara 6: the server's own keystore"));
        // The key can come from nowhere else.
        shell.run("mv erp/application.p12 erp/away");
        deployAgain();
        assertThat(handshake()).contains("VERIFIED");
        shell.run("mv erp/away erp/application.p12");
    }

    /** What the doctor finds in that keystore is the key that SuperOffice holds the public half of. */
    @Test
    @Order(3)
    void theDoctorSeesTheSameKeyThere() throws IOException {
        String printed = shell.run("java -Djavax.net.ssl.keyStore=" + keystore()
                + " -Djavax.net.ssl.keyStorePassword=changeit -jar " + JAR + "doctor.jar keys --public-xml"
                + " --set application-id=any --set environment=custom --set caller-keys=" + folder
                + "/erp/trial/caller.crt --set application-key=server --set application-key-alias=application-key");
        assertThat(modulus(printed))
                .isEqualTo(modulus(Files.readString(folder.resolve("erp/trial/application-public.xml"))));
    }

    @Test
    @Order(4)
    void aKeystoreBoundByOurFactoryAnswersTheHandshake() {
        follow(Page.manual("recipes").section("## Payara 6: a keystore as a JNDI resource"));
        deployAgain();
        assertThat(handshake()).contains("VERIFIED");
    }

    @Test
    @Order(5)
    void nothingListensBeyondThisMachine() {
        assertThat(server.listening(shell))
                .anyMatch(address -> address.endsWith(":" + server.http()))
                .allMatch(address -> address.matches(PayaraServer.LOOPBACK));
    }

    /**
     * Settings and keys lie in JNDI and system properties of the server, where it alone reads them. After the look at what
     * listens: to be asked by its process id, a JVM opens a port on all interfaces, which doctor.md says.
     */
    @Test
    @Order(6)
    @Tag("F41")
    @Tag("F55")
    void theDoctorAsksTheServerBeforeADeploymentThatWouldEndTheConnector() throws IOException {
        String ask = " -jar " + JAR + "doctor.jar keys --server " + server.pid();
        assertThat(shell.run("java" + ask)).contains("filter erp-connector-auth of /connector", "key own ", "healthy");
        shell.run("asadmin create-system-properties erp-auth.clock-skew=301");
        assertThat(shell.run("! java" + ask))
                .contains("unhealthy: 1 problem", "clock-skew [301 from system property erp-auth.clock-skew]");
        assertThat(handshake()).contains("VERIFIED");
        shell.run("asadmin delete-system-property erp-auth.clock-skew");
        assertThat(shell.run("java" + ask)).contains("healthy");
    }

    /** The manual's page on logging, which says in which file lines are, and how to see the way of each message. */
    @Test
    @Order(7)
    void theServerKeepsItsLogAsThePageSays() throws Exception {
        for (ShellCommand command : ShellCommand.in(LogRecipe.payara())) {
            shell.run(command.line());
        }
        assertThat(shell.run("asadmin list-log-attributes").replaceAll("\\s+", " "))
                .contains("rotationOnDateChange <true>", "rotationLimitInBytes <0>", "maxHistoryFiles <92>");
        assertThat(handshake()).contains("VERIFIED");
        Path log = server.domains().resolve("domain1/logs/server.log");
        Await.until(
                "the way of a handshake is in server.log",
                () -> Files.readString(log, StandardCharsets.ISO_8859_1).contains("answered: filter="));
        shell.run("asadmin set-log-levels org.erpconnector.auth=INFO");
    }

    /** A colon in a value of asadmin's, the check, and the deployment that the change needs. */
    @Test
    @Order(8)
    void theKeyThatFollowsIsKnownBeforeItsMoment() {
        shell.run("java -jar " + JAR + "simulator.jar keys --out next --application-id any"
                + " && cp next/application-private.xml erp/next.xml");
        String asked = "";
        for (String command :
                Page.manual("rotation").block("## Our key", "shell").lines().toList()) {
            // A moment that no run of this test comes after.
            String printed = shell.run(local(command.replace("2027-", "2999-")));
            if (command.contains(" keys --server ")) {
                asked = printed;
            }
        }
        assertThat(asked).contains("key next ", "healthy");
        assertThat(handshake()).contains("VERIFIED");
    }

    /** What the administrator sees where a deployment fails. */
    @Test
    @Order(9)
    void asadminShowsWhatIsWrongAndHowToMendIt() {
        String resource = Page.manual("recipes")
                .block(PATH, "shell")
                .lines()
                .filter(line -> line.endsWith(" erp/application-key"))
                .findFirst()
                .orElseThrow();
        shell.run(local(resource).replace("erp-key", "nobody").replace("erp/application-key", "erp/nobody"));
        shell.run("asadmin create-system-properties erp-auth.application-key=erp/nobody");
        assertThat(shell.run("! " + DEPLOY))
                .contains("application-key [erp/nobody]: the server did not resolve the alias or variable in the JNDI"
                        + " property password. Create the alias, then restart: servers read aliases at start.");
    }

    private static String follow(String recipe) {
        String printed = "";
        for (ShellCommand command : ShellCommand.in(local(Page.firstBlock(recipe, "shell")))) {
            printed = shell.run(command.line());
        }
        return printed;
    }

    private static void deployAgain() {
        shell.run(DEPLOY);
    }

    private static String handshake() {
        List<ShellCommand> path = ShellCommand.in(Page.manual("recipes").block(PATH, "shell"));
        return shell.run(local(path.get(path.size() - 1).line()));
    }

    private static String local(String text) {
        return text.replace("/etc/erp", folder.resolve("erp").toString())
                .replace("/opt/payara6/glassfish/domains", server.domains().toString())
                .replace("localhost:8080", "localhost:" + server.http())
                .replace("YOUR-CLIENT-ID", WebXml.ofExample().initParam("application-id"));
    }

    private static Path keystore() {
        return server.domains().resolve("domain1/config/keystore.p12");
    }

    private static String modulus(String xml) {
        return xml.replaceAll("(?s).*<Modulus>(.*)</Modulus>.*", "$1").replaceAll("\\s", "");
    }
}
