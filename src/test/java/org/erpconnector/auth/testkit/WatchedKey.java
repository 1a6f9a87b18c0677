package org.erpconnector.auth.testkit;

import java.math.BigInteger;
import java.security.ProviderException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.erpconnector.auth.core.ApplicationSigner;

/** A private key that counts how often its secret is taken, which the JDK does once for each signature. */
public final class WatchedKey implements RSAPrivateKey {
    private final transient RSAPrivateKey key;
    private final transient IntPredicate broken;
    private final AtomicInteger uses = new AtomicInteger();
    private boolean onTrial;

    public WatchedKey(RSAPrivateKey key, boolean broken) {
        this(key, use -> broken);
    }

    /** @param broken at which uses, counted from 1 */
    public WatchedKey(RSAPrivateKey key, IntPredicate broken) {
        this.key = key;
        this.broken = broken;
    }

    /** A signer of it, whose trial signature is neither counted nor broken. */
    public ApplicationSigner signer(RSAPublicKey publicKey) {
        onTrial = true;
        try {
            return TestSigner.of(this, publicKey, Optional.empty());
        } finally {
            onTrial = false;
        }
    }

    public int uses() {
        return uses.get();
    }

    @Override
    public BigInteger getPrivateExponent() {
        if (!onTrial && broken.test(uses.incrementAndGet())) {
            throw new ProviderException("the token was removed from its slot");
        }
        return key.getPrivateExponent();
    }

    @Override
    public BigInteger getModulus() {
        return key.getModulus();
    }

    @Override
    public String getAlgorithm() {
        return key.getAlgorithm();
    }

    /** As a key in hardware: it cannot be exported. */
    @Override
    public String getFormat() {
        return null;
    }

    @Override
    public byte[] getEncoded() {
        return null;
    }
}
