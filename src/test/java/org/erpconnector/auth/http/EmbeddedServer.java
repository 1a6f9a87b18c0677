package org.erpconnector.auth.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.erpconnector.auth.servlet.FilterLifecycle;

/** A connector behind the filter, on a server in this process: it counts what reaches it, and says what it got. */
public interface EmbeddedServer extends AutoCloseable {
    /** Filters run in the order in which they are added. */
    EmbeddedServer filter(String name, Filter filter, String pattern, boolean asyncSupported);

    /** Our filter, as if the initializer had started it, for these dispatches; none: for all but asynchronous ones. */
    EmbeddedServer ours(String name, FilterLifecycle running, String pattern, DispatcherType... dispatches);

    /** A servlet that reads bodies, and throttles some; to be added behind our filter. */
    EmbeddedServer reading();

    EmbeddedServer start() throws Exception;

    int port();

    /** How many requests the connector has seen since it was asked last. */
    int reached();

    @Override
    void close();
}
