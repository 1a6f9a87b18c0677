package org.erpconnector.auth.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.OneOfEach;
import org.erpconnector.auth.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Makes the attacks of the catalogue on one server, and holds each answer to what the catalogue says. On one server of
 * {@code mvn verify} all of them, on the others one of each group; in profile servers all on all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AttackSuite {
    private static final int BURST = 200;
    private static final int STALLED = 250;
    private static final int DRIBBLE_MILLIS = 100;
    private static final int ATTEMPTS = 5;

    private final Trap trap;
    private final AttackKeys keys;
    private final List<Attack> attacks;
    private AttackTarget target;
    private Invariants invariants;

    /** With keys made for this suite. */
    protected AttackSuite() {
        this(Trap.open());
    }

    private AttackSuite(Trap trap) {
        this(trap, AttackKeys.make(trap.url()));
    }

    /** With keys that the server has to know before this is made. */
    protected AttackSuite(Trap trap, AttackKeys keys) {
        this.trap = trap;
        this.keys = keys;
        this.attacks = Stream.of(
                        new HttpAttacks(keys).all(),
                        new JoseHeaderAttacks(keys).all(),
                        new CompactFormAttacks(keys).all(),
                        new ClaimAttacks(keys).all(),
                        new EnvelopeAttacks(keys).all(),
                        new JsonBodyAttacks(keys).all())
                .flatMap(group -> group)
                .toList();
    }

    /** Starts the filter on a server, with these keys, at the time of {@link org.erpconnector.auth.testkit.TestTokens#NOW}. */
    protected abstract AttackTarget start(AttackKeys attackKeys) throws Exception;

    @BeforeAll
    void startTarget() throws Exception {
        target = start(keys);
        invariants = new Invariants(target, keys);
    }

    @AfterAll
    void closeTrap() {
        trap.close();
    }

    /** Whether {@code mvn verify} makes all attacks on this server. */
    protected boolean whole() {
        return false;
    }

    Stream<Attack> attacks() {
        return whole() ? attacks.stream() : OneOfEach.of(attacks.stream(), AttackSuite::kind);
    }

    /** Of the rows about HTTP each is one, since servers differ there. */
    private static String kind(Attack attack) {
        return attack.row().startsWith("H") ? attack.row() : group(attack);
    }

    private static String group(Attack attack) {
        return attack.row().replaceAll("[0-9].*", "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void isAnsweredAsTheCatalogueSays(Attack attack, TestReporter reporter) throws IOException {
        reporter.publishEntry(Map.of("row", attack.row(), "server", target.label()));
        invariants.check(attack);
        assertThat(trap.connections()).as("connections to the trap").hasValue(0);
    }

    Stream<String> groups() {
        Stream<String> groups = attacks.stream()
                .filter(attack -> attack.expected().kind() != Expected.Kind.ACCEPTED)
                .map(AttackSuite::group)
                .distinct();
        return whole() ? groups : OneOfEach.of(groups, group -> "a burst");
    }

    /** I7: whoever is attacked still serves its caller. */
    @ParameterizedTest
    @MethodSource("groups")
    void aBurstOfAGroupHarmsNobody(String group) throws IOException {
        List<Attack> members = attacks.stream()
                .filter(attack -> group(attack).equals(group))
                // What the server answers by itself is its own affair.
                .filter(attack -> attack.expected().kind() != Expected.Kind.ACCEPTED
                        && attack.expected().kind() != Expected.Kind.SERVER)
                // A megabyte each would measure the loopback device.
                .filter(attack -> attack.body().length < 100_000)
                .toList();
        int signatures = target.signatures();
        for (int i = 0; i < BURST; i++) {
            Attack attack = members.get(i % members.size());
            invariants.answer(attack);
        }
        assertThat(target.signatures()).isEqualTo(signatures);
        target.lines();
        target.reached();
        invariants.positiveControl();
    }

    /** Slow POST: as many as a server usually has threads. None of them may be held. */
    @Test
    @Tag("F54")
    @Tag("F64")
    void hundredsOfBodiesThatDoNotComeHinderNobody(TestReporter reporter) throws IOException {
        reporter.publishEntry(Map.of("row", "H01", "server", target.label()));
        reporter.publishEntry(Map.of("row", "H20", "server", target.label()));
        target.lines();
        int signatures = target.signatures();
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < STALLED; i++) {
                stalled.add(RawHttp.begin(target.port(), Forms.stalling(keys, i).bytes(target.contextPath())));
            }
            invariants.served();
            for (Socket socket : stalled) {
                RawHttp.Reply reply = RawHttp.answer(socket);
                assertThat(reply.status()).as(reply.body()).isEqualTo(408);
            }
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
        // A busy machine may write the first of these before the genuine caller is there.
        List<String> lines = target.lines();
        assertThat(lines.stream().filter(Invariants::accepted)).hasSize(1);
        assertThat(lines.stream().filter(line -> !Invariants.accepted(line)))
                .hasSizeGreaterThanOrEqualTo(20)
                .allMatch(
                        line -> line.contains("refused: reason=body-too-slow ") || line.contains(" more with reason="));
        assertThat(target.signatures()).isEqualTo(signatures + 1);
        assertThat(target.reached()).isZero();
    }

    /** Each byte keeps the server's own patience from ending. */
    @Test
    void aBodyThatComesByteByByteIsGivenUp(TestReporter reporter) throws Exception {
        reporter.publishEntry(Map.of("row", "H01", "server", target.label()));
        Optional<RawHttp.Reply> reply = Optional.empty();
        for (int i = 0; i < ATTEMPTS && reply.isEmpty(); i++) {
            target.lines();
            reply = dribble();
        }
        assertThat(reply)
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(408));
        // Of those, too, whose answer was lost.
        assertThat(target.lines()).isNotEmpty().allMatch(line -> line.contains("refused: reason=body-too-slow "));
        invariants.positiveControl();
    }

    /** The answer, or nothing if the next byte met a closed connection, whose reset took the answer with it. */
    private Optional<RawHttp.Reply> dribble() throws Exception {
        try (Socket socket =
                RawHttp.begin(target.port(), Forms.stalling(keys, 0).bytes(target.contextPath()))) {
            Future<RawHttp.Reply> reply = CompletableFuture.supplyAsync(() -> {
                try {
                    return RawHttp.answer(socket);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            while (true) {
                try {
                    return Optional.of(reply.get(DRIBBLE_MILLIS, TimeUnit.MILLISECONDS));
                } catch (TimeoutException e) {
                    socket.getOutputStream().write('x');
                }
            }
        } catch (ExecutionException | SocketException e) {
            return Optional.empty();
        }
    }

    /** A handshake whose body comes with its head is read at once, on every server: nothing is waited for. */
    @Test
    @Tag("F12")
    void aConnectionServesManyHandshakes() throws IOException {
        try (Socket socket = RawHttp.begin(target.port(), new byte[0])) {
            for (int i = 0; i < 20; i++) {
                String body = keys.valid();
                socket.getOutputStream().write((head(body.length()) + body).getBytes(StandardCharsets.US_ASCII));
                RawHttp.Reply reply = RawHttp.answer(socket);
                assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                assertThat(reply.headers()).doesNotContainEntry("Connection", "close");
            }
        }
        target.lines();
    }

    /** Payara loses some of the connections on which a body came after its head: what follows there is never read. */
    @Test
    @Tag("F12")
    void aConnectionEndsAfterABodyThatWasWaitedForWhereTheServerWouldLoseIt() throws Exception {
        byte[] body = keys.valid().getBytes(StandardCharsets.US_ASCII);
        byte[] head = head(body.length).getBytes(StandardCharsets.US_ASCII);
        int before = target.suspended();
        try (Socket socket = RawHttp.begin(target.port(), head)) {
            Await.until("the body is waited for", () -> target.suspended() > before);
            socket.getOutputStream().write(body);
            RawHttp.Reply reply = RawHttp.answer(socket);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            if (target.label().startsWith("Payara")) {
                assertThat(reply.headers()).containsEntry("Connection", "close");
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            } else {
                assertThat(reply.headers()).doesNotContainEntry("Connection", "close");
            }
        }
        target.lines();
    }

    private String head(int length) {
        return "POST " + target.contextPath() + "/authenticate HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/jwt\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Test
    void everyAttackHasItsRowInTheCatalogue() throws IOException {
        assertThat(attacks)
                .extracting(Attack::row)
                .isSubsetOf(
                        Catalogue.ATTACKS.rows().stream().map(CatalogueRow::row).toList());
    }
}
