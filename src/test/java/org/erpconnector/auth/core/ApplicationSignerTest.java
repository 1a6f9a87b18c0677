package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.erpconnector.auth.testkit.FakeCrypto;
import org.erpconnector.auth.testkit.FakeCrypto.Fault;
import org.erpconnector.auth.testkit.ForwardingCrtKey;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestSigner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationSignerTest {
    private static final Instant NOW = Instant.parse("2025-12-30T23:05:59.999Z");
    private static final VerifiedCallerToken TOKEN = TestReply.token(NOW.plusSeconds(360));

    private static TestKeys keys;

    @BeforeAll
    static void makeKeys() {
        keys = TestKeys.ofBits(2048);
    }

    @Test
    @Tag("RP1")
    @Tag("RP2")
    @Tag("RP4")
    void applicationTokenIsNonceMinuteAndSignatureInStandardBase64() throws Exception {
        String[] parts = applicationToken(keys).split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(parts[0]).isEqualTo("0123456789ABCDEF0123456789ABCDEF");
        assertThat(parts[1]).isEqualTo("202512302305");
        assertThat(parts[2]).hasSize(344).endsWith("==");
        assertThat(verifies(keys, parts)).isTrue();
    }

    @Test
    void applicationTokenIsMadeWithAKeyOf1024Bits() throws Exception {
        TestKeys small = TestKeys.ofBits(1024);
        String[] parts = applicationToken(small).split("\\.", -1);
        assertThat(parts[2]).hasSize(172);
        assertThat(verifies(small, parts)).isTrue();
    }

    /** A server in Bangkok, Riyadh, Teheran or Ankara writes other years, other digits or another i. */
    @Tag("K26")
    @Tag("K27")
    @Tag("K28")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "th-TH-u-ca-buddhist-nu-thai",
                "ja-JP-u-ca-japanese",
                "ar-EG",
                "fa-IR",
                "hi-IN-u-nu-deva",
                "tr-TR"
            })
    @Tag("RP2")
    void applicationTokenIsTheSameInEveryLocaleAndTimeZone(String locale) throws Exception {
        Locale before = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            assertThat(applicationToken(keys)).startsWith("0123456789ABCDEF0123456789ABCDEF.202512302305.");
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    @Tag("F33")
    @Tag("RP8")
    void aKeyThatIsNotTheJdksOwnWithCrtPartsIsFoundOutWhenItSignsWrongly() throws Exception {
        RSAPrivateCrtKey right = (RSAPrivateCrtKey) keys.pair().getPrivate();
        KeyFactory factory = KeyFactory.getInstance("RSA");
        PrivateKey wrong = factory.generatePrivate(new RSAPrivateKeySpec(
                right.getModulus(), right.getPrivateExponent().add(BigInteger.TWO)));
        // Of another pair, and so wrong although each check of the JDK's holds.
        PrivateKey other = new ForwardingCrtKey(
                (RSAPrivateCrtKey) TestKeys.ofBits(2048).pair().getPrivate());
        for (PrivateKey key : List.of(wrong, other)) {
            assertThatThrownBy(() -> ApplicationSigner.of(key, keys.publicKey(), Optional.empty()))
                    .isInstanceOf(SigningException.class)
                    .hasMessageContaining("does not verify");
        }
        // A key in hardware, say, that is damaged after its trial.
        for (ReplyForm form : ReplyForm.values()) {
            FakeCrypto hardware = FakeCrypto.named("FakeHardware", Fault.NONE);
            ApplicationSigner signer =
                    TestSigner.of(right, keys.publicKey(), Optional.empty()).by(hardware);
            hardware.become(Fault.SIGNS_WRONGLY);
            assertThatThrownBy(() -> sign(signer, form))
                    .isInstanceOf(SigningException.class)
                    .hasMessageContaining("does not verify");
        }
        PrivateKey plain =
                factory.generatePrivate(new RSAPrivateKeySpec(right.getModulus(), right.getPrivateExponent()));
        for (ReplyForm form : ReplyForm.values()) {
            assertThat(sign(TestSigner.of(plain, keys.publicKey(), Optional.empty()), form))
                    .isNotBlank();
        }
    }

    @Test
    @Tag("RP4")
    void signedJwtIsWhatAnIndependentReaderExpects() throws Exception {
        SignedJWT jwt = SignedJWT.parse(sign(TestSigner.of(keys.pair(), keys.certificate()), ReplyForm.JWT));
        assertThat(jwt.verify(new RSASSAVerifier(keys.publicKey()))).isTrue();
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(Thumbprints.sha1Hex(keys.certificate()));
        assertThat(jwt.getHeader().toJSONObject()).containsEntry("x5t", Thumbprints.x5t(keys.certificate()));
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("spn:app");
        assertThat(claims.getAudience()).isEqualTo(List.of("SuperOffice AS"));
        assertThat(jwt.getPayload().toString()).contains("\"aud\":\"SuperOffice AS\"");
        assertThat(claims.getSubject()).isEqualTo("Cust12345");
        assertThat(claims.getStringClaim("nonce")).isEqualTo("0123456789ABCDEF0123456789ABCDEF");
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(Instant.parse("2025-12-30T23:05:59Z")));
        assertThat(claims.getNotBeforeTime()).isEqualTo(claims.getIssueTime());
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(Instant.parse("2025-12-30T23:10:59Z")));
        assertThat(claims.getJWTID()).isNotBlank();
    }

    @Test
    void signedJwtWithoutCertificateHasNoX5t() throws Exception {
        SignedJWT jwt = SignedJWT.parse(sign(TestSigner.of(keys.pair()), ReplyForm.JWT));
        assertThat(jwt.getHeader().toJSONObject()).containsOnlyKeys("alg", "typ", "kid");
    }

    @Test
    void signedJwtIsNotMadeWithAKeyOf1024Bits() {
        ApplicationSigner small = TestSigner.of(TestKeys.ofBits(1024).pair());
        assertThatThrownBy(() -> sign(small, ReplyForm.JWT)).isInstanceOf(SigningException.class);
    }

    private static String sign(ApplicationSigner signer, ReplyForm form) throws SigningException {
        return TestReply.sign(signer, TOKEN, form, NOW).text();
    }

    private static String applicationToken(TestKeys keys) throws SigningException {
        return sign(TestSigner.of(keys.pair()), ReplyForm.APPLICATION_TOKEN);
    }

    private static boolean verifies(TestKeys keys, String[] parts) throws Exception {
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(keys.publicKey());
        check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return check.verify(Base64.getDecoder().decode(parts[2]));
    }
}
