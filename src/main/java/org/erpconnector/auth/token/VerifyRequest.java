package org.erpconnector.auth.token;

import io.jsonwebtoken.security.VerifySecureDigestRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import org.erpconnector.auth.keys.JcaKey;
import org.jspecify.annotations.Nullable;

/**
 * What jjwt's signature algorithm is asked: is this the signature of these bytes? For one use, since its stream is read.
 * RFC 7515 section 5.2, step 8.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record VerifyRequest(InputStream signed, byte[] signature, JcaKey<RSAPublicKey> key)
        implements VerifySecureDigestRequest<PublicKey> {
    static VerifyRequest of(CompactJws jws, JcaKey<RSAPublicKey> key) {
        return new VerifyRequest(new ByteArrayInputStream(jws.signed()), jws.signature(), key);
    }

    @Override
    public InputStream getPayload() {
        return signed;
    }

    @Override
    public byte[] getDigest() {
        return signature;
    }

    @Override
    public PublicKey getKey() {
        return key.key();
    }

    /** Null: the first of the JVM's list that takes the key. */
    @Override
    public @Nullable Provider getProvider() {
        return key.provider().orElse(null);
    }

    /** Null: to verify needs none. */
    @Override
    public @Nullable SecureRandom getSecureRandom() {
        return null;
    }
}
