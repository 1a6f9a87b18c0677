package org.erpconnector.auth.servlet;

import java.time.Clock;
import java.util.Map;

/** A filter that is started, looks after its keys and ends, as with a web application: also in a class loader of its own. */
public final class Deployment implements Runnable {
    private final Map<String, String> initParams;

    public Deployment(Map<String, String> initParams) {
        this.initParams = initParams;
    }

    @Override
    public void run() {
        try {
            FilterLifecycle filter =
                    FilterLifecycle.start("redeployed", initParams, attribute -> null, Clock.systemUTC());
            filter.refresher().start();
            filter.refresher().close();
        } catch (jakarta.servlet.ServletException e) {
            throw new IllegalStateException(e);
        }
    }
}
