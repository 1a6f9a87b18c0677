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
import org.erpconnector.auth.reason.Stage;

/**
 * One metrics system. Called in the request's thread, so it must not block. Series are cached, as a look-up in the
 * metrics system costs more than counting.
 */
abstract class Meter {
    private final Map<String, LongConsumer> series = new ConcurrentHashMap<>();
    private final Map<String, Runnable> gauges = new HashMap<>();

    /**
     * A value that is read on demand.
     *
     * @param values the values of the metric's tags
     */
    record Gauge(Metric metric, Supplier<Number> value, List<String> values) {}

    /** Registers a series. The returned consumer adds to a counter, or records nanoseconds of a timer. */
    abstract LongConsumer open(Metric metric, List<String> values);

    /** Registers a gauge; the returned task removes it. */
    abstract Runnable show(Gauge gauge);

    /** Adds to a counter, or records nanoseconds of a timer. */
    final void add(Metric metric, long amount, String... values) {
        series(metric, values).accept(amount);
    }

    /** Registers a series, if it is not there yet. */
    final LongConsumer series(Metric metric, String... values) {
        List<String> tags = List.of(values);
        return series.computeIfAbsent(key(metric, tags), key -> open(metric, tags));
    }

    /**
     * Registers what no contract divides: a series that began with its first event would hide that event from rate().
     * Those by contract are too many for a list that a person reads; the manual's alerts allow for it.
     */
    final void begin() {
        Stage.reasons(Stage.MESSAGE, Stage.UNPROVEN, Stage.PROVEN, Stage.CALL)
                .forEach(reason -> series(Metric.CALLS, Observation.REFUSED, reason.code()));
        Stage.reasons(Stage.FAILURE).forEach(reason -> series(Metric.CALLS, Observation.FAILED, reason.code()));
        series(Metric.REPLAY_STORE, Observation.FAILED);
        Stage.reasons(Stage.PASSED)
                .forEach(reason -> series(Metric.HANDSHAKES, Observation.PASSED, reason.code(), Observation.NONE));
    }

    /** A text, not a record: Java 17 retains the class loader of the last record compared. */
    private static String key(Metric metric, List<String> values) {
        return metric.label + ' ' + String.join(" ", values);
    }

    /** The tags of a series, as the metrics system's own type. */
    static <T> List<T> tags(Metric metric, List<String> values, BiFunction<String, String, T> tag) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> tag.apply(metric.tags.get(i), values.get(i)))
                .toList();
    }

    /** Registers these gauges and removes all others. */
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

    /** Removes the gauges: the metrics system may outlive the web application and would leak its class loader. */
    final synchronized void close() {
        show(List.of());
    }
}
