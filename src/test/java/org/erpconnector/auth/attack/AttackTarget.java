package org.erpconnector.auth.attack;

import java.util.List;
import java.util.Optional;

/** The filter on a server, in front of a connector that answers "connector read" and how many bytes it got. */
public interface AttackTarget {
    /** The server's name and version line, as a report has it. */
    String label();

    /** On 127.0.0.1. */
    int port();

    /** Where the web application is; empty for the root. */
    String contextPath();

    /** How many signatures the application key has made. */
    int signatures();

    /** How many requests the connector has seen since this was asked last. */
    int reached();

    /** How many requests the server has suspended so far, each until its body has come. */
    int suspended();

    /** The filter's lines since this was asked last, each with its level in front; forgets what requests have cost so far. */
    List<String> lines();

    /** What the first request has cost of which this was not asked; empty where that cannot be measured. */
    Optional<Cost> cost();

    /**
     * Of one request in its thread.
     *
     * @param cpuNanos nanoseconds of CPU
     * @param bytes allocated
     */
    record Cost(long cpuNanos, long bytes) {}
}
