package org.erpconnector.auth.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;

/** SuperOffice's verdict on a reply token: every check that could be made, in the order in which it was made. */
interface ReplyJudge {

    List<Check> judge(String replyToken, CallerToken sent, Instant now);

    /** Both forms are signed with RSASSA-PKCS1-v1_5 and SHA-256 (RFC 8017, section 8.2). */
    static Check signature(RSAPublicKey key, String signed, byte[] signature) {
        String rule = "the signature is of the application's key (RSA-"
                + key.getModulus().bitLength() + ", SHA-256)";
        int expected = (key.getModulus().bitLength() + 7) / 8;
        if (signature.length != expected) {
            return Check.failed(
                    rule, "it has " + signature.length + " bytes instead of " + expected + ": another key signed");
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            return Check.of(rule, verifier.verify(signature), "another key signed, or something else was signed");
        } catch (GeneralSecurityException e) {
            return Check.failed(rule, "it cannot be verified: " + Shown.cause(e));
        }
    }
}
