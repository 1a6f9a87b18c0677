package org.erpconnector.auth.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that have to be told theirs. Never the same twice, and below those that a system gives to connections
 * and to who asks for any: between this look and the server's own, which may be seconds, such a one is taken now and then.
 */
public final class FreePort {
    /** On Linux; other systems begin higher. */
    private static final int FIRST_OF_CONNECTIONS = 32_768;
    /** From anywhere, so that two builds on one machine keep out of each other's way. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000, 30_000));

    private FreePort() {}

    /**
     * One on which nobody listens.
     *
     * @throws IllegalStateException if there is none
     */
    public static int next() {
        for (int port = NEXT.getAndIncrement(); port < FIRST_OF_CONNECTIONS; port = NEXT.getAndIncrement()) {
            if (free(port)) {
                return port;
            }
        }
        throw new IllegalStateException("this machine has no free port");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
