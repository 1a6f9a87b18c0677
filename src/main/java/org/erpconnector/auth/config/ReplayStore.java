package org.erpconnector.auth.config;

import java.util.Locale;

/** Where used nonces are remembered. */
public enum ReplayStore {
    /** In the process of the server: for one node. */
    MEMORY,
    /** In the server's own JCache: for a cluster. */
    JCACHE,
    /** In a table of a database that the server has: for a cluster. */
    DATABASE,
    /** Nowhere: replays are answered. */
    NONE;

    /** Whether the nodes of a cluster have it together. */
    public boolean shared() {
        return this == JCACHE || this == DATABASE;
    }

    /** As one writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
