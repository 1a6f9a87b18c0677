package org.erpconnector.auth.simulator;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Polls every two seconds until it is stopped; EIS polls every few minutes. */
final class BenchPolling implements SyncWalk.Watching {

    private static final int SECONDS = 2;

    private final BenchLog log;
    private final CountDownLatch enough = new CountDownLatch(1);

    BenchPolling(BenchLog log) {
        this.log = log;
    }

    void stop() {
        enough.countDown();
    }

    @Override
    public boolean goesOn() {
        try {
            return !enough.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void changed(ErpActor actor) {
        log.add(
                "actor",
                Map.of(
                        "actorType",
                        Shown.text(actor.type()),
                        "key",
                        Shown.text(actor.key()),
                        "label",
                        Shown.text(actor.label()),
                        "moment",
                        Shown.text(actor.lastModified()),
                        "values",
                        Shown.text(actor.values().toString())));
    }
}
