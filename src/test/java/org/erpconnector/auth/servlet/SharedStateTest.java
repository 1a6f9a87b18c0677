package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Inspection;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.Shape;
import org.erpconnector.auth.testkit.CollidingNames;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that a caller sends changes what the next caller meets: names that collide, then new ones, then a handshake. */
@Tag("F60")
class SharedStateTest {
    private static final int COLLIDING = 324;
    private static final int NEW = 45;
    private static final String FROM = "192.0.2.7";

    private static TestParts parts;

    private final MessageReader reader = new MessageReader();
    private Handshake handshake;

    /** Where a caller may write names of members. */
    private enum Place {
        CLAIMS_OF_A_STRANGER {
            @Override
            String body(String members) {
                String valid = TestTokens.valid(parts.caller());
                return token(TestTokens.signedText(
                                        header(""),
                                        claims(members),
                                        parts.caller().pair().getPrivate())
                                .replaceAll("[^.]*$", "")
                        + valid.substring(valid.lastIndexOf('.') + 1));
            }
        },
        CLAIMS_OF_THE_CALLER {
            @Override
            String body(String members) {
                return token(TestTokens.signedText(
                        header(""), claims(members), parts.caller().pair().getPrivate()));
            }
        },
        HEADER {
            @Override
            String body(String members) {
                return token(TestTokens.signedText(
                        header(members),
                        TestTokens.json(TestTokens.claims()),
                        parts.caller().pair().getPrivate()));
            }
        },
        BODY {
            @Override
            String body(String members) {
                return token(TestTokens.fresh(parts.caller())).replace("}", "," + members + "}");
            }
        };

        abstract String body(String members);

        private static String token(String text) {
            return "{\"SignedToken\":\"" + text + "\"}";
        }

        private static String header(String members) {
            return with(TestTokens.header(parts.caller().certificate()), members);
        }

        /** Nothing else: the genuine token is to come with names that are new. */
        private static String claims(String members) {
            return "{" + members + "}";
        }

        private static String with(Map<String, String> known, String members) {
            String json = TestTokens.json(known);
            return members.isEmpty() ? json : json.replace("}", "," + members + "}");
        }
    }

    @BeforeAll
    static void makeKeys() {
        parts = TestParts.make();
    }

    @BeforeEach
    void freshHandshake() {
        parts.log().clear();
        handshake = parts.handshake(parts.key(false), new HandshakeLimit(0, () -> 0));
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void collidingNamesOfOneCallerAreNothingToTheNext(Place place) {
        // A fault of ours would be a 503. A caller that is genuine may have members that nobody knows.
        Stream<Stream<String>> messages = Stream.concat(
                Stream.of(CollidingNames.of(COLLIDING).stream()),
                IntStream.range(0, NEW).mapToObj(i -> Stream.of("new" + UUID.randomUUID())));
        messages.map(names -> ask(place.body(CollidingNames.members(names))))
                .forEach(reply -> assertThat(reply.status()).isIn(200, 400, 401));

        assertThat(ask(Place.token(TestTokens.fresh(parts.caller()))).status()).isEqualTo(200);
        assertThat(parts.log().lines()).noneMatch(line -> line.text().contains("internal-error"));
    }

    private HandshakeReply ask(String body) {
        Contract contract = Contract.HTTP_JSON;
        Inspection reading = reader.read(
                Inspection.Unread.http(contract, "application/json"), body.getBytes(StandardCharsets.UTF_8));
        return reading instanceof HandshakeRequest asked
                ? handshake.answer(asked, new Caller(FROM, "192.0.2.1", "/x"))
                : handshake.unreadable(
                        new Shape.Http(contract),
                        ((Inspection.Refused) reading).problem(),
                        new Caller(FROM, "192.0.2.1", "/x"));
    }
}
