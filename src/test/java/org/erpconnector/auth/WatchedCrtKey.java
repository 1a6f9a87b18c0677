package org.erpconnector.auth;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.concurrent.atomic.AtomicInteger;

/** As {@link WatchedKey}, but with its public half, so that a server may bind it alone. */
final class WatchedCrtKey implements RSAPrivateCrtKey {
    private final transient RSAPrivateCrtKey key;
    private final AtomicInteger uses = new AtomicInteger();

    WatchedCrtKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /** How often its secret was taken since it was asked last, which the JDK does once for each signature. */
    int uses() {
        return uses.getAndSet(0);
    }

    @Override
    public BigInteger getPrivateExponent() {
        uses.incrementAndGet();
        return key.getPrivateExponent();
    }

    @Override
    public BigInteger getModulus() {
        return key.getModulus();
    }

    @Override
    public BigInteger getPublicExponent() {
        return key.getPublicExponent();
    }

    @Override
    public BigInteger getPrimeP() {
        return key.getPrimeP();
    }

    @Override
    public BigInteger getPrimeQ() {
        return key.getPrimeQ();
    }

    @Override
    public BigInteger getPrimeExponentP() {
        return key.getPrimeExponentP();
    }

    @Override
    public BigInteger getPrimeExponentQ() {
        return key.getPrimeExponentQ();
    }

    @Override
    public BigInteger getCrtCoefficient() {
        return key.getCrtCoefficient();
    }

    @Override
    public String getAlgorithm() {
        return key.getAlgorithm();
    }

    @Override
    public String getFormat() {
        return key.getFormat();
    }

    @Override
    public byte[] getEncoded() {
        return key.getEncoded();
    }
}
