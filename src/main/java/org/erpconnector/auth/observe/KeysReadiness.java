package org.erpconnector.auth.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * MicroProfile readiness: UP while every filter of the web application can answer handshakes. Newer keys that cannot be
 * used make a filter {@code degraded}, which is UP: it goes on with the last good keys, and a load balancer that took the
 * node away would turn a warning into an outage, on all nodes at once if they share the fault. DOWN is a filter that
 * knows no key of the caller's, since it has to answer every handshake with "come again".
 *
 * <p>It says no more than these words, for health endpoints are often open to anyone; JMX and the log say why. A server
 * without MicroProfile Health cannot load this class, and its CDI then passes over it.
 */
@Readiness
@ApplicationScoped
public class KeysReadiness implements HealthCheck {
    private static final String NAME = "erp-connector-auth";

    private final WatchedFilters filters;

    /**
     * For CDI.
     *
     * @param filters those of the web application
     */
    @Inject
    public KeysReadiness(WatchedFilters filters) {
        this.filters = filters;
    }

    /** For CDI's proxy, which is never asked itself. */
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
