package org.erpconnector.auth.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.erpconnector.auth.erp.EisCaller;
import org.erpconnector.auth.erp.EisPolling;
import org.erpconnector.auth.erp.EisWalk;
import org.erpconnector.auth.erp.ErpRequest;
import org.erpconnector.auth.it.Caller;
import org.erpconnector.auth.it.Connector;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The example's WAR as it is, on a server whose administrator has bound a PostgreSQL database as jdbc/erp. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresIT {
    @RegisterExtension
    static final HandshakeCounters TALLY =
            new HandshakeCounters("Payara Server " + System.getProperty("payara.server.version") + " with PostgreSQL");

    private static final String DEPLOY =
            "asadmin deploy --force --name connector --contextroot connector connector.war";

    @TempDir
    static Path folder;

    private static DemoKeys keys;
    private static PostgresServer database;
    private static PayaraServer server;
    private static Shell shell;
    private static Connector connector;
    private static EisCaller eis;

    @BeforeAll
    static void start() throws Exception {
        database = PostgresServer.start();
        keys = DemoKeys.make(folder.resolve("keys"));
        server = PayaraServer.start(
                Path.of(System.getProperty("payara.server.home")),
                folder,
                Optional.empty(),
                options(),
                List.of(Path.of(System.getProperty("servers.home"), "postgresql.jar")));
        Files.copy(Path.of(System.getProperty("example.war")), folder.resolve("connector.war"));
        shell = new Shell(
                folder,
                List.of(server.programs()),
                Map.of(
                        "AS_ADMIN_PORT", Integer.toString(server.admin()),
                        "AS_JAVA", System.getProperty("java.home"),
                        "AS_EXTRA_JAVA_OPTS", "-Duser.home=" + folder));
        shell.run("asadmin create-jdbc-connection-pool --datasourceclassname org.postgresql.ds.PGSimpleDataSource"
                + " --restype javax.sql.DataSource --property 'user=postgres:password=none:url=\"jdbc:postgresql://127.0.0.1:"
                + database.port() + "/erp\"' erp");
        Page.manual("cluster").block("## Nonces in a database", "shell").lines().forEach(shell::run);
        shell.run(DEPLOY);
        connector = new Connector(URI.create("http://127.0.0.1:" + server.http() + "/connector"));
        eis = EisCaller.of(connector, Connector.SERVICE);
        connector.accepts(keys, "connector-message");
    }

    private static List<String> options() {
        return List.of(
                "-Derp-auth.application-id=" + keys.applicationId(),
                "-Derp-auth.environment=custom",
                "-Derp-auth.application-key=" + keys.application().keystore(),
                "-Derp-auth.application-key-password=" + keys.application().password(),
                "-Derp-auth.caller-keys=" + keys.callerCertificate(),
                "-Derp-auth.replay-create-table=true");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    @Order(1)
    void everyOperationDoesItsWork() {
        EisWalk.walk(eis);
        assertThat(database.query("select city from customer where erp_key = '10002'"))
                .isEqualTo("Tromsø");
    }

    /** The pool is the connector's, whose transactions are the server's; claims are made in threads of no component. */
    @Test
    @Tag("R09")
    @Order(5)
    void aTokenIsAnsweredOnceThroughTheSamePoolAndAfterADeployment() {
        String token = Caller.trusted(keys).token();
        assertThat(status(token)).isEqualTo(200);
        assertThat(status(token)).isEqualTo(401);
        shell.run(DEPLOY);
        assertThat(status(token)).isEqualTo(401);
        connector.accepts(keys, "connector-message");
        assertThat(Integer.parseInt(database.query("select count(*) from erp_auth_nonce")))
                .isGreaterThan(2);
    }

    private static int status(String token) {
        return connector.post(Connector.AUTHENTICATE, "application/jwt", token).statusCode();
    }

    @Test
    @Order(2)
    void whatIsSavedIsKeptWhenTheConnectorIsDeployedAgain() {
        String connection = UUID.randomUUID().toString();
        eis.call(ErpRequest.of("WSSaveConnection", connection).with("ConnectionInfo", Map.of("CLIENT", "NORTH")))
                .ok();
        String actors = database.query("select count(*) from customer");
        shell.run(DEPLOY);
        eis.call(ErpRequest.of("WSTestConnection", connection)).ok();
        assertThat(database.query("select count(*) from customer")).isEqualTo(actors);
    }

    @Test
    @Order(3)
    void whoPollsMissesNothingWhileOthersWrite() throws InterruptedException, ExecutionException {
        String connection = UUID.randomUUID().toString();
        eis.call(ErpRequest.of("WSSaveConnection", connection).with("ConnectionInfo", Map.of("CLIENT", "NORTH")))
                .ok();
        EisPolling.missesNothing(eis, connection);
    }

    @Test
    @Order(4)
    void aCallThatFailsLeavesNothingBehind() {
        String connection = UUID.randomUUID().toString();
        eis.call(ErpRequest.of("WSSaveConnection", connection).with("ConnectionInfo", Map.of("CLIENT", "NORTH")))
                .ok();
        ErpRequest save = ErpRequest.of("WSSaveActors", connection)
                .with(
                        "Actors",
                        List.of(
                                ErpRequest.Actor.of("Customer", "10001", Map.of("CITY", "Nowhere")),
                                ErpRequest.Actor.of("Customer", "77", Map.of("CITY", "Nowhere"))));
        eis.call(save).refused(null);
        assertThat(database.query("select count(*) from customer where city = 'Nowhere'"))
                .isEqualTo("0");
        eis.call(ErpRequest.of("WSTestConnection", connection)).ok();
    }
}
