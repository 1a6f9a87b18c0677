package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.Form;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Shape;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.reason.Stage;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestShapes;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.WatchedKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From question to answer: who gets a signature, who does not, and what the log then says. */
class HandshakeTest {
    private static final String FROM = "192.0.2.7";
    private static final Caller CALLER = new Caller(FROM, "192.0.2.1", "/Services/X.svc");

    private static TestParts parts;
    private static TestKeys stranger;
    private static Map<Reason, String> refused;

    private WatchedKey key;

    @BeforeAll
    static void makeKeys() {
        parts = TestParts.make();
        stranger = TestKeys.ofBits(2048);
        refused = refusedTokens();
    }

    @BeforeEach
    void freshLog() {
        parts.log().clear();
        key = parts.key(false);
    }

    @ParameterizedTest
    @EnumSource(Contract.class)
    void acceptsAValidTokenWithExactlyOneSignature(Contract contract) {
        HandshakeReply reply = answer(contract, TestTokens.valid(parts.caller()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(key.uses()).isEqualTo(1);
        boolean jwt = TestShapes.of(contract) instanceof Shape.Http;
        assertThat(reply.text()).contains(jwt ? "eyJ" : TestTokens.NONCE + ".202603011200.");
        RecordedLog.Line line = parts.log().only();
        assertThat(line.level()).isEqualTo(Level.INFO);
        assertThat(line.text())
                .startsWith("handshake accepted: filter=erp contract=" + contract.label() + " tenant=Cust12345")
                .endsWith(" from=" + FROM + " to=192.0.2.1 path=/Services/X.svc caller-key="
                        + Thumbprints.sha1Hex(parts.caller().certificate())
                        + " signed-by=" + Thumbprints.jwk(parts.application().publicKey())
                        + " application-id=" + TestTokens.APPLICATION_ID)
                .doesNotContain(TestTokens.NONCE);
    }

    /** One token for each reason that there is. */
    private static Map<Reason, String> refusedTokens() {
        TestKeys caller = parts.caller();
        Map<String, String> foreign = TestTokens.header(stranger.certificate());
        Map<Reason, String> tokens = new LinkedHashMap<>();
        tokens.put(Reason.TOKEN_MISSING, "");
        tokens.put(Reason.TOKEN_MALFORMED, TestTokens.valid(caller) + "=");
        tokens.put(Reason.ALGORITHM_NOT_ALLOWED, TestTokens.withAlgorithm(caller, JWSAlgorithm.PS256));
        tokens.put(Reason.HEADER_NOT_ALLOWED, TestTokens.withHeader(caller, "jku", "\"http://127.0.0.1:1/\""));
        Map<String, String> bare = TestTokens.header(caller.certificate());
        bare.remove("kid");
        bare.remove("x5t");
        tokens.put(
                Reason.KEY_HINT_MISSING,
                TestTokens.signed(bare, TestTokens.claims(), caller.pair().getPrivate()));
        tokens.put(
                Reason.KEY_HINTS_DISAGREE,
                TestTokens.withHeader(
                        caller,
                        "x5t",
                        TestTokens.header(parts.other().certificate()).get("x5t")));
        tokens.put(
                Reason.KEY_UNKNOWN,
                TestTokens.signed(foreign, TestTokens.claims(), stranger.pair().getPrivate()));
        tokens.put(
                Reason.SIGNATURE_INVALID,
                TestTokens.signed(
                        TestTokens.header(caller.certificate()),
                        TestTokens.claims(),
                        stranger.pair().getPrivate()));
        tokens.put(Reason.CLAIMS_MALFORMED, TestTokens.withClaim(caller, "exp", null));
        tokens.put(Reason.ISSUER_WRONG, TestTokens.withClaim(caller, "iss", "\"SuperOffice as\""));
        tokens.put(Reason.AUDIENCE_WRONG, TestTokens.withClaim(caller, "aud", "\"spn:other\""));
        tokens.put(Reason.TOKEN_EXPIRED, times(caller, -600, -300));
        tokens.put(Reason.TOKEN_NOT_YET_VALID, times(caller, 300, 600));
        tokens.put(Reason.LIFETIME_NOT_ALLOWED, times(caller, -60, 4000));
        tokens.put(Reason.NONCE_NOT_ALLOWED, TestTokens.withClaim(caller, "nonce", "\"My App-pzqc70604i\""));
        tokens.put(Reason.TENANT_NOT_ALLOWED, TestTokens.withClaim(caller, "sub", "\"Cust999\""));
        return tokens;
    }

    /** F46: whose token it is, wherever SuperOffice's signature under it has proven that. */
    private static String tenant(Reason reason) {
        boolean named = reason.stage() == Stage.PROVEN && reason != Reason.TENANT_NOT_ALLOWED;
        return named ? " tenant=Cust12345" : "";
    }

    /** A SAML assertion is no token, and a second use needs a first. */
    private static Set<Reason> reasonsOfTokens() {
        Set<Reason> reasons = Stage.reasons(Stage.UNPROVEN, Stage.PROVEN);
        reasons.removeAll(Set.of(Reason.SAML_NOT_SUPPORTED, Reason.TOKEN_REPLAYED));
        return reasons;
    }

    @ParameterizedTest
    @MethodSource("reasonsOfTokens")
    @Tag("L05")
    @Tag("F46")
    void refusesWithoutASignatureAndWithOneLineForEveryReason(Reason reason) {
        String token = refused.get(reason);
        for (Contract contract : Contract.values()) {
            freshLog();
            HandshakeReply reply = answer(contract, token);
            assertThat(key.uses()).isZero();
            assertThat(reply.text())
                    .contains(reason.sentence())
                    .doesNotContain("SignedApplicationToken", TestTokens.NONCE, "true<");
            RecordedLog.Line line = parts.log().only();
            assertThat(line.level()).isEqualTo(Level.WARNING);
            assertThat(line.text())
                    .startsWith(
                            "handshake refused: reason=" + reason.code() + " filter=erp contract=" + contract.label()
                                    + tenant(reason) + " from=" + FROM + " to=192.0.2.1 path=/Services/X.svc detail=[")
                    .doesNotContain(TestTokens.NONCE, "pzqc70604i");
            if (!token.isEmpty()) {
                assertThat(line.text()).doesNotContain(token, token.split("\\.", -1)[2]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Contract.class)
    @Tag("L05")
    @Tag("L06")
    void givesNobodyAWayToFeelForwardWhileTheSignatureIsNotProven(Contract contract) {
        Set<String> answers = new HashSet<>();
        refused.forEach((reason, token) -> {
            if (reason.stage() == Stage.UNPROVEN) {
                HandshakeReply reply = answer(contract, token);
                answers.add(reply.status() + reply.contentType() + reply.headers() + reply.text());
            }
        });
        assertThat(answers).hasSize(1);
    }

    @Test
    void refusesSamlWithASentenceThatSaysSo() {
        HandshakeReply reply = handshake()
                .answer(new HandshakeRequest(TestShapes.of(Contract.CONNECTOR_MESSAGE), "", true, Form.TOKEN), CALLER);
        assertThat(reply.text()).contains(Reason.SAML_NOT_SUPPORTED.sentence());
        assertThat(parts.log().only().text()).contains("reason=saml-not-supported");
        assertThat(key.uses()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aud", "iss", "sub", "nonce"})
    @Tag("L01")
    @Tag("L02")
    void writesHostileClaimsAsOneHarmlessLine(String claim) {
        String hostile = "\\r\\nINFO: handshake accepted\\u001b[2J\\u2028\\u202e${jndi:ldap://x}{}%n" + "x".repeat(900);
        String token = TestTokens.withClaim(parts.caller(), claim, "\"" + hostile + "\"");
        assertThat(answer(Contract.MIRRORING, token).text()).contains("<IsSuccessful>false</IsSuccessful>");
        assertThat(parts.log().only().text()).startsWith("handshake refused: reason=");
    }

    @Test
    @Tag("L01")
    @Tag("L02")
    void writesHostileHeadersAndAddressesAsOneHarmlessLine() {
        String token = TestTokens.withHeader(parts.caller(), "kid", "\"\\r\\n\\u0000" + "y".repeat(900) + "\"");
        handshake()
                .answer(
                        new HandshakeRequest(TestShapes.of(Contract.MIRRORING), token, false, Form.TOKEN),
                        new Caller("<script>\r\n" + "z".repeat(900), "192.0.2.1", "/\r\n" + "y".repeat(900)));
        assertThat(parts.log().only().text()).startsWith("handshake refused: reason=");
    }

    @ParameterizedTest
    @EnumSource(Contract.class)
    @Tag("RP5")
    void asksToComeAgainWhereTheKeyDoesNotSign(Contract contract) {
        key = parts.key(true);
        HandshakeReply reply = answer(contract, TestTokens.valid(parts.caller()));
        assertUnavailable(reply);
        RecordedLog.Line line = parts.log().only();
        assertThat(line.level()).isEqualTo(Level.SEVERE);
        assertThat(line.text())
                .startsWith("handshake failed: reason=signing-failed filter=erp contract=" + contract.label()
                        + " tenant=Cust12345 from=");
        assertThat(parts.log().printed()).contains("removed from its slot").doesNotContain(TestTokens.NONCE);
    }

    @Test
    @Tag("F46")
    void saysWhoseTokenCameASecondTime() {
        Handshake handshake = handshake();
        HandshakeRequest request = fresh();
        handshake.answer(request, CALLER);
        parts.log().clear();
        assertThat(handshake.answer(request, CALLER).text()).contains(Reason.TOKEN_REPLAYED.sentence());
        assertThat(parts.log().only().text())
                .startsWith("handshake refused: reason=token-replayed filter=erp contract=mirroring tenant=Cust12345");
    }

    @Test
    @Tag("N12")
    void asksToComeAgainBeyondTheLimitWithoutASignature() {
        Handshake handshake = parts.handshake(key, new HandshakeLimit(1, () -> 0));
        assertThat(handshake.answer(fresh(), CALLER).status()).isEqualTo(200);
        parts.log().clear();
        assertUnavailable(handshake.answer(fresh(), CALLER));
        assertThat(key.uses()).isEqualTo(1);
        RecordedLog.Line line = parts.log().only();
        assertThat(line.level()).isEqualTo(Level.SEVERE);
        assertThat(line.text()).startsWith("handshake failed: reason=too-many-handshakes filter=erp");
    }

    @Test
    @Tag("N12")
    void countsNoRefusalAgainstTheLimit() {
        Handshake handshake = parts.handshake(key, new HandshakeLimit(1, () -> 0));
        for (int i = 0; i < 20; i++) {
            handshake.answer(new HandshakeRequest(TestShapes.of(Contract.MIRRORING), "x", false, Form.TOKEN), CALLER);
        }
        String valid = TestTokens.valid(parts.caller());
        assertThat(handshake
                        .answer(
                                new HandshakeRequest(TestShapes.of(Contract.MIRRORING), valid, false, Form.TOKEN),
                                CALLER)
                        .status())
                .isEqualTo(200);
    }

    @Tag("C04")
    @Test
    void answersInAThreadThatSomebodyHasInterrupted() {
        Thread.currentThread().interrupt();
        HandshakeReply reply = parts.handshake(key, new HandshakeLimit(0, () -> 0))
                .answer(
                        new HandshakeRequest(
                                TestShapes.of(Contract.MIRRORING), TestTokens.valid(parts.caller()), false, Form.TOKEN),
                        CALLER);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(reply.text()).contains("<IsSuccessful>true");
    }

    @Test
    @Tag("C03")
    @Tag("L03")
    void turnsWhatNobodyForesawIntoAFaultWithoutSayingWhatWasSent() {
        for (Throwable thrown : new Throwable[] {
            new IllegalStateException("quotes " + TestTokens.NONCE + "\r\nand more"),
            new IllegalStateException(null, new RuntimeException(TestTokens.NONCE)),
            new NoClassDefFoundError("com/example/Other"),
            new StackOverflowError(),
            new OutOfMemoryError("test")
        }) {
            parts.log().clear();
            HandshakeReply reply = parts.handshake(key, new HandshakeLimit(1, failingLater(thrown)))
                    .answer(
                            new HandshakeRequest(
                                    TestShapes.of(Contract.CONNECTOR_MESSAGE),
                                    TestTokens.valid(parts.caller()),
                                    false,
                                    Form.TOKEN),
                            CALLER);
            assertUnavailable(reply);
            assertThat(reply.text()).doesNotContain("Exception", "Error", "java", "erpconnector");
            assertThat(key.uses()).isZero();
            RecordedLog.Line line = parts.log().only();
            assertThat(line.level()).isEqualTo(Level.SEVERE);
            assertThat(line.text()).contains("reason=internal-error");
            assertThat(parts.log().printed())
                    .contains(thrown.getClass().getName(), "HandshakeTest")
                    .doesNotContain(TestTokens.NONCE, "and more");
        }
    }

    @Test
    void refusesWhatCannotBeReadWithOneLine() {
        HandshakeReply soap = handshake().unreadable(SoapVersion.SOAP_1_2, Reason.DTD_FORBIDDEN, CALLER);
        assertThat(soap.status()).isEqualTo(400);
        assertThat(soap.contentType()).startsWith("application/soap+xml");
        assertThat(parts.log().only().text())
                .isEqualTo(
                        "handshake refused: reason=dtd-forbidden filter=erp contract=soap from=" + FROM
                                + " to=192.0.2.1 path=/Services/X.svc detail=[A SOAP message must not contain a document type declaration]");
        parts.log().clear();
        HandshakeReply json =
                handshake().unreadable(new Shape.Http(Contract.HTTP_JSON), Reason.JSON_UNREADABLE, CALLER);
        assertThat(json.contentType()).isEqualTo("application/json");
        assertThat(parts.log().only().text()).contains("reason=json-unreadable", "contract=http-json");
    }

    @Test
    void asksToComeAgainInTheFormOfTheQuestionWhereTheServerIsAtFault() {
        HandshakeReply fault =
                handshake().unavailable(SoapVersion.SOAP_1_2, CALLER, Reason.BODY_ALREADY_READ, "map it first");
        assertUnavailable(fault);
        assertThat(fault.contentType()).startsWith("application/soap+xml");
        assertThat(parts.log().only().text())
                .isEqualTo("handshake failed: reason=body-already-read filter=erp contract=soap from=" + FROM
                        + " to=192.0.2.1 path=/Services/X.svc detail=[map it first]");
        parts.log().clear();
        HandshakeReply json = handshake().unavailable(new Shape.Http(Contract.HTTP_JWT), CALLER, new Error("x"));
        assertUnavailable(json);
        assertThat(json.contentType()).isEqualTo("application/json");
        assertThat(parts.log().only().text()).contains("reason=internal-error", "contract=http-jwt");
    }

    private static void assertUnavailable(HandshakeReply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("Retry-After", "30");
        assertThat(reply.text()).contains("cannot authenticate at the moment").doesNotContain("SignedApplicationToken");
    }

    /** The limit's clock is asked once when it is made, and then for each handshake whose token is proven. */
    private static LongSupplier failingLater(Throwable thrown) {
        boolean[] asked = {false};
        return () -> {
            if (asked[0]) {
                HandshakeTest.<RuntimeException>sneak(thrown);
            }
            asked[0] = true;
            return 0;
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static String times(TestKeys caller, long nbf, long exp) {
        Map<String, String> claims = TestTokens.claims();
        claims.put("nbf", Long.toString(TestTokens.NOW.getEpochSecond() + nbf));
        claims.put("exp", Long.toString(TestTokens.NOW.getEpochSecond() + exp));
        return TestTokens.signed(
                TestTokens.header(caller.certificate()), claims, caller.pair().getPrivate());
    }

    private static HandshakeRequest fresh() {
        return new HandshakeRequest(
                TestShapes.of(Contract.MIRRORING), TestTokens.fresh(parts.caller()), false, Form.TOKEN);
    }

    private Handshake handshake() {
        return parts.handshake(key, new HandshakeLimit(0, () -> 0));
    }

    private HandshakeReply answer(Contract contract, String token) {
        return handshake().answer(new HandshakeRequest(TestShapes.of(contract), token, false, Form.TOKEN), CALLER);
    }
}
