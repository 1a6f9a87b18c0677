package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.simulator.TestIdentity.NOW;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTokenJudgeTest {

    private static RsaIdentity application;
    private static RsaIdentity stranger;
    private static CallerToken sent;

    @BeforeAll
    static void makeKeys() throws Exception {
        application = TestIdentity.generate(1024);
        stranger = TestIdentity.generate(1024);
        sent = TestIdentity.callerToken(TestIdentity.generate(2048));
    }

    @Test
    void acceptsATokenOfThisMinute() {
        assertThat(judged(TestIdentity.applicationToken(application, sent.nonce(), NOW)))
                .hasSize(4)
                .allMatch(Check::passed);
    }

    @Test
    void refusesAReplyWithAnotherNonce() {
        String other = "0".repeat(32);

        assertThat(failures(TestIdentity.applicationToken(application, other, NOW)))
                .containsExactly("the nonce is the one sent: it is another one");
    }

    @Test
    void refusesANonceInLowerCase() {
        String lower = "ab" + sent.nonce().substring(2);

        assertThat(failures(TestIdentity.applicationToken(application, lower, NOW)))
                .hasSize(1)
                .allMatch(failure -> failure.startsWith("the nonce"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-14, -1, 0, 1, 14})
    void acceptsATimeLessThanAQuarterOfAnHourAway(long minutes) {
        assertThat(failures(TestIdentity.applicationToken(
                        application, sent.nonce(), NOW.plus(Duration.ofMinutes(minutes)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-15, 16, 60})
    void refusesATimeAQuarterOfAnHourAwayOrMore(long minutes) {
        assertThat(failures(TestIdentity.applicationToken(
                        application, sent.nonce(), NOW.plus(Duration.ofMinutes(minutes)))))
                .hasSize(1)
                .allMatch(failure -> failure.contains("wrong clock"));
    }

    @Test
    void refusesWhatIsNoTime() {
        String signed = sent.nonce() + ".202613011230";
        String token = signed + "." + Base64.getEncoder().encodeToString(TestIdentity.sign(application, signed));

        assertThat(failures(token)).hasSize(1).allMatch(failure -> failure.contains("yyyyMMddHHmm"));
    }

    @Test
    void refusesTheSignatureOfAnotherKey() {
        assertThat(failures(TestIdentity.applicationToken(stranger, sent.nonce(), NOW)))
                .containsExactly("the signature is of the application's key (RSA-1024, SHA-256): "
                        + "another key signed, or something else was signed");
    }

    @Test
    void tellsAKeyOfAnotherLengthFromABadSignature() throws Exception {
        RsaIdentity longer = TestIdentity.generate(2048);

        assertThat(failures(TestIdentity.applicationToken(longer, sent.nonce(), NOW)))
                .hasSize(1)
                .allMatch(failure -> failure.endsWith("it has 256 bytes instead of 128: another key signed"));
    }

    @Test
    void refusesASignatureInTheAlphabetOfJwts() {
        String token = TestIdentity.applicationToken(application, sent.nonce(), NOW);
        int start = token.lastIndexOf('.') + 1;
        String urlSafe = token.substring(0, start) + "-_"
                + token.substring(start + 2).replace('+', '-').replace('/', '_');

        assertThat(failures(urlSafe))
                .containsExactly("the signature is standard base64: it is base64url, the alphabet of JWTs");
    }

    @Test
    void refusesASignatureWithoutItsPadding() {
        String token = TestIdentity.applicationToken(application, sent.nonce(), NOW);
        String unpadded = token.replace("=", "");

        assertThat(failures(unpadded)).containsExactly("the signature is standard base64: its padding is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a.b.c.d"})
    void refusesAnythingButThreeParts(String token) {
        assertThat(failures(token)).hasSize(1).allMatch(failure -> failure.contains("instead of three"));
    }

    @Test
    void saysThatTheReplyIsAJwt() {
        assertThat(failures(sent.text())).hasSize(1).allMatch(failure -> failure.contains("--reply jwt"));
    }

    private static List<Check> judged(String token) {
        return new ApplicationTokenJudge(TestIdentity.publicKey(application)).judge(token, sent, NOW);
    }

    private static List<String> failures(String token) {
        return judged(token).stream()
                .filter(check -> !check.passed())
                .map(check -> check.rule() + ": " + check.finding())
                .toList();
    }
}
