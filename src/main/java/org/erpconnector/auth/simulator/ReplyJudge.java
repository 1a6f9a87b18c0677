package org.erpconnector.auth.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;

/** Verifies a reply token as SuperOffice does: returns all checks that could be made, in their order. */
interface ReplyJudge {

    List<Check> judge(String replyToken, CallerToken sent, Instant now);

    /** Both forms are signed with RSASSA-PKCS1-v1_5 and SHA-256 (RFC 8017, section 8.2). */
    static Check signature(RSAPublicKey key, byte[] signed, byte[] signature) {
        String rule = "the signature is of the application's key (RSA-"
                + key.getModulus().bitLength() + ", SHA-256)";
        int expected = (key.getModulus().bitLength() + 7) / 8;
        if (signature.length != expected) {
            return Check.failed(
                    rule, "it has " + signature.length + " bytes instead of " + expected + ": another key signed");
        }
        try {
            // The algorithm is fixed, never taken from the token's header (RFC 8725, 3.1).
            boolean genuine = new RSASSAVerifier(key)
                    .verify(new JWSHeader(JWSAlgorithm.RS256), signed, Base64URL.encode(signature));
            return Check.of(rule, genuine, "another key signed, or something else was signed");
        } catch (JOSEException e) {
            return Check.failed(rule, "it cannot be verified: " + Shown.cause(e));
        }
    }
}
