package org.erpconnector.auth.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Counts tests, and keeps why some were skipped. For tests that run one after another. */
public class TestCount implements TestWatcher {
    private final List<String> skipped = new ArrayList<>();
    private int run;
    private int passed;

    @Override
    public final void testSuccessful(ExtensionContext context) {
        run++;
        passed++;
    }

    @Override
    public final void testFailed(ExtensionContext context, Throwable cause) {
        run++;
    }

    @Override
    public final void testAborted(ExtensionContext context, Throwable cause) {
        skipped.add(cause.getMessage());
    }

    @Override
    public final void testDisabled(ExtensionContext context, Optional<String> reason) {
        skipped.add(reason.orElse("disabled"));
    }

    protected final int run() {
        return run;
    }

    protected final int passed() {
        return passed;
    }

    /** A reason for each test that was. */
    protected final List<String> skipped() {
        return List.copyOf(skipped);
    }

    /** Begins anew. */
    protected final void reset() {
        run = 0;
        passed = 0;
        skipped.clear();
    }
}
