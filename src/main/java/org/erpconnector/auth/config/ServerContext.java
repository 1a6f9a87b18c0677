package org.erpconnector.auth.config;

import jakarta.enterprise.concurrent.ContextService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Lets a thread of our own see what the web application sees. Payara resolves {@code java:comp/env} for threads of the
 * web application only; its context service lends that to others. Tomcat goes by the context class loader.
 */
public final class ServerContext {
    private ServerContext() {}

    /**
     * Wraps a task for a thread of our own. To be called by a thread of the server's that starts this web application.
     *
     * @return what runs the task in the context of the calling thread; may throw IllegalStateException where the server
     *     has not finished starting the web application, or is stopping it
     */
    public static Runnable within(Runnable task) {
        ClassLoader webApplication = Thread.currentThread().getContextClassLoader();
        Runnable contextual = contextual(task);
        return () -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(webApplication);
            try {
                contextual.run();
            } finally {
                // A thread of JMX's pool would keep the class loader of a web application that is long gone.
                thread.setContextClassLoader(before);
            }
        };
    }

    private static Runnable contextual(Runnable task) {
        try {
            return Lender.lend(task);
        } catch (NamingException | LinkageError noSuchService) {
            // Tomcat and Jetty have none, and need none.
            return task;
        }
    }

    /** The only class that links against the concurrency API, where the server has it. */
    private static final class Lender {
        @SuppressWarnings("BanJNDI") // a constant name
        static Runnable lend(Runnable task) throws NamingException {
            Object service = new InitialContext().lookup("java:comp/DefaultContextService");
            return service instanceof ContextService lender ? lender.createContextualProxy(task, Runnable.class) : task;
        }
    }
}
