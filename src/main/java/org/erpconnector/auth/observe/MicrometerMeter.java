package org.erpconnector.auth.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** Counts into Micrometer's global registry, which Spring Boot uses. Needs Micrometer on the class path. */
final class MicrometerMeter extends Meter {
    private static final Duration[] BUCKETS =
            LongStream.of(1, 5, 20, 100, 500, 2000).mapToObj(Duration::ofMillis).toArray(Duration[]::new);

    private final MeterRegistry registry = Metrics.globalRegistry;

    @Override
    LongConsumer open(Metric metric, List<String> values) {
        if (metric.kind == Metric.Kind.COUNTER) {
            return Counter.builder(metric.label)
                    .description(metric.sentence)
                    .tags(tags(metric, values, Tag::of))
                    .register(registry)::increment;
        }
        Timer timer = Timer.builder(metric.label)
                .description(metric.sentence)
                .tags(tags(metric, values, Tag::of))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    Runnable show(Gauge gauge) {
        Metric metric = gauge.metric();
        io.micrometer.core.instrument.Gauge shown = io.micrometer.core.instrument.Gauge.builder(
                        metric.label, gauge.value())
                .description(metric.sentence)
                .tags(tags(metric, gauge.values(), Tag::of))
                .register(registry);
        return () -> registry.remove(shown);
    }
}
