package org.erpconnector.auth.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

        // As text, since the library gives its own order to what it writes.
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "RS256");
        header.put("kid", thumbprint);
        header.put("x5t", Base64URL.encode(sha1).toString());
        header.put("typ", "JWT");
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", terms.tenant());
        claims.put("nonce", nonce);
        claims.put(CONTEXT_CLAIM, terms.tenant());
        claims.put("nbf", issued.minusSeconds(MAY_BE_USED_EARLIER).getEpochSecond());
        claims.put("exp", expires.getEpochSecond());
        claims.put("iss", terms.issuer());
        claims.put("aud", "spn:" + terms.applicationId());
        String text = signed(header, claims, signer);
        return new CallerToken(text, nonce, terms.issuer(), terms.tenant(), thumbprint, expires);
    }

    /** Keeps the token and its nonce out of anything that prints this record. */
    @Override
    public String toString() {
        return "CallerToken[tenant " + tenant + ", expires " + expires + "]";
    }

    private static String signed(Map<String, Object> header, Map<String, Object> claims, RsaIdentity signer)
            throws GeneralSecurityException {
        try {
            JWSObject token = new JWSObject(
                    JWSHeader.parse(Base64URL.encode(JSONObjectUtils.toJSONString(header))),
                    new Payload(JSONObjectUtils.toJSONString(claims)));
            // A connector that pins a short key is to be tried too: whether the key will do is the connector's to say.
            token.sign(new RSASSASigner(signer.privateKey(), Set.of(AllowWeakRSAKey.getInstance())));
            return token.serialize();
        } catch (JOSEException | ParseException e) {
            throw new GeneralSecurityException("the token cannot be signed", e);
        }
    }
}
