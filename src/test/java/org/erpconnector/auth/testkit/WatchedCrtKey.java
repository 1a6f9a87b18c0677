package org.erpconnector.auth.testkit;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.concurrent.atomic.AtomicInteger;

/** As {@link WatchedKey}, but with its public half, so that a server may bind it alone. */
public final class WatchedCrtKey extends ForwardingCrtKey {
    private final AtomicInteger uses = new AtomicInteger();

    public WatchedCrtKey(RSAPrivateCrtKey key) {
        super(key);
    }

    /** How often its secret was taken since it was asked last, which the JDK does once for each signature. */
    public int uses() {
        return uses.getAndSet(0);
    }

    @Override
    public BigInteger getPrivateExponent() {
        uses.incrementAndGet();
        return super.getPrivateExponent();
    }
}
