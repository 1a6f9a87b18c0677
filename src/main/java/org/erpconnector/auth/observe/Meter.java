package org.erpconnector.auth.observe;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One place where what is measured is shown. Called by the thread of the request, so that it must not wait. Each series is
 * kept: to look one up costs more than to count.
 */
abstract class Meter {
    private final Map<String, LongConsumer> series = new ConcurrentHashMap<>();
    private final Map<String, Runnable> gauges = new HashMap<>();

    /**
     * A value that is looked at when somebody asks for it.
     *
     * @param values of the metric's tags
     */
    record Gauge(Metric metric, Supplier<Number> value, List<String> values) {}

    /** Makes a series: what it returns counts so many, or records so many nanoseconds. */
    abstract LongConsumer open(Metric metric, List<String> values);

    /** Shows a value, and returns what takes it away again. */
    abstract Runnable show(Gauge gauge);

    /** Counts so many, or records so many nanoseconds. */
    final void add(Metric metric, long amount, String... values) {
        List<String> tags = List.of(values);
        series.computeIfAbsent(key(metric, tags), key -> open(metric, tags)).accept(amount);
    }

    /** No record: Java 17 keeps the class loader of the last one that was compared. */
    private static String key(Metric metric, List<String> values) {
        return metric.label + ' ' + String.join(" ", values);
    }

    /** The tags of a series, in the server's own kind. */
    static <T> List<T> tags(Metric metric, List<String> values, BiFunction<String, String, T> tag) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> tag.apply(metric.tags.get(i), values.get(i)))
                .toList();
    }

    /** Shows these values, and no others any more. */
    final synchronized void show(List<Gauge> shown) {
        Set<String> keys = new HashSet<>();
        for (Gauge gauge : shown) {
            String key = key(gauge.metric(), gauge.values());
            keys.add(key);
            gauges.computeIfAbsent(key, absent -> show(gauge));
        }
        gauges.entrySet().removeIf(entry -> {
            boolean gone = !keys.contains(entry.getKey());
            if (gone) {
                entry.getValue().run();
            }
            return gone;
        });
    }

    /** Takes out of the server what it would keep of the web application's classes: it may outlive it. */
    final synchronized void close() {
        show(List.of());
    }
}
