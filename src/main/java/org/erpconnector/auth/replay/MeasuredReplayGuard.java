package org.erpconnector.auth.replay;

import java.time.Instant;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;

/**
 * Says of each question how long it took, and what became of it.
 *
 * @param guard answers it
 * @param meter hears it
 */
public record MeasuredReplayGuard(ReplayGuard guard, Meter meter) implements ReplayGuard {
    /** Hears of questions. */
    @FunctionalInterface
    public interface Meter {
        /**
         * A question has been answered, or has failed.
         *
         * @param outcome {@code first}, {@code used} or {@code failed}
         * @param nanos how long it took
         */
        void asked(String outcome, long nanos);
    }

    @Override
    public boolean firstUse(String key, String nonce, Instant until) throws ReplayStoreException {
        long begun = System.nanoTime();
        String outcome = "failed";
        try {
            boolean first = guard.firstUse(key, nonce, until);
            outcome = first ? "first" : "used";
            return first;
        } finally {
            meter.asked(outcome, System.nanoTime() - begun);
        }
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
