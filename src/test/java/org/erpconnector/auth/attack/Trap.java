package org.erpconnector.auth.attack;

import java.util.concurrent.atomic.AtomicInteger;
import org.erpconnector.auth.testkit.RawServer;

/**
 * A server whose URL is in attacks, and that counts who follows it.
 *
 * @param server on 127.0.0.1
 * @param connections so far
 */
public record Trap(RawServer server, AtomicInteger connections) implements AutoCloseable {
    public static Trap open() {
        AtomicInteger connections = new AtomicInteger();
        return new Trap(RawServer.silent((head, out) -> connections.incrementAndGet()), connections);
    }

    public String url() {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    @Override
    public void close() {
        server.close();
    }
}
