package org.erpconnector.auth.observe;

/** Gives our own threads the context of the web application: its class loader and JNDI names. */
public interface WebContext {
    /** Wraps a task for another thread. Called by the server's thread that starts the web application. */
    Runnable within(Runnable task);
}
