package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.Base64URL;
import org.erpconnector.auth.json.StrictJson;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate before the signature, to the character: whatever passes costs time before anything is proven. */
class CompactJwsTest {
    private static final StrictJson JSON = new StrictJson(CompactJws.LIMITS);
    private static final String NOT_THREE_PARTS = "not three base64url parts with an RSA signature";

    @Test
    void takes8192CharactersAndNotOneMore() throws Exception {
        String longest = token(2048, 5800, 342);
        assertThat(longest).hasSize(8192);
        CompactJws jws = CompactJws.parse(longest, JSON);
        assertThat(jws.toString()).isEqualTo("CompactJws[8192 characters]");
        assertRefused(longest + "A", "longer than 8192 characters");
    }

    @ParameterizedTest
    @Tag("F26")
    @CsvSource({"2048, 100, 342", "100, 6000, 342", "100, 100, 342", "100, 100, 1366"})
    void takesPartsAsLongAsTheyMayBe(int header, int claims, int signature) {
        assertThatCode(() -> CompactJws.parse(token(header, claims, signature), JSON))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"2050, 100, 342", "100, 6002, 342", "100, 100, 340", "100, 100, 1368"})
    void refusesPartsThatAreLongerAndSignaturesThatNoRsaKeyMakes(int header, int claims, int signature) {
        assertRefused(token(header, claims, signature), NOT_THREE_PARTS);
    }

    @Test
    void refusesPartsThatAreNotThere() {
        String header = object(100);
        String claims = object(100);
        String signature = signature(342);
        assertRefused(header, NOT_THREE_PARTS);
        assertRefused(header + "." + signature, NOT_THREE_PARTS);
        assertRefused("." + claims + "." + signature, NOT_THREE_PARTS);
        assertRefused(header + ".." + signature, NOT_THREE_PARTS);
        assertRefused("a." + claims + "." + signature, "header is not base64url");
        assertRefused(header + ".a." + signature, "claims is not base64url");
        assertRefused(header + "." + claims + "." + signature + ".", "signature is not base64url");
        assertRefused(header + "." + claims + "." + signature + "." + signature(100), "signature is not base64url");
    }

    @Test
    void tellsItsSignerFromAnotherKey() throws Exception {
        CompactJws jws = CompactJws.parse(TestTokens.valid(TokenFault.Keys.MADE.caller()), JSON);
        assertThat(jws.signedBy(TokenFault.Keys.MADE.caller().publicKey())).isTrue();
        assertThat(jws.signedBy(TokenFault.Keys.MADE.second().publicKey())).isFalse();
    }

    /** The JDK throws where a signature is longer than the key. */
    @Test
    void isSignedByNoKeyThatItsSignatureDoesNotFit() throws Exception {
        CompactJws jws = CompactJws.parse(token(100, 100, 1366), JSON);
        assertThat(jws.signedBy(TokenFault.Keys.MADE.caller().publicKey())).isFalse();
    }

    private static void assertRefused(String token, String detail) {
        assertThatThrownBy(() -> CompactJws.parse(token, JSON))
                .isInstanceOfSatisfying(
                        TokenRejectedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.TOKEN_MALFORMED))
                .hasMessage(detail);
    }

    private static String token(int header, int claims, int signature) {
        return object(header) + "." + object(claims) + "." + signature(signature);
    }

    private static String signature(int characters) {
        return Base64URL.encode(new byte[characters * 3 / 4]).toString();
    }

    /** An object of so many characters of base64url, which never are one more than a multiple of four. */
    private static String object(int characters) {
        int bytes = characters * 3 / 4;
        return Base64URL.encode("{\"x\":\"" + "x".repeat(bytes - 8) + "\"}").toString();
    }
}
