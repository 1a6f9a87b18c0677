package org.erpconnector.auth.servers;

import org.erpconnector.auth.testkit.TestCount;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prints one line for a server: what it was, and how many tests went well. */
final class HandshakeCounters extends TestCount implements AfterAllCallback {
    private final String server;

    HandshakeCounters(String server) {
        this.server = server;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.out.printf(
                "SERVER %s, JDK %s: %d tests run, %d passed, %d skipped%n",
                server,
                System.getProperty("java.version"),
                run(),
                passed(),
                skipped().size());
    }
}
