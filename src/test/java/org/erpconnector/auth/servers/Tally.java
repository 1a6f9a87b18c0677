package org.erpconnector.auth.servers;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints one line for a server: what it was, and how many tests went well. For tests that run one after another. */
final class Tally implements TestWatcher, AfterAllCallback {
    private final String server;
    private int run;
    private int passed;
    private int skipped;

    Tally(String server) {
        this.server = server;
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        run++;
        passed++;
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        run++;
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        skipped++;
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        skipped++;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.out.printf(
                "SERVER %s, JDK %s: %d tests run, %d passed, %d skipped%n",
                server, System.getProperty("java.version"), run, passed, skipped);
    }
}
