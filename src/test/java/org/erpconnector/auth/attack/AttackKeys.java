package org.erpconnector.auth.attack;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Map;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;

/**
 * Who takes part, and tokens of theirs, each with a nonce of its own.
 *
 * @param caller whose tokens are right
 * @param second its other key, pinned as well
 * @param attacker whose key nobody knows
 * @param application the connector's own
 * @param trap URL of a server that counts who comes
 */
public record AttackKeys(TestKeys caller, TestKeys second, TestKeys attacker, TestKeys application, String trap) {
    /** By which a nonce is known where it must not be. */
    static final String NONCE_PREFIX = "0BADCAFE";

    static String freshNonce() {
        return NONCE_PREFIX + TestTokens.freshNonce().substring(NONCE_PREFIX.length());
    }

    public static AttackKeys make(String trap) {
        return new AttackKeys(
                TestKeys.ofBits(2048), TestKeys.ofBits(2048), TestKeys.ofBits(2048), TestKeys.ofBits(2048), trap);
    }

    PrivateKey key() {
        return caller.pair().getPrivate();
    }

    Map<String, String> header() {
        return TestTokens.header(caller.certificate());
    }

    Map<String, String> claims() {
        Map<String, String> claims = TestTokens.claims();
        claims.put("nonce", "\"" + freshNonce() + "\"");
        return claims;
    }

    String valid() {
        return TestTokens.signed(header(), claims(), key());
    }

    String withHeader(String name, String json) {
        Map<String, String> header = header();
        header.put(name, json);
        return TestTokens.signed(header, claims(), key());
    }

    String withoutHeader(String... names) {
        Map<String, String> header = header();
        for (String name : names) {
            header.remove(name);
        }
        return TestTokens.signed(header, claims(), key());
    }

    String withClaim(String name, String json) {
        Map<String, String> claims = claims();
        claims.put(name, json);
        return TestTokens.signed(header(), claims, key());
    }

    String withoutClaim(String name) {
        Map<String, String> claims = claims();
        claims.remove(name);
        return TestTokens.signed(header(), claims, key());
    }

    /** nbf and exp, in seconds from now; null leaves one as it is. */
    String withTimes(long notBefore, long expiry) {
        Map<String, String> claims = claims();
        claims.put("nbf", Long.toString(now() + notBefore));
        claims.put("exp", Long.toString(now() + expiry));
        return TestTokens.signed(header(), claims, key());
    }

    static long now() {
        return TestTokens.NOW.getEpochSecond();
    }

    /** Genuinely signed, whatever the texts are. */
    String signed(String header, String claims) {
        return TestTokens.signedText(header, claims, key());
    }

    String headerJson() {
        return TestTokens.json(header());
    }

    String claimsJson() {
        return TestTokens.json(claims());
    }

    /** This header, the claims of a valid token, and these bytes for a signature. */
    String bySignature(Map<String, String> header, byte[] signature) {
        return base64(TestTokens.json(header)) + "." + base64(claimsJson()) + "." + Base64URL.encode(signature);
    }

    static String base64(String text) {
        return Base64URL.encode(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
