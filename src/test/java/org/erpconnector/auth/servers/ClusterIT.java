package org.erpconnector.auth.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.it.Caller;
import org.erpconnector.auth.it.WebXml;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.FreePort;
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

/**
 * Two Payara Servers whose data grids are one: a token is answered once by either of them, whatever becomes of the other,
 * and not at all while the grid cannot tell.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    @RegisterExtension
    static final HandshakeCounters TALLY =
            new HandshakeCounters("Payara Server " + System.getProperty("payara.server.version") + ", two nodes");

    private static final String DEPLOY =
            "asadmin deploy --force --name connector --contextroot connector connector.war";
    private static final int OK = 200;
    private static final int REFUSED = 401;
    private static final int UNAVAILABLE = 503;
    /** How long a node may need to find itself and the other on a machine that is busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    static Path folder;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static Caller caller;
    private static Node one;
    private static Node two;

    /** One of the servers, and the folder from which it is administered. */
    private record Node(PayaraServer server, Shell shell) implements AtOnce.Node, AutoCloseable {
        static Node start(String name, LoopbackDomain.Grid grid, List<String> options)
                throws IOException, InterruptedException {
            Path home = Path.of(System.getProperty("payara.server.home"));
            Path own = Files.createDirectory(folder.resolve(name));
            Files.copy(Path.of(System.getProperty("example.war")), own.resolve("connector.war"));
            PayaraServer server = PayaraServer.start(home, own, Optional.of(grid), options);
            return new Node(
                    server,
                    new Shell(
                            own,
                            List.of(server.programs()),
                            Map.of(
                                    "AS_ADMIN_PORT", Integer.toString(server.admin()),
                                    "AS_JAVA", System.getProperty("java.home"),
                                    // asadmin remembers servers in its user's home.
                                    "AS_EXTRA_JAVA_OPTS", "-Duser.home=" + own)));
        }

        /** The status with which it answers a token. */
        @Override
        public int answer(String token) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.http() + "/connector/authenticate"))
                    .header("Content-Type", "application/jwt")
                    // Hazelcast waits for two minutes.
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofString(token))
                    .build();
            try {
                return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            } catch (HttpTimeoutException e) {
                throw new AssertionError("no answer; what it is doing: " + threads(), e);
            }
        }

        void signal(String name) {
            server.processes().forEach(process -> shell.run("kill -" + name + " " + process.pid()));
        }

        /** What its threads are doing now: a JVM that is sent QUIT prints it. */
        private String threads() throws Exception {
            int before = server.printed().length();
            signal("QUIT");
            // What follows the last of its threads.
            Await.until(
                    "it prints its threads",
                    () -> server.printed().substring(before).contains("JNI global refs"));
            return server.printed().substring(before);
        }

        /** Asks with tokens of its own until it answers so. */
        void awaitAnswer(int status) throws Exception {
            Await.until("it answers " + status, PATIENCE, () -> answer(caller.token()) == status);
        }

        void awaitGrid(int members) throws Exception {
            Await.until(
                    "the grid has " + members + " members",
                    PATIENCE,
                    () -> lines(shell.run("asadmin list-hazelcast-members")) == members);
        }

        private static int lines(String listed) {
            return listed.split("127\\.0\\.0\\.1:", -1).length - 1;
        }

        Node again() throws IOException, InterruptedException {
            return new Node(server.again(), shell);
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        DemoKeys keys =
                DemoKeys.make(folder.resolve("keys"), WebXml.ofExample().initParam("application-id"), DemoKeys.BITS);
        caller = Caller.trusted(keys);
        List<String> options = List.of(
                "-Derp-auth.environment=custom",
                "-Derp-auth.application-key=" + keys.application().keystore(),
                "-Derp-auth.application-key-password=" + keys.application().password(),
                "-Derp-auth.caller-keys=" + keys.callerCertificate(),
                "-Derp-auth.replay-store=jcache");
        List<Integer> ports = List.of(FreePort.next(), FreePort.next());
        one = Node.start("one", new LoopbackDomain.Grid(ports.get(0), ports), options);
        two = Node.start("two", new LoopbackDomain.Grid(ports.get(1), ports), options);
        two.awaitGrid(2);
        one.shell().run(DEPLOY);
        two.shell().run(DEPLOY);
        one.awaitAnswer(OK);
        two.awaitAnswer(OK);
    }

    @AfterAll
    static void stop() {
        for (Node node : new Node[] {one, two}) {
            if (node != null) {
                node.close();
            }
        }
    }

    @Tag("R07")
    @Test
    @Order(1)
    void refusesATokenThatTheOtherHasAnswered() throws Exception {
        AtOnce.expectOneAnswer(caller.token(), one, two);
        AtOnce.expectOneAnswer(caller.token(), two, one);
    }

    @Tag("R02")
    @Test
    @Order(2)
    void answersOneOfAHundredThatComeToBothAtOnce() throws Exception {
        AtOnce.expectOneAnswerOfAHundred(caller::token, one, two);
    }

    @Test
    @Order(3)
    void listensOnThisMachineOnly() {
        for (Node node : List.of(one, two)) {
            assertThat(node.server().listening(node.shell()))
                    .anyMatch(address -> address.endsWith(":" + node.server().http()))
                    .allMatch(address -> address.matches(PayaraServer.LOOPBACK));
        }
    }

    /** What is remembered belongs to the grid, and to no web application. */
    @Tag("R09")
    @Test
    @Order(4)
    void refusesATokenAfterBothWereDeployedAgain() throws Exception {
        String token = caller.token();
        assertThat(one.answer(token)).isEqualTo(OK);
        one.shell().run("asadmin undeploy connector");
        two.shell().run("asadmin undeploy connector");
        one.shell().run(DEPLOY);
        two.shell().run(DEPLOY);
        one.awaitAnswer(OK);
        two.awaitAnswer(OK);
        assertThat(one.answer(token)).isEqualTo(REFUSED);
        assertThat(two.answer(token)).isEqualTo(REFUSED);
    }

    /** A stopped process is what a machine without power is to the other: half of the grid does not answer. */
    @Tag("R08")
    @Test
    @Order(5)
    void answersNobodyWhileTheGridIsStuck() throws Exception {
        List<String> used = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            used.add(caller.token());
            assertThat(two.answer(used.get(i))).isEqualTo(OK);
        }
        one.signal("STOP");
        try {
            two.awaitAnswer(UNAVAILABLE);
            for (String token : used) {
                assertThat(two.answer(token)).isIn(REFUSED, UNAVAILABLE);
            }
        } finally {
            one.signal("CONT");
        }
        assertThat(two.server().printed())
                .contains("handshake failed: reason=replay-store-unavailable")
                .contains("detail=[the replay store has not answered within 500 ms]");
        two.awaitAnswer(OK);
        one.awaitAnswer(OK);
        for (String token : used) {
            assertThat(one.answer(token)).isEqualTo(REFUSED);
        }
    }

    @Tag("R09")
    @Test
    @Order(6)
    void refusesATokenAfterTheNodeThatAnsweredItHasStopped() throws Exception {
        one.awaitGrid(2);
        String token = caller.token();
        assertThat(one.answer(token)).isEqualTo(OK);
        one.close();
        two.awaitAnswer(OK);
        assertThat(two.answer(token)).isEqualTo(REFUSED);
        String later = caller.token();
        assertThat(two.answer(later)).isEqualTo(OK);

        one = one.again();
        one.awaitAnswer(OK);
        assertThat(one.answer(token)).isEqualTo(REFUSED);
        assertThat(one.answer(later)).isEqualTo(REFUSED);
        two.awaitAnswer(OK);
        AtOnce.expectOneAnswer(caller.token(), two, one);
    }

    @Tag("R08")
    @Test
    @Order(7)
    void findsTheGridAgainAfterItsRestart() throws Exception {
        String token = caller.token();
        assertThat(two.answer(token)).isEqualTo(OK);
        two.shell().run("asadmin restart-hazelcast");
        two.awaitGrid(2);
        two.awaitAnswer(OK);
        assertThat(two.answer(token)).isEqualTo(REFUSED);
        AtOnce.expectOneAnswer(caller.token(), one, two);
    }

    @Tag("R08")
    @Test
    @Order(8)
    void answersNobodyWhenTheGridIsGone() throws Exception {
        String token = caller.token();
        assertThat(two.answer(token)).isEqualTo(OK);
        two.shell().run("asadmin set-hazelcast-configuration --enabled=false --dynamic=true");
        assertThat(two.answer(token)).isEqualTo(UNAVAILABLE);
        assertThat(two.answer(caller.token())).isEqualTo(UNAVAILABLE);
        assertThat(two.server().printed()).contains("detail=[the server has no javax.cache.CacheManager]");
        one.awaitAnswer(OK);
        assertThat(one.answer(token)).isEqualTo(REFUSED);
    }

    @Test
    @Order(9)
    void doesNotStartWithoutAGrid() {
        assertThat(two.shell().run("! " + DEPLOY))
                .contains("replay-store [jcache]: the server has no javax.cache.CacheManager. Switch the server's data"
                        + " grid on");
    }
}
