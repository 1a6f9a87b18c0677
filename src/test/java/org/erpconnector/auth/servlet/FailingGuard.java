package org.erpconnector.auth.servlet;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;

/** A replay guard whose store works and fails by turns. */
final class FailingGuard implements ReplayGuard {
    private final ReplayGuard guard;
    private final AtomicInteger turns = new AtomicInteger();

    /** Where a handshake stands in time: between two looks at the turns. */
    record Span(int before, int after) {
        boolean mayHaveFailed() {
            return before % 2 == 1 || after != before;
        }

        boolean mayHaveWorked() {
            return before % 2 == 0 || after != before;
        }
    }

    FailingGuard(ReplayGuard guard) {
        this.guard = guard;
    }

    /** Odd: the store fails. */
    int turns() {
        return turns.get();
    }

    void turn() {
        turns.incrementAndGet();
    }

    /** Works from now on. */
    void recover() {
        turns.updateAndGet(turn -> turn + turn % 2);
    }

    @Override
    public boolean firstUse(String key, String nonce, Instant until) throws ReplayStoreException {
        if (turns() % 2 == 1) {
            throw new ReplayStoreException("the store is out of reach, as a test");
        }
        return guard.firstUse(key, nonce, until);
    }

    @Override
    public void release(String key, String nonce) throws ReplayStoreException {
        guard.release(key, nonce);
    }

    @Override
    public void close() {
        guard.close();
    }
}
