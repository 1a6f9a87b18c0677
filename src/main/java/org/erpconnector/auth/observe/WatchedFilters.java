package org.erpconnector.auth.observe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The filters of one web application, so that health checks find them. A bean, since whatever is static would mix web
 * applications that share this library. Thread-safe.
 */
@ApplicationScoped
public class WatchedFilters {
    private final Map<String, KeyReport> byLabel = new ConcurrentHashMap<>();

    /** For CDI. */
    public WatchedFilters() {}

    /**
     * Enters a filter.
     *
     * @return takes it out again; works when CDI has ended already
     */
    public Runnable add(String label, KeyReport keys) {
        Map<String, KeyReport> entries = byLabel;
        entries.put(label, keys);
        return () -> entries.remove(label, keys);
    }

    /** What each filter says of its keys, in the order of their labels. */
    public SortedMap<String, KeyReport> all() {
        return new TreeMap<>(byLabel);
    }
}
