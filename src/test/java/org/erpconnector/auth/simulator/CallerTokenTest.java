package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules are those that SuperOffice's published sample tokens show. */
class CallerTokenTest {

    private static RsaIdentity caller;

    @BeforeAll
    static void makeKey() throws Exception {
        caller = TestIdentity.generate(2048);
    }

    @Test
    void isVerifiedByAnotherLibrary() throws Exception {
        SignedJWT jwt = SignedJWT.parse(TestIdentity.callerToken(caller).text());

        assertThat(jwt.verify(new RSASSAVerifier(TestIdentity.publicKey(caller))))
                .isTrue();
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("spn:" + TestIdentity.APPLICATION_ID);
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("SuperOffice AS");
    }

    @Test
    void hasTheHeaderOfSuperOfficesTokens() throws Exception {
        byte[] sha1 =
                MessageDigest.getInstance("SHA-1").digest(caller.certificate().getEncoded());

        assertThat(part(TestIdentity.callerToken(caller), 0))
                .isEqualTo("{\"alg\":\"RS256\",\"kid\":\""
                        + HexFormat.of().withUpperCase().formatHex(sha1) + "\",\"x5t\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(sha1) + "\",\"typ\":\"JWT\"}");
    }

    @Test
    void hasTheClaimsOfSuperOfficesTokensInTheirOrder() throws Exception {
        CallerToken token = TestIdentity.callerToken(caller);

        assertThat(part(token, 1))
                .isEqualTo("{\"sub\":\"Cust12345\",\"nonce\":\"" + token.nonce()
                        + "\",\"http://schemes.superoffice.net/identity/ctx\":\"Cust12345\""
                        + ",\"nbf\":1795436980,\"exp\":1795437340,\"iss\":\"SuperOffice AS\""
                        + ",\"aud\":\"spn:6cf25376616343b38d14ddcd804f2891\"}");
    }

    @Test
    void hasANonceOfItsOwn() throws Exception {
        String first = TestIdentity.callerToken(caller).nonce();
        String second = TestIdentity.callerToken(caller).nonce();

        assertThat(first).matches("[0-9A-F]{32}").isNotEqualTo(second);
    }

    @Test
    void printsNeitherTokenNorNonce() throws Exception {
        CallerToken token = TestIdentity.callerToken(caller);

        assertThat(token.toString()).doesNotContain(token.text(), token.nonce());
    }

    private static String part(CallerToken token, int index) {
        String part = token.text().split("\\.", -1)[index];
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
