package org.erpconnector.auth.config;

/** Where used nonces are remembered. */
public enum ReplayStore {
    /** In the process of the server: for one node. */
    MEMORY,
    /** In the server's own JCache: for a cluster. */
    JCACHE,
    /** Nowhere: replays are answered. */
    NONE
}
