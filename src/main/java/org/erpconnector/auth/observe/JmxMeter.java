package org.erpconnector.auth.observe;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Metrics for JMX, on every server, by their Prometheus series name with tags. */
final class JmxMeter extends Meter {
    private static final double NANOS = 1e9;

    private final Map<String, Supplier<Number>> shown = new ConcurrentHashMap<>();

    @Override
    LongConsumer open(Metric metric, List<String> values) {
        LongAdder times = new LongAdder();
        shown.put(metric.series(metric.names().get(0), values), times::sum);
        if (metric.kind == Metric.Kind.COUNTER) {
            return times::add;
        }
        LongAdder nanos = new LongAdder();
        shown.put(metric.series(metric.names().get(1), values), () -> nanos.sum() / NANOS);
        return amount -> {
            times.increment();
            nanos.add(amount);
        };
    }

    @Override
    Runnable show(Gauge gauge) {
        String series = gauge.metric().series(gauge.metric().names().get(0), gauge.values());
        shown.put(series, gauge.value());
        return () -> shown.remove(series);
    }

    /** The sum of all series of a metric whose first tag has this value: counts, for a timer. */
    long total(Metric metric, String value) {
        String series = metric.series(metric.names().get(0), List.of(value)).replace("}", "");
        return shown.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(series))
                .mapToLong(entry -> entry.getValue().get().longValue())
                .sum();
    }

    SortedMap<String, Double> values() {
        SortedMap<String, Double> values = new TreeMap<>();
        shown.forEach((series, value) -> values.put(series, value.get().doubleValue()));
        return values;
    }
}
