package org.erpconnector.auth.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.erpconnector.auth.core.CallerTokenVerifier;
import org.erpconnector.auth.core.TokenRejectedException;
import org.erpconnector.auth.core.VerifiedCallerToken;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.TestVerifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A handshake of which one bit is another, as every bit in turn: it still means the same or it is not accepted. Nothing
 * between the two tells a damaged message from a forged one.
 */
class SingleBitTest {
    private static final String MIRRORING = "http://www.superoffice.com/online/mirroring/0.1";
    private static final String ENVELOPE =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">%s<s:Body>%s</s:Body></s:Envelope>";

    private static String token;
    private static CallerTokenVerifier verifier;

    @BeforeAll
    static void makeToken() {
        TestKeys caller = TestKeys.ofBits(2048);
        token = TestTokens.valid(caller);
        verifier = TestVerifier.of(caller);
    }

    @Test
    void neverMakesAnotherHandshakeOfAConnectorParameter() {
        judgeEveryBit(
                Contract.CONNECTOR_PARAMETER,
                ENVELOPE.formatted(
                        "",
                        "<Authenticate xmlns=\"urn:x\"><request xmlns:a=\"urn:y\"><a:SignedToken>" + token
                                + "</a:SignedToken></request></Authenticate>"));
    }

    @Test
    void neverMakesAnotherHandshakeOfAMirroringHeader() {
        judgeEveryBit(
                Contract.MIRRORING,
                ENVELOPE.formatted(
                        "<s:Header><h:SignedToken xmlns:h=\"" + MIRRORING + "\">" + token
                                + "</h:SignedToken></s:Header>",
                        "<AuthenticateRequest xmlns=\"" + MIRRORING + "\"/>"));
    }

    private static void judgeEveryBit(Contract contract, String envelope) {
        byte[] message = envelope.getBytes(StandardCharsets.UTF_8);
        assertThat(accepted(message)).hasValueSatisfying(own -> judge(contract, own));
        long same = bitsOf(message)
                .map(SingleBitTest::accepted)
                .flatMap(Optional::stream)
                .peek(accepted -> judge(contract, accepted))
                .count();
        assertThat(same)
                .as("bits of prefixes and of urn:x, which change nothing")
                .isPositive();
    }

    private static void judge(Contract contract, Accepted accepted) {
        Shape.Soap shape = (Shape.Soap) accepted.request().shape();
        assertThat(accepted.request().token()).isEqualTo(token);
        assertThat(accepted.token().nonce()).isEqualTo(TestTokens.NONCE);
        assertThat(accepted.token().tenant()).isEqualTo(TestTokens.TENANT);
        assertThat(shape.version()).isEqualTo(SoapVersion.SOAP_1_1);
        // Only its namespace makes a question one of mirroring; in any other one it is the connector's.
        boolean leftMirroring =
                contract == Contract.MIRRORING && !shape.namespace().equals(MIRRORING);
        assertThat(shape.contract()).isEqualTo(leftMirroring ? Contract.CONNECTOR_MESSAGE : contract);
    }

    private static Stream<byte[]> bitsOf(byte[] message) {
        return IntStream.range(0, message.length * 8).mapToObj(bit -> {
            byte[] changed = message.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            return changed;
        });
    }

    /**
     * A message that is answered with a signature.
     *
     * @param request as it was read
     * @param token as it was verified
     */
    private record Accepted(HandshakeRequest request, VerifiedCallerToken token) {}

    private static Optional<Accepted> accepted(byte[] message) {
        Inspection reading = new MessageReader()
                .read(Inspection.Unread.soap(SoapVersion.SOAP_1_1, false, "", "text/xml; charset=utf-8"), message);
        if (!(reading instanceof HandshakeRequest asked) || asked.saml()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Accepted(asked, verifier.verify(asked.token())));
        } catch (TokenRejectedException e) {
            return Optional.empty();
        }
    }
}
