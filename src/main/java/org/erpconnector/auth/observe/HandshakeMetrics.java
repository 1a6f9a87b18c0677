package org.erpconnector.auth.observe;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * MicroProfile Metrics: {@code erp_auth_handshakes_total} with the tags {@code outcome}, {@code reason} and
 * {@code contract}; {@code erp_auth_calls_total} with {@code outcome} and {@code reason}; {@code erp_auth_accepted_by_id_total} with
 * {@code application_id}; the gauges
 * {@code erp_auth_key_days_left} with {@code role} and {@code key}, and {@code erp_auth_key_signs} with {@code key}. A server without its classes cannot load this one, and its CDI then passes over it.
 */
@Dependent
public class HandshakeMetrics {
    /** Prometheus' form of a counter's name ends with {@code _total}; the server adds that. */
    static final String NAME = "erp_auth_handshakes";

    private static final String CALLS = "erp_auth_calls";
    private static final String IDS = "erp_auth_accepted_by_id";
    private static final String DAYS_LEFT = "erp_auth_key_days_left";
    private static final String SIGNS = "erp_auth_key_signs";

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
        private final Set<MetricID> gauges = new HashSet<>();

        Counters(MetricRegistry registry) {
            this.registry = registry;
        }

        @Override
        public void count(String outcome, String reason, String contract) {
            // Codes of ours, without spaces. No record: Java 17 keeps the class loader of the last that was compared.
            counters.computeIfAbsent(
                            String.join(" ", outcome, reason, contract),
                            key -> counter(
                                    NAME,
                                    "Handshakes that SuperOffice or somebody else has asked for",
                                    new Tag("outcome", outcome),
                                    new Tag("reason", reason),
                                    new Tag("contract", contract)))
                    .inc();
        }

        @Override
        public void countApplicationId(String applicationId) {
            // With a colon, which no other key has.
            counters.computeIfAbsent(
                            "id:" + applicationId,
                            key -> counter(
                                    IDS,
                                    "Handshakes that were accepted, by the application id that they were for",
                                    new Tag("application_id", applicationId)))
                    .inc();
        }

        @Override
        public void countCall(String outcome, String reason) {
            counters.computeIfAbsent(
                            String.join(" ", outcome, reason),
                            key -> counter(
                                    CALLS,
                                    "Calls that are no handshake, of which the settings ask something",
                                    new Tag("outcome", outcome),
                                    new Tag("reason", reason)))
                    .inc();
        }

        private Counter counter(String name, String description, Tag... tags) {
            return registry.counter(metadata(name, description), tags);
        }

        private static Metadata metadata(String name, String description) {
            return Metadata.builder()
                    .withName(name)
                    .withDescription(description)
                    .build();
        }

        @Override
        public synchronized void show(KeyReport keys) {
            Set<MetricID> shown = new HashSet<>();
            for (KeyView view : keys.keys()) {
                Tag role = new Tag("role", view.getRole());
                Tag id = new Tag("key", view.getId());
                if (view.getDaysLeft() != KeyView.UNLIMITED) {
                    gauge(shown, DAYS_LEFT, "Days until the certificate ends", () -> daysLeft(keys, view), role, id);
                }
                if (!view.getRole().equals("caller")) {
                    String own = view.getId();
                    gauge(
                            shown,
                            SIGNS,
                            "1 for the key that signs",
                            () -> keys.signingKey().equals(own) ? 1 : 0,
                            id);
                }
            }
            gauges.removeIf(gauge -> !shown.contains(gauge) && registry.remove(gauge));
        }

        /** Of now: a view is of the instant at which it was made. */
        private static long daysLeft(KeyReport keys, KeyView shown) {
            return keys.keys().stream()
                    .filter(view -> view.getRole().equals(shown.getRole())
                            && view.getId().equals(shown.getId()))
                    .mapToLong(KeyView::getDaysLeft)
                    .findFirst()
                    .orElse(KeyView.UNLIMITED);
        }

        private void gauge(Set<MetricID> shown, String name, String description, Supplier<Number> value, Tag... tags) {
            MetricID id = new MetricID(name, tags);
            shown.add(id);
            if (gauges.add(id)) {
                registry.gauge(metadata(name, description), value, tags);
            }
        }

        /** The suppliers are of the web application's classes, and the registry may outlive it. */
        @Override
        public synchronized void close() {
            gauges.forEach(registry::remove);
            gauges.clear();
        }
    }
}
