package org.erpconnector.auth.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nonces in a table, on a database of this process. Real databases are asked the same by ClusterDatabaseIT. */
class DatabaseReplayGuardTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant UNTIL = START.plusSeconds(360);
    /** Who asks in vain waits for as long as the machine needs: only the answer is asked for here. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final String COUNT =
            "SELECT COUNT(*) FROM erp_auth_nonce WHERE nonce_hash <> '" + NonceTable.MARK + "'";

    private final TestDatabase database = TestDatabase.make();
    private final AtomicInteger found = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<ReplayGuard> opened = new ArrayList<>();
    private Instant now = START;
    private DatabaseReplayGuard guard;

    @BeforeEach
    void open() throws Exception {
        database.run(NonceTable.SCRIPT);
        guard = guard(clock(), LONG);
    }

    @AfterEach
    void close() {
        released.countDown();
        opened.forEach(ReplayGuard::close);
    }

    private DatabaseReplayGuard guard(Clock clock, Duration deadline) throws ReplayStoreException {
        DatabaseReplayGuard made =
                new DatabaseReplayGuard(source(database), clock, new DeadlineThreads(16, 256, deadline, false));
        opened.add(made);
        return made;
    }

    private ServerResource<javax.sql.DataSource> source(TestDatabase of) throws ReplayStoreException {
        return ServerResource.of(() -> {
            found.incrementAndGet();
            return of;
        });
    }

    private DatabaseReplayGuard opened(TestDatabase of, boolean createTable) throws ReplayStoreException {
        DatabaseReplayGuard made = DatabaseReplayGuard.open(source(of), createTable, clock());
        opened.add(made);
        return made;
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    @Tag("R01")
    @Tag("R07")
    @Test
    void knowsANonceAgainOnEveryNode() throws Exception {
        DatabaseReplayGuard other = opened(database, false);
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isFalse();
        assertThat(other.firstUse("key", "nonce", UNTIL)).isFalse();
        assertThat(other.firstUse("key", "another", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "another", UNTIL)).isFalse();
    }

    @Tag("R04")
    @Test
    void takesANonceInAnotherTokenOfTheSameKeyForAReplay() throws Exception {
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "nonce", UNTIL.plusSeconds(60))).isFalse();
        assertThat(guard.firstUse("other", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "Nonce", UNTIL)).isTrue();
    }

    @Tag("R02")
    @Test
    void tellsExactlyOneOfAHundredOnTwoNodesThatItIsTheFirst() throws Exception {
        ReplayGuard two = guard(clock(), LONG);
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            CyclicBarrier together = new CyclicBarrier(100);
            for (int round = 0; round < 10; round++) {
                List<Future<Boolean>> answers = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    ReplayGuard node = i % 2 == 0 ? guard : two;
                    String nonce = "nonce" + round;
                    answers.add(threads.submit(() -> {
                        together.await();
                        return node.firstUse("key", nonce, UNTIL);
                    }));
                }
                int first = 0;
                for (Future<Boolean> answer : answers) {
                    first += answer.get() ? 1 : 0;
                }
                assertThat(first).isOne();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void tellsTheDatabaseNeitherNonceNorKey() throws Exception {
        guard.firstUse("the-key-id", "the-nonce", UNTIL);
        assertThat(database.ask("SELECT nonce_hash FROM erp_auth_nonce"))
                .matches("[0-9a-f]{64}")
                .doesNotContain("the-nonce", "the-key-id");
        assertThat(database.ask("SELECT expires_at FROM erp_auth_nonce"))
                .isEqualTo(Long.toString(UNTIL.getEpochSecond()));
    }

    @Tag("R09")
    @Test
    void knowsItAfterThisNodeWasStartedAgain() throws Exception {
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        guard.close();
        assertThat(opened(database, true).firstUse("key", "nonce", UNTIL)).isFalse();
    }

    @Tag("F07")
    @Test
    void forgetsAUseThatIsReleasedAndNoOther() throws Exception {
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "another", UNTIL)).isTrue();
        guard.release("key", "nonce");
        guard.release("key", "never used");
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "another", UNTIL)).isFalse();
    }

    /** The database adds after the deadline what its caller was told 503 for, and has to come again with. */
    @Tag("F07")
    @Tag("R08")
    @Test
    void answersNobodyAfterTheDeadlineAndForgetsTheUse() throws Exception {
        DatabaseReplayGuard hasty = guard(clock(), Duration.ofMillis(20));
        AtomicInteger closed = new AtomicInteger();
        database.watch = (connection, method, arguments) -> {
            Object answer = TestDatabase.call(connection, method, arguments);
            closed.addAndGet(method.getName().equals("close") ? 1 : 0);
            return answer;
        };
        database.weather = this::blocked;
        assertThatThrownBy(() -> hasty.firstUse("key", "nonce", UNTIL))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessage("the replay store has not answered within 20 ms");
        database.weather = () -> {};
        released.countDown();
        // One that adds, one that takes away.
        Await.until("both have ended", () -> closed.get() == 2);
        assertThat(database.ask(COUNT)).isEqualTo("0");
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
    }

    private void blocked() {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new AssertionError("a database is not interrupted: one in this process would close its files", e);
        }
    }

    /** A reply is signed after this: the claim must outlive whatever the connector's transaction comes to. */
    @Test
    void aUseIsCommittedWhenItIsAnsweredAndTheConnectionGoesBackAsItWas() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        database.watch = (connection, method, arguments) -> switch (method.getName()) {
            case "getNetworkTimeout" -> 77_000;
            case "setNetworkTimeout" -> calls.add("network " + arguments[1]);
            case "setAutoCommit" -> {
                calls.add("commits " + arguments[0]);
                yield TestDatabase.call(connection, method, arguments);
            }
            case "close" -> {
                calls.add("closed");
                yield TestDatabase.call(connection, method, arguments);
            }
            default -> TestDatabase.call(connection, method, arguments);
        };
        TestDatabase.Watch usual = database.watch;
        database.watch = (connection, method, arguments) -> {
            if (method.getName().equals("getAutoCommit") && calls.isEmpty()) {
                connection.setAutoCommit(false);
            }
            return usual.call(connection, method, arguments);
        };
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(database.ask(COUNT)).isEqualTo("1");
        // Then the rows that have expired are looked for.
        assertThat(calls).startsWith("commits true", "network 3000", "network 77000", "commits false", "closed");
    }

    @Test
    void refusesConnectionsThatTakePartInATransactionOfOthers() {
        database.watch = (connection, method, arguments) -> switch (method.getName()) {
            case "getAutoCommit" -> false;
            case "setAutoCommit" -> null;
            default -> TestDatabase.call(connection, method, arguments);
        };
        assertThatThrownBy(() -> opened(database, false))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("take part in a transaction of somebody else's");
    }

    @Test
    void aDriverWithoutANetworkTimeoutDoesAsWell() throws Exception {
        database.watch = (connection, method, arguments) -> {
            if (method.getName().endsWith("NetworkTimeout")) {
                throw new SQLFeatureNotSupportedException();
            }
            return TestDatabase.call(connection, method, arguments);
        };
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isFalse();
    }

    /** A constraint of the table's that is none of ours has the same SQLState class as a second use. */
    @Test
    void aRowThatTheDatabaseRefusesForAnotherReasonIsNoReplay() throws Exception {
        database.run("ALTER TABLE erp_auth_nonce ADD CHECK (expires_at < 1000)");
        assertThatThrownBy(() -> guard.firstUse("key", "nonce", UNTIL))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessage("the database has refused a row of erp_auth_nonce that is not there");
    }

    @ParameterizedTest
    @CsvSource({
        "08006, ': no connection to the database'",
        "53100, ': the database has no more room or connections'",
        "57P01, ': the database has ended the statement, or is stopping'",
        "42501, ': no such table, or no right to it'",
        "HY000, ', error 1114'",
        "72000, ''"
    })
    void whateverElseFailsIsSaidByItsStateAndAcceptsNobody(String state, String reason) throws Exception {
        database.weather = () -> {
            throw new SQLException("secret", state, 1114);
        };
        assertThatThrownBy(() -> guard.firstUse("key", "nonce", UNTIL))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessage("the replay store failed with java.sql.SQLException (SQLState " + state + reason + ")");
        database.weather = () -> {};
        int before = found.get();
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(found.get()).isEqualTo(before + 1);
    }

    @Test
    void answersNobodyOnceItIsClosed() {
        guard.close();
        assertThatThrownBy(() -> guard.firstUse("key", "nonce", UNTIL))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessage("the filter is stopping");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonce_hash CHAR(64), expires_at NUMERIC(19)",
                "nonce_hash CHAR(64), expires_at NUMERIC(19), PRIMARY KEY (nonce_hash, expires_at)"
            })
    void refusesATableThatLetsANonceInTwice(String columns) throws Exception {
        database.run("DROP TABLE erp_auth_nonce");
        database.run("CREATE TABLE erp_auth_nonce (" + columns + ")");
        assertThatThrownBy(() -> opened(database, false))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("has no unique key on nonce_hash");
    }

    @Test
    void refusesATableThatIsNotThereAndMakesItWhereThatIsAllowed() throws Exception {
        TestDatabase empty = TestDatabase.make();
        assertThatThrownBy(() -> opened(empty, false))
                .isInstanceOf(ReplayStoreException.class)
                .hasMessageContaining("(SQLState 42S04: no such table, or no right to it)");
        assertThat(opened(empty, true).firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(opened(empty, true).firstUse("key", "nonce", UNTIL)).isFalse();
    }

    @Test
    void refusesATableThatMayOnlyBeReadAndAddedTo() throws Exception {
        TestDatabase reader = database.as("reader");
        for (String right : List.of("SELECT", "INSERT", "UPDATE")) {
            database.run("GRANT " + right + " ON erp_auth_nonce TO reader");
            assertThatThrownBy(() -> opened(reader, false))
                    .isInstanceOf(ReplayStoreException.class)
                    .hasMessageContaining("(SQLState 90096)");
        }
        database.run("GRANT DELETE ON erp_auth_nonce TO reader");
        assertThat(opened(reader, false).firstUse("key", "nonce", UNTIL)).isTrue();
    }

    @Test
    void expiredRowsGoTwoHoursLaterAndNoOthers() throws Exception {
        assertThat(opened(database, false).firstUse("key", "old", UNTIL)).isTrue();
        assertThat(guard.firstUse("key", "newer", UNTIL.plusSeconds(61))).isTrue();
        for (int i = 0; i < 250; i++) {
            database.run("INSERT INTO erp_auth_nonce VALUES ('" + i + "', " + START.getEpochSecond() + ")");
        }
        now = UNTIL.plus(DatabaseReplayGuard.KEPT).plusSeconds(60);
        assertThat(guard.firstUse("key", "latest", now.plusSeconds(1))).isTrue();
        Await.until("newer and latest are left", () -> database.ask(COUNT).equals("2"));
        assertThat(guard.firstUse("key", "newer", UNTIL.plusSeconds(61))).isFalse();
        assertThat(guard.firstUse("key", "latest", UNTIL)).isFalse();
    }

    /** Neither a node whose clock is a day ahead, nor a token from the future, makes others forget. */
    @Test
    void aClockThatRunsAheadRemovesNothing() throws Exception {
        opened(database, false);
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        Clock tomorrow = Clock.offset(clock(), Duration.ofDays(1));
        DatabaseReplayGuard ahead = guard(tomorrow, LONG);
        assertThat(ahead.firstUse("key", "another", UNTIL.plusSeconds(60))).isTrue();
        assertThat(guard.firstUse("key", "future", UNTIL.plus(Duration.ofDays(1))))
                .isTrue();
        // Each has moved the mark, if anything, before it comes to the end of its work.
        ahead.close();
        guard.close();
        assertThat(database.ask(COUNT)).isEqualTo("3");
        assertThat(opened(database, false).firstUse("key", "nonce", UNTIL)).isFalse();
    }

    /** Its check has a row of its own, which is not old enough to go. */
    @Test
    void aNodeStartsWhileAnotherOneRemovesRows() throws Exception {
        opened(database, false);
        List<String> swept = new ArrayList<>();
        database.watch = (connection, method, arguments) -> {
            if (arguments != null && String.valueOf(arguments[0]).startsWith("SELECT expires_at")) {
                long before = START.minus(DatabaseReplayGuard.KEPT).getEpochSecond();
                NonceTable.sweep(connection, before + swept.size(), 0);
                swept.add(method.getName());
            }
            return TestDatabase.call(connection, method, arguments);
        };
        assertThat(opened(database, false).firstUse("key", "nonce", UNTIL)).isTrue();
        assertThat(swept).contains("prepareStatement");
    }

    /** Ten minutes are nothing against two hours, whichever node is late. */
    @ParameterizedTest
    @ValueSource(ints = {-10, 10})
    void aNodeWhoseClockIsTenMinutesOffKnowsANonceAllTheSame(int minutes) throws Exception {
        opened(database, false);
        DatabaseReplayGuard off = guard(Clock.offset(clock(), Duration.ofMinutes(minutes)), LONG);
        assertThat(guard.firstUse("key", "nonce", UNTIL)).isTrue();
        now = UNTIL.plus(Duration.ofMinutes(15));
        assertThat(guard.firstUse("key", "later", now.plusSeconds(300))).isTrue();
        assertThat(off.firstUse("key", "later still", now.plusSeconds(301))).isTrue();
        assertThat(off.firstUse("key", "nonce", UNTIL)).isFalse();
    }

    @Test
    void theManualShowsTheScript() throws IOException {
        assertThat(Files.readString(Path.of("src/site/markdown/cluster.md")))
                .contains("```sql\n" + NonceTable.SCRIPT + "\n```");
    }

    @Test
    void oneNodeAtATimeRemovesRows() throws Exception {
        opened(database, false);
        Set<String> deleted = ConcurrentHashMap.newKeySet();
        long end = START.getEpochSecond();
        database.run("INSERT INTO erp_auth_nonce VALUES ('old', " + end + ")");
        long before = end + 1000;
        try (Connection connection = database.getConnection()) {
            NonceTable.sweep(connection, before, 60);
            deleted.add(database.ask(COUNT));
            database.run("INSERT INTO erp_auth_nonce VALUES ('old', " + end + ")");
            // Of another node, in the same minute.
            NonceTable.sweep(connection, before + 59, 60);
            assertThat(database.ask(COUNT)).isEqualTo("1");
            NonceTable.sweep(connection, before + 60, 60);
            assertThat(database.ask(COUNT)).isEqualTo("0");
        }
        assertThat(deleted).containsExactly("0");
    }
}
