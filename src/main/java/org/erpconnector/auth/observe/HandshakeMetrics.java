package org.erpconnector.auth.observe;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * MicroProfile Metrics: {@code erp_auth_handshakes_total} with the tags {@code outcome}, {@code reason} and
 * {@code contract}. A server without its classes cannot load this one, and its CDI then passes over it.
 */
@Dependent
public class HandshakeMetrics {
    /** Prometheus' form of a counter's name ends with {@code _total}; the server adds that. */
    static final String NAME = "erp_auth_handshakes";

    private final Instance<MetricRegistry> registry;

    /**
     * For CDI.
     *
     * @param registry the application's; not injected outright, since a WAR may bring the classes of MicroProfile Metrics to
     *     a server that does not implement it, and would not deploy there
     */
    @Inject
    public HandshakeMetrics(Instance<MetricRegistry> registry) {
        this.registry = registry;
    }

    /** Counts into the application's registry; empty if the server has none. */
    Optional<Meter> meter() {
        return registry.isResolvable() ? Optional.of(new Counters(registry.get())) : Optional.empty();
    }

    /** Keeps each counter: to look one up costs more than to count. */
    private static final class Counters implements Meter {
        private final MetricRegistry registry;
        private final Map<String, Counter> counters = new ConcurrentHashMap<>();

        Counters(MetricRegistry registry) {
            this.registry = registry;
        }

        @Override
        public void count(String outcome, String reason, String contract) {
            // Codes of ours, without spaces. No record: Java 17 keeps the class loader of the last that was compared.
            counters.computeIfAbsent(
                            String.join(" ", outcome, reason, contract), key -> counter(outcome, reason, contract))
                    .inc();
        }

        private Counter counter(String outcome, String reason, String contract) {
            Metadata metadata = Metadata.builder()
                    .withName(NAME)
                    .withDescription("Handshakes that SuperOffice or somebody else has asked for")
                    .build();
            return registry.counter(
                    metadata, new Tag("outcome", outcome), new Tag("reason", reason), new Tag("contract", contract));
        }
    }
}
