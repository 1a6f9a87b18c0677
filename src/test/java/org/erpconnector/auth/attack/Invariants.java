package org.erpconnector.auth.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestTokens;

/** What must hold after every attack, whatever it was: the invariants I1 to I8 of the catalogue. */
final class Invariants {
    /** I4, and 20 times the 64 KiB that are read of a message. */
    private static final long MOST_CPU_NANOS = 50_000_000;

    private static final long MOST_BYTES = 20L * 65_536;
    /** A compiler or a collector may take its time in the thread of one request; not in that of each of three. */
    private static final int ATTEMPTS = 3;

    private static final String ACCEPTED = "INFO handshake accepted: ";

    private final AttackTarget target;
    private final AttackKeys keys;
    private final Map<String, String> bodies = new HashMap<>();

    Invariants(AttackTarget target, AttackKeys keys) {
        this.target = target;
        this.keys = keys;
    }

    void check(Attack attack) throws IOException {
        try {
            make(attack);
        } catch (AssertionError e) {
            // Reports of parameterised tests name no parameters.
            throw new AssertionError(attack + ": " + e.getMessage(), e);
        }
    }

    private void make(Attack attack) throws IOException {
        int signatures = target.signatures();
        RawHttp.Reply reply = answer(attack);
        Expected expected = attack.expected();
        boolean accepted = expected.kind() == Expected.Kind.ACCEPTED;
        Optional<AttackTarget.Cost> cost = expected.kind() == Expected.Kind.SERVER ? Optional.empty() : target.cost();
        List<String> lines = target.lines();
        // I1: the signature is the credential.
        boolean answered = accepted || (expected.kind() == Expected.Kind.SERVER && accepted(lines));
        assertThat(target.signatures() - signatures).as("signatures").isEqualTo(answered ? 1 : 0);
        if (reply.status() != 0) {
            assertThat(reply.status()).as(reply.body()).isIn(expected.statuses());
        }
        checkBody(attack, reply);
        checkLines(attack, lines);
        assertThat(target.reached())
                .as("requests that reached the connector: %s", reply.body())
                .isEqualTo(expected.kind() == Expected.Kind.PASSED || elsewhere(expected, reply) ? 1 : 0);
        if (!accepted && expected.kind() != Expected.Kind.PASSED) {
            checkCost(attack, cost);
        }
        positiveControl();
    }

    /** Of an odd path a server may make another than that of the handshake; that other one is the connector's to answer. */
    private static boolean elsewhere(Expected expected, RawHttp.Reply reply) {
        return expected.kind() == Expected.Kind.SERVER
                && reply.body().matches("connector sees \\S+ (?!/authenticate )\\S+ then=path read \\d+");
    }

    private static boolean accepted(List<String> lines) {
        return lines.stream().anyMatch(Invariants::accepted);
    }

    static boolean accepted(String line) {
        return line.startsWith(ACCEPTED);
    }

    /** Whoever is answered before it has sent everything may lose the answer: its connection is reset (RFC 9112, 9.6). */
    RawHttp.Reply answer(Attack attack) throws IOException {
        for (int i = 1; ; i++) {
            target.lines();
            target.reached();
            try {
                return send(attack);
            } catch (IOException e) {
                if (i == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private RawHttp.Reply send(Attack attack) throws IOException {
        try {
            return RawHttp.exchange(target.port(), attack.bytes(target.contextPath()), attack.end());
        } catch (IOException e) {
            if (attack.expected().kind() == Expected.Kind.SERVER
                    || attack.expected().statuses().contains(0)) {
                return new RawHttp.Reply(0, Map.of(), "");
            }
            throw e;
        }
    }

    /** I2 and I3: the sentence of the reason and nothing else; no stack, no class, no value of the caller's. */
    private void checkBody(Attack attack, RawHttp.Reply reply) {
        assertThat(reply.body())
                .doesNotContain(
                        "\tat ",
                        "io.jsonwebtoken",
                        "com.fasterxml",
                        "org.erpconnector",
                        "javax.",
                        "jakarta.",
                        TestTokens.NONCE);
        if (attack.expected().kind() == Expected.Kind.PASSED) {
            assertThat(reply.body()).startsWith("connector ");
            return;
        }
        if (attack.expected().kind() == Expected.Kind.SERVER) {
            return;
        }
        if (attack.expected().kind() == Expected.Kind.ACCEPTED) {
            assertThat(reply.body()).containsPattern("[0-9A-F]{32}\\.202603011200\\.|^eyJ|\"eyJ");
            return;
        }
        assertThat(reply.body()).doesNotContain("SignedApplicationToken");
        if (attack.expected().kind() == Expected.Kind.REFUSED) {
            String sentence = Sentences.of(attack.expected().reason());
            assertThat(reply.body()).contains(sentence);
            assertThat(reply.headers()).containsEntry("Cache-Control", "no-store");
            if (!attack.form().isEmpty()) {
                String same = bodies.putIfAbsent(attack.form() + sentence, reply.body());
                assertThat(reply.body()).isEqualTo(Optional.ofNullable(same).orElse(reply.body()));
            }
        }
    }

    /** I5: one line that a person can read and nobody can misuse. */
    private static void checkLines(Attack attack, List<String> lines) {
        Expected expected = attack.expected();
        if (expected.kind() == Expected.Kind.SERVER) {
            assertThat(lines).hasSizeLessThanOrEqualTo(1);
        } else if (expected.kind() == Expected.Kind.PASSED) {
            assertThat(lines).isEmpty();
        } else {
            String begin = expected.kind() == Expected.Kind.ACCEPTED
                    ? ACCEPTED
                    : "WARNING handshake refused: reason=" + expected.reason() + " ";
            assertThat(lines).singleElement().asString().startsWith(begin);
        }
        assertThat(lines)
                .allSatisfy(line -> assertThat(line)
                        .hasSizeLessThanOrEqualTo(520)
                        .matches("[ -~]+")
                        .doesNotContain("eyJ", TestTokens.NONCE, AttackKeys.NONCE_PREFIX));
    }

    private void checkCost(Attack attack, Optional<AttackTarget.Cost> measured) throws IOException {
        Optional<AttackTarget.Cost> cost = measured;
        for (int i = 1; i < ATTEMPTS && cost.filter(Invariants::tooMuch).isPresent(); i++) {
            send(attack);
            cost = target.cost();
            target.lines();
            target.reached();
        }
        assertThat(cost.filter(Invariants::tooMuch))
                .as("cost of each of %d requests", ATTEMPTS)
                .isEmpty();
    }

    private static boolean tooMuch(AttackTarget.Cost cost) {
        return cost.cpuNanos() > MOST_CPU_NANOS || cost.bytes() > MOST_BYTES;
    }

    /** The caller is served still, whatever else is going on. */
    void served() throws IOException {
        RawHttp.Reply reply = send(Forms.jwt("", "control", keys.valid(), Expected.accepted()));
        assertThat(reply.status()).as("positive control").isEqualTo(200);
    }

    /** The caller is served still, and nothing else is going on. */
    void positiveControl() throws IOException {
        served();
        assertThat(target.lines()).singleElement().asString().startsWith(ACCEPTED);
        target.reached();
    }
}
