package org.erpconnector.auth.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * MicroProfile readiness: UP while every filter of the web application can answer handshakes. A filter whose newest
 * keys cannot be used is {@code degraded}, which is UP: it goes on with the last good keys, and a load balancer that
 * removes the node would turn a warning into an outage, on all nodes at once if they share the error. A filter without
 * any caller key is DOWN, since it has to answer every handshake with 503.
 *
 * <p>It tells no details, as health endpoints are often public; JMX and the log do. CDI skips this bean on a server
 * that lacks the MicroProfile Health classes it links against.
 */
@Readiness
@ApplicationScoped
public class KeysReadiness implements HealthCheck {
    private static final String NAME = "erp-connector-auth";

    private final WatchedFilters filters;

    /**
     * For CDI.
     *
     * @param filters the filters of the web application
     */
    @Inject
    public KeysReadiness(WatchedFilters filters) {
        this.filters = filters;
    }

    /** For CDI's client proxy, which never answers itself. */
    protected KeysReadiness() {
        this(new WatchedFilters());
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, KeyReport> all = filters.all();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named(NAME).status(all.values().stream().allMatch(KeyReport::usable));
        all.forEach((label, keys) -> response.withData(label, state(keys)));
        return response.build();
    }

    private static String state(KeyReport keys) {
        if (!keys.usable()) {
            return "not ready";
        }
        return keys.problem().isPresent() ? "degraded" : "ready";
    }
}
