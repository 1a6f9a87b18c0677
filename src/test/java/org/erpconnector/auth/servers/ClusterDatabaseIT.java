package org.erpconnector.auth.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.erpconnector.auth.it.Caller;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.Await;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two Tomcats that share nothing but a real database: a token is answered once by either of them, whatever becomes of the
 * other, and not at all while the database cannot tell.
 */
@ParameterizedClass
@EnumSource
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterDatabaseIT {
    @RegisterExtension
    static final HandshakeCounters TALLY = new HandshakeCounters(
            "Tomcat " + System.getProperty("tomcat10.version") + ", two nodes on a PostgreSQL, and on a MariaDB");

    private static final int OK = 200;
    private static final int REFUSED = 401;
    private static final int UNAVAILABLE = 503;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    static Path folder;

    private static ClusterDatabase database;
    private static Caller caller;
    private static Path war;
    private static List<String> options;
    private static TomcatNode one;
    private static TomcatNode two;

    /** What they share. */
    enum Vendor {
        POSTGRESQL,
        MARIADB
    }

    @Parameter
    Vendor vendor;

    @BeforeParameterizedClassInvocation
    static void start(Vendor vendor) throws Exception {
        Path own = Files.createDirectory(folder.resolve(vendor.name()));
        DemoKeys keys = DemoKeys.make(own.resolve("keys"));
        caller = Caller.trusted(keys);
        war = TomcatNode.war(own.resolve("war"));
        database = vendor == Vendor.POSTGRESQL ? PostgresServer.start() : MariaDbServer.start();
        database.addUser();
        options = List.of(
                "-Derp-auth.application-id=" + keys.applicationId(),
                "-Derp-auth.environment=custom",
                "-Derp-auth.authenticate-path=/authenticate",
                "-Derp-auth.application-key=" + keys.application().keystore(),
                "-Derp-auth.application-key-password=" + keys.application().password(),
                "-Derp-auth.caller-keys=" + keys.callerCertificate(),
                "-Derp-auth.replay-store=database",
                "-Derp-auth.replay-create-table=true");
        one = node(own.resolve("one"), "java:comp/env/jdbc/erp");
        two = node(own.resolve("two"), "java:comp/env/jdbc/erp");
        awaitAnswer(one, OK);
        awaitAnswer(two, OK);
    }

    private static TomcatNode node(Path base, String dataSource, String... others) throws IOException {
        List<String> all = new ArrayList<>(options);
        all.add("-Derp-auth.replay-datasource=" + dataSource);
        all.addAll(List.of(others));
        return TomcatNode.start(base, war, database, all);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        Stream.of(one, two).filter(Objects::nonNull).forEach(TomcatNode::close);
        if (database != null) {
            database.close();
        }
        one = null;
        two = null;
        database = null;
    }

    /** Asks with tokens of its own until it answers so. */
    private static void awaitAnswer(TomcatNode node, int status) throws Exception {
        Await.until("it answers " + status, PATIENCE, () -> node.answerIfUp(caller.token()) == status);
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
    void aRowIsAHashAndNothingElse() {
        assertThat(database.query("select nonce_hash from erp_auth_nonce").lines())
                .isNotEmpty()
                .allMatch(row -> row.strip().matches("[0-9a-f]{64}"));
    }

    @Tag("R09")
    @Test
    @Order(4)
    void refusesATokenAfterTheNodeThatAnsweredItWasKilled() throws Exception {
        String token = caller.token();
        assertThat(one.answer(token)).isEqualTo(OK);
        one.kill();
        assertThat(two.answer(token)).isEqualTo(REFUSED);
        String later = caller.token();
        assertThat(two.answer(later)).isEqualTo(OK);
        one.again();
        awaitAnswer(one, OK);
        assertThat(one.answer(token)).isEqualTo(REFUSED);
        assertThat(one.answer(later)).isEqualTo(REFUSED);
    }

    /** A stopped process is what a machine without power is to both: the database does not answer. */
    @Tag("R08")
    @Test
    @Order(5)
    void answersNobodyWhileTheDatabaseIsStuck() throws Exception {
        String used = caller.token();
        assertThat(two.answer(used)).isEqualTo(OK);
        database.signal("STOP");
        try {
            assertThat(two.answer(used)).isEqualTo(UNAVAILABLE);
            assertThat(one.answer(caller.token())).isEqualTo(UNAVAILABLE);
        } finally {
            database.signal("CONT");
        }
        assertThat(two.printed())
                .contains("handshake failed: reason=replay-store-unavailable")
                .contains("detail=[the replay store has not answered within 500 ms]");
        awaitAnswer(two, OK);
        awaitAnswer(one, OK);
        assertThat(one.answer(used)).isEqualTo(REFUSED);
    }

    /** The last one: the log has no line for each of so many. Each token goes to both nodes, before, while and after the database is away, and again when it is back. */
    @Tag("R08")
    @Test
    @Order(9)
    void answersNoTokenTwiceWhileTheDatabaseIsRestarted() throws Exception {
        Map<String, List<Integer>> heard = new ConcurrentHashMap<>();
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                callers.add(threads.submit(() -> {
                    while (!enough.get()) {
                        String token = caller.token();
                        heard.put(token, List.of(one.answer(token), two.answer(token)));
                    }
                    return null;
                }));
            }
            Await.until("some are answered", () -> hasHeard(heard, OK));
            database.stop();
            Await.until("some are told to come again", () -> hasHeard(heard, UNAVAILABLE));
            database.again();
            awaitAnswer(one, OK);
            awaitAnswer(two, OK);
            enough.set(true);
            for (Future<?> each : callers) {
                each.get();
            }
        } finally {
            enough.set(true);
            threads.shutdownNow();
        }
        for (Map.Entry<String, List<Integer>> each : heard.entrySet()) {
            List<Integer> all = new ArrayList<>(each.getValue());
            all.add(two.answer(each.getKey()));
            all.add(one.answer(each.getKey()));
            assertThat(all).isSubsetOf(OK, REFUSED, UNAVAILABLE);
            assertThat(all.stream().filter(status -> status == OK).count()).isLessThanOrEqualTo(1);
        }
    }

    private static boolean hasHeard(Map<String, List<Integer>> heard, int status) {
        return heard.values().stream().anyMatch(statuses -> statuses.contains(status));
    }

    @Test
    @Order(6)
    void answersNobodyWithoutTheRightToAddARow() throws Exception {
        String used = caller.token();
        assertThat(one.answer(used)).isEqualTo(OK);
        database.query("revoke insert on erp_auth_nonce from erp");
        assertThat(one.answer(caller.token())).isEqualTo(UNAVAILABLE);
        assertThat(two.answer(used)).isEqualTo(UNAVAILABLE);
        assertThat(one.printed()).contains(": no such table, or no right to it)]");
        database.query("grant insert on erp_auth_nonce to erp");
        awaitAnswer(one, OK);
        assertThat(two.answer(used)).isEqualTo(REFUSED);
    }

    @Test
    @Order(7)
    void answersNobodyWithoutTheTable() throws Exception {
        String used = caller.token();
        assertThat(one.answer(used)).isEqualTo(OK);
        database.query("alter table erp_auth_nonce rename to elsewhere");
        assertThat(two.answer(used)).isEqualTo(UNAVAILABLE);
        database.query("alter table elsewhere rename to erp_auth_nonce");
        awaitAnswer(two, OK);
        assertThat(two.answer(used)).isEqualTo(REFUSED);
    }

    @Test
    @Order(8)
    void doesNotStartWithoutTheDataSource() throws Exception {
        try (TomcatNode three = node(folder.resolve(vendor.name()).resolve("three"), "java:comp/env/jdbc/nothing")) {
            Await.until(
                    "it says so",
                    PATIENCE,
                    () -> three.printed()
                            .contains(
                                    "replay-datasource [java:comp/env/jdbc/nothing]: nothing is bound to this name, where a"
                                            + " javax.sql.DataSource is needed. Bind a javax.sql.DataSource to it"));
            assertThat(three.answerIfUp(caller.token())).isNotEqualTo(OK);
        }
    }

    /** By a clock that is ten minutes off and the greatest skew, tokens are good there that are good by the right clock too. */
    @ParameterizedTest
    @CsvSource({"10, 355", "-10, 55"})
    @Order(5)
    void aNodeWhoseClockIsTenMinutesOffAnswersNothingTwice(int minutes, int secondsLeft) throws Exception {
        Path base = folder.resolve(vendor.name()).resolve("off" + minutes);
        try (TomcatNode off =
                node(base, "java:comp/env/jdbc/erp", "-Dclock.minutes=" + minutes, "-Derp-auth.clock-skew=300")) {
            Await.until(
                    "it answers by its own clock",
                    PATIENCE,
                    () -> off.answerIfUp(caller.token(Caller.nonce(), 300 + 60 * minutes)) == OK);
            String used = caller.token();
            assertThat(one.answer(used)).isEqualTo(OK);
            AtOnce.expectOneAnswer(caller.token(Caller.nonce(), secondsLeft), one, off);
            AtOnce.expectOneAnswer(caller.token(Caller.nonce(), secondsLeft), off, one);
            // What it has removed, by its clock, nobody needs.
            assertThat(two.answer(used)).isEqualTo(REFUSED);
        }
    }

    @Test
    @Order(8)
    void answersNobodyWhileTheDiskOfTheTableIsFull() throws Exception {
        List<String> used = new ArrayList<>();
        // Its log has no more than twenty lines a minute for one reason, and the tests before this one may have had
        // them.
        one.kill();
        one.again();
        awaitAnswer(one, OK);
        database.fillDisk();
        Await.until("there is no more room", PATIENCE, () -> {
            String token = caller.token();
            int status = one.answer(token);
            if (status == OK) {
                used.add(token);
            }
            return status == UNAVAILABLE;
        });
        assertThat(one.printed()).contains(database.noRoom());
        String later = caller.token();
        assertThat(two.answer(later)).isEqualTo(UNAVAILABLE);
        for (String token : used) {
            assertThat(two.answer(token)).isIn(REFUSED, UNAVAILABLE);
        }
        database.makeRoom();
        awaitAnswer(one, OK);
        awaitAnswer(two, OK);
        for (String token : used) {
            assertThat(two.answer(token)).isEqualTo(REFUSED);
        }
        AtOnce.expectOneAnswer(later, one, two);
    }
}
