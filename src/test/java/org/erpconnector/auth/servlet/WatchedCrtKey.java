package org.erpconnector.auth.servlet;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.concurrent.atomic.AtomicInteger;
import org.erpconnector.auth.testkit.ForwardingCrtKey;

/** As {@link WatchedKey}, but with its public half, so that a server may bind it alone. */
final class WatchedCrtKey extends ForwardingCrtKey {
    private final AtomicInteger uses = new AtomicInteger();

    WatchedCrtKey(RSAPrivateCrtKey key) {
        super(key);
    }

    /** How often its secret was taken since it was asked last, which the JDK does once for each signature. */
    int uses() {
        return uses.getAndSet(0);
    }

    @Override
    public BigInteger getPrivateExponent() {
        uses.incrementAndGet();
        return super.getPrivateExponent();
    }
}
