package org.erpconnector.auth.observe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The filters of one web application, for its health checks. A bean, since static state would mix web applications that
 * share this library. Thread-safe.
 */
@ApplicationScoped
public class WatchedFilters {
    private final Map<String, KeyReport> byLabel = new ConcurrentHashMap<>();

    /** For CDI. */
    public WatchedFilters() {}

    /**
     * Adds a filter.
     *
     * @return removes it; works after CDI has ended, too
     */
    public Runnable add(String label, KeyReport keys) {
        Map<String, KeyReport> entries = byLabel;
        entries.put(label, keys);
        return () -> entries.remove(label, keys);
    }

    /** The key report of each filter, by label. */
    public SortedMap<String, KeyReport> all() {
        return new TreeMap<>(byLabel);
    }
}
