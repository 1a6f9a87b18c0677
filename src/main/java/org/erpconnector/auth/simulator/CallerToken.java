package org.erpconnector.auth.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The JWT with which SuperOffice's authorization service speaks for a tenant. Header, claims and their order are those of
 * the tokens in SuperOffice's published samples: no {@code iat}, no {@code jti}, valid from a minute before its issue,
 * the nonce new for each.
 *
 * @param text the compact form (RFC 7515, section 7.1)
 */
record CallerToken(String text, String nonce, String issuer, String tenant, String thumbprint, Instant expires) {

    private static final long MAY_BE_USED_EARLIER = 60;
    /** How long before its end a token was issued that has expired already: as long as SuperOffice's own last. */
    private static final long LIFE_OF_AN_EXPIRED_ONE = 300;

    private static final String CONTEXT_CLAIM = "http://schemes.superoffice.net/identity/ctx";

    /** For whom, by whom and for how long a token is made. */
    record Terms(String applicationId, String tenant, String issuer, int lifetimeSeconds) {}

    static CallerToken issue(Terms terms, RsaIdentity signer, Instant now) throws GeneralSecurityException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String nonce = HexFormat.of().withUpperCase().formatHex(random);
        byte[] sha1 =
                MessageDigest.getInstance("SHA-1").digest(signer.certificate().getEncoded());
        String thumbprint = HexFormat.of().withUpperCase().formatHex(sha1);
        Instant expires = now.plusSeconds(terms.lifetimeSeconds());
        // One that ends before it begins would be refused for that, and not because it has expired.
        Instant issued = terms.lifetimeSeconds() < 0 ? expires.minusSeconds(LIFE_OF_AN_EXPIRED_ONE) : now;

        String header = "{\"alg\":\"RS256\",\"kid\":\"" + thumbprint + "\",\"x5t\":\"" + base64Url(sha1)
                + "\",\"typ\":\"JWT\"}";
        String claims = "{\"sub\":" + Json.quoted(terms.tenant())
                + ",\"nonce\":" + Json.quoted(nonce)
                + "," + Json.quoted(CONTEXT_CLAIM) + ":" + Json.quoted(terms.tenant())
                + ",\"nbf\":" + issued.minusSeconds(MAY_BE_USED_EARLIER).getEpochSecond()
                + ",\"exp\":" + expires.getEpochSecond()
                + ",\"iss\":" + Json.quoted(terms.issuer())
                + ",\"aud\":" + Json.quoted("spn:" + terms.applicationId()) + "}";
        String signed = base64Url(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + base64Url(claims.getBytes(StandardCharsets.UTF_8));

        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(signer.privateKey());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        String text = signed + "." + base64Url(signature.sign());
        return new CallerToken(text, nonce, terms.issuer(), terms.tenant(), thumbprint, expires);
    }

    /** Keeps the token and its nonce out of anything that prints this record. */
    @Override
    public String toString() {
        return "CallerToken[tenant " + tenant + ", expires " + expires + "]";
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
