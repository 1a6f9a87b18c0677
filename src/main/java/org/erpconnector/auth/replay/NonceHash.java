package org.erpconnector.auth.replay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names a use in a store that administrators can read: a nonce is for its caller and us. Stateless. */
final class NonceHash {
    private NonceHash() {}

    /** SHA-256 of both. No nonce has a line break in it, so that two of different keys never meet. */
    static byte[] of(String key, String nonce) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", key, nonce).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
