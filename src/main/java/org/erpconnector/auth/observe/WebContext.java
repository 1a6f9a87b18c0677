package org.erpconnector.auth.observe;

/** Lends a thread of our own what the threads of the web application see: its class loader, its JNDI names. */
public interface WebContext {
    /** Wraps a task for another thread. To be called by a thread of the server's that starts the web application. */
    Runnable within(Runnable task);
}
