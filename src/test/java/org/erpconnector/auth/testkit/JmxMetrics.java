package org.erpconnector.auth.testkit;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** What a filter of this JVM measures, as JMX shows it. */
public final class JmxMetrics {
    private JmxMetrics() {}

    /** Each series by its name and tags. */
    public static Map<String, Double> of(ObjectName filter) throws JMException {
        Map<String, Double> series = new TreeMap<>();
        TabularData table =
                (TabularData) ManagementFactory.getPlatformMBeanServer().getAttribute(filter, "Metrics");
        for (Object row : table.values()) {
            CompositeData pair = (CompositeData) row;
            series.put((String) pair.get("key"), (Double) pair.get("value"));
        }
        return series;
    }

    /**
     * The sum of a metric's series that have all of these tags.
     *
     * @param tags each as {@code reason="token-expired"}
     */
    public static long sum(ObjectName filter, String metric, String... tags) throws JMException {
        return (long) of(filter).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(metric + "{"))
                .filter(entry -> Stream.of(tags).allMatch(entry.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
