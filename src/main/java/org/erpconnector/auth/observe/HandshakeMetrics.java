package org.erpconnector.auth.observe;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Counts into MicroProfile Metrics. CDI skips this bean on a server that lacks the classes it links against. */
@Dependent
public class HandshakeMetrics {
    private final Instance<MetricRegistry> registry;

    /**
     * For CDI.
     *
     * @param registry the application's registry. An {@code Instance}, since direct injection would fail the deployment
     *     of a WAR that brings the API to a server that does not implement it
     */
    @Inject
    public HandshakeMetrics(Instance<MetricRegistry> registry) {
        this.registry = registry;
    }

    /** Counts into the application's registry; empty if the server has none. */
    Optional<Meter> meter() {
        return registry.isResolvable() ? Optional.of(new MicroProfile(registry.get())) : Optional.empty();
    }

    private static final class MicroProfile extends Meter {
        private final MetricRegistry registry;

        MicroProfile(MetricRegistry registry) {
            this.registry = registry;
        }

        @Override
        LongConsumer open(Metric metric, List<String> values) {
            if (metric.kind == Metric.Kind.COUNTER) {
                return registry.counter(metadata(metric), tags(metric, values))::inc;
            }
            Timer timer = registry.timer(metadata(metric), tags(metric, values));
            return nanos -> timer.update(Duration.ofNanos(nanos));
        }

        @Override
        Runnable show(Gauge gauge) {
            Tag[] tags = tags(gauge.metric(), gauge.values());
            registry.gauge(metadata(gauge.metric()), gauge.value(), tags);
            MetricID id = new MetricID(gauge.metric().label, tags);
            return () -> registry.remove(id);
        }

        private static Metadata metadata(Metric metric) {
            return Metadata.builder()
                    .withName(metric.label)
                    .withDescription(metric.sentence)
                    .build();
        }

        private static Tag[] tags(Metric metric, List<String> values) {
            return tags(metric, values, Tag::new).toArray(Tag[]::new);
        }
    }
}
