package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.simulator.TestIdentity.NOW;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The replies are made by another library. */
class SignedJwtJudgeTest {

    private static RsaIdentity application;
    private static CallerToken sent;

    @BeforeAll
    static void makeKeys() throws Exception {
        application = TestIdentity.generate(2048);
        sent = TestIdentity.callerToken(TestIdentity.generate(2048));
    }

    @Test
    void acceptsAReplyThatFulfilsEveryRule() throws Exception {
        assertThat(judged(signed(claims()))).hasSize(10).allMatch(Check::passed);
    }

    @Test
    void acceptsAnAudienceOfSeveralWithUsAmongThem() throws Exception {
        assertThat(failures(signed(claims().audience(List.of("SuperOffice AS", "others")))))
                .isEmpty();
    }

    @Test
    void refusesAReplyWithAnotherNonce() throws Exception {
        assertThat(failures(signed(claims().claim("nonce", "0".repeat(32))))).containsExactly("nonce is the one sent");
    }

    @Test
    void refusesAReplyAboutAnotherTenant() throws Exception {
        assertThat(failures(signed(claims().subject("Cust99999")))).containsExactly("sub is Cust12345, the tenant");
    }

    @Test
    void refusesAReplyOfAnotherApplication() throws Exception {
        assertThat(failures(signed(claims().issuer("spn:other"))))
                .containsExactly("iss is spn:" + TestIdentity.APPLICATION_ID + ", the application");
    }

    @Test
    void refusesAReplyForSomebodyElse() throws Exception {
        assertThat(failures(signed(claims().audience("spn:other"))))
                .containsExactly("aud is SuperOffice AS, the issuer of our token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "nonce", "nbf", "exp"})
    void refusesAReplyThatLacksAClaim(String name) throws Exception {
        assertThat(failures(signed(claims().claim(name, null)))).hasSize(1).allMatch(rule -> rule.startsWith(name));
    }

    @Test
    void refusesAnExpiredReplyFiveMinutesAfterItsEnd() throws Exception {
        assertThat(failures(signed(claims().expirationTime(at(-299))))).isEmpty();
        assertThat(failures(signed(claims().expirationTime(at(-300))))).containsExactly("exp is not in the past");
    }

    @Test
    void refusesAReplyFromTheFarFuture() throws Exception {
        assertThat(failures(signed(claims().notBeforeTime(at(300))))).isEmpty();
        assertThat(failures(signed(claims().notBeforeTime(at(301))))).containsExactly("nbf is not in the future");
    }

    @Test
    void refusesTheSignatureOfAnotherKey() throws Exception {
        String token = signed(claims(), JWSAlgorithm.RS256, TestIdentity.generate(2048));

        assertThat(failures(token)).containsExactly("the signature is of the application's key (RSA-2048, SHA-256)");
    }

    @Test
    void refusesAnotherAlgorithmOfTheSameKey() throws Exception {
        assertThat(failures(signed(claims(), JWSAlgorithm.RS512, application)))
                .containsExactly(
                        "its algorithm is RS256", "the signature is of the application's key (RSA-2048, SHA-256)");
    }

    @Test
    void refusesAMacMadeWithThePublicKey() throws Exception {
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
        jwt.sign(new MACSigner(TestIdentity.publicKey(application).getEncoded()));

        assertThat(failures(jwt.serialize())).contains("its algorithm is RS256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "+", "\u00e9"})
    void refusesCharactersThatALaxReaderOverlooks(String more) throws Exception {
        assertThat(judged(signed(claims()) + more)).hasSize(1).noneMatch(Check::passed);
    }

    /** An option of RFC 7797 that .NET does not know, and that the header demands nobody to know. */
    @Test
    void refusesASignatureOverThePayloadItself() throws Exception {
        Base64URL header = Base64URL.encode("{\"alg\":\"RS256\",\"b64\":false}");
        String payload = claims().build().toString();
        Base64URL signature = new RSASSASigner(application.privateKey())
                .sign(new JWSHeader(JWSAlgorithm.RS256), (header + "." + payload).getBytes(StandardCharsets.UTF_8));

        assertThat(failures(header + "." + Base64URL.encode(payload) + "." + signature))
                .containsExactly("the signature is of the application's key (RSA-2048, SHA-256)");
    }

    @Test
    void saysThatTheReplyIsAnApplicationToken() {
        String token = TestIdentity.applicationToken(application, sent.nonce(), NOW);

        assertThat(judged(token)).hasSize(1).allMatch(check -> check.finding().contains("--reply application-token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.b",
                "a.b.c",
                "e30=.e30.AA",
                "e30.W10.AA",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJSUzI1NiJ9.WzFd.AA"
            })
    void refusesWhatIsNoJwt(String token) {
        assertThat(judged(token)).hasSize(1).noneMatch(Check::passed);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("spn:" + TestIdentity.APPLICATION_ID)
                .audience("SuperOffice AS")
                .subject("Cust12345")
                .claim("nonce", sent.nonce())
                .issueTime(at(0))
                .notBeforeTime(at(0))
                .expirationTime(at(300));
    }

    private static Date at(long seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(claims, JWSAlgorithm.RS256, application);
    }

    private static String signed(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, RsaIdentity signer)
            throws JOSEException {
        SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims.build());
        jwt.sign(new RSASSASigner(signer.privateKey()));
        return jwt.serialize();
    }

    private static List<Check> judged(String token) {
        return new SignedJwtJudge(TestIdentity.publicKey(application), TestIdentity.APPLICATION_ID)
                .judge(token, sent, NOW);
    }

    private static List<String> failures(String token) {
        return judged(token).stream()
                .filter(check -> !check.passed())
                .map(Check::rule)
                .toList();
    }
}
