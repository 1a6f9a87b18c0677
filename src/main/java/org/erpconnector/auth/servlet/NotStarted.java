package org.erpconnector.auth.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.erpconnector.auth.reason.Reason;

/**
 * What a filter does that could not start: it keeps its web application closed. A server may serve a web application
 * without a filter whose init has failed, as Payara does, so that the filter has to stay, and to answer. Safe for use by
 * several threads.
 *
 * <p>Links against the servlet API and the JDK alone, and no library: what is missing may be any other class.
 */
public final class NotStarted {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final String PRODUCT = " (erp-connector-auth) ";

    private final Logger logger = Logger.getLogger(FilterLifecycle.LOGGER);
    private final ServletException cause;
    private final LongSupplier nanoTime;
    private boolean said;
    private long saidAt;
    private long unsaid;

    /**
     * @param cause why; its message is for the log
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    public NotStarted(ServletException cause, LongSupplier nanoTime) {
        this.cause = cause;
        this.nanoTime = nanoTime;
    }

    /** A step of the start. With no type of ours in its signature, since a lambda's types are loaded before it runs. */
    public interface Step {
        void run() throws ServletException;
    }

    /**
     * Runs a step of the start, whose every failure becomes one exception: servers differ in what they do with errors.
     *
     * @throws ServletException that names the filter and what is wrong
     */
    public static void guarded(String filter, Step step) throws ServletException {
        try {
            step.run();
        } catch (LinkageError e) {
            Throwable cause = e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
            throw deployers(
                    "Filter " + filter + PRODUCT + "does not start: a class is missing or of another version, " + cause
                            + ". Put the -bundle jar into WEB-INF/lib, or all of this library's dependencies; for a web"
                            + " application on javax.servlet the -bundle-javax jar",
                    e);
        } catch (RuntimeException | Error e) {
            // Its message may say anything, and is told with its stack trace alone.
            throw new ServletException(
                    "Filter " + filter + PRODUCT + "does not start: "
                            + e.getClass().getName(),
                    e);
        }
    }

    /**
     * What the deployer can mend, told by its message alone: a server prints whatever it catches, with its stack and each
     * of its causes, and again in what it wraps it in.
     *
     * @param message says all
     * @param cause for who asks for level DEBUG
     */
    static ServletException deployers(String message, Throwable cause) {
        Logger.getLogger(FilterLifecycle.LOGGER).log(Level.FINE, "the cause of what follows", cause);
        ServletException told = new ServletException(message);
        told.setStackTrace(new StackTraceElement[0]);
        return told;
    }

    /** Where the server did not call init. */
    public static NotStarted uninitialised() {
        return new NotStarted(
                new ServletException("A filter" + PRODUCT + "does not start: the server has not called its init"),
                System::nanoTime);
    }

    /** Says why, once: the exception goes no further. */
    public void report() {
        logger.log(Level.SEVERE, cause.getMessage() + "; every request is answered 503");
        logger.log(Level.FINE, "the cause", cause);
    }

    /**
     * Answers a request, with no word of the cause: a stranger may have sent it.
     *
     * @throws ServletException where the request is none of HTTP
     */
    public void answer(ServletResponse response) throws IOException, ServletException {
        count();
        if (!(response instanceof HttpServletResponse http)) {
            throw new ServletException("the filter has not started", cause);
        }
        http.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        http.setHeader("Retry-After", "30");
        http.setHeader("Cache-Control", "no-store");
        http.setContentLength(0);
        http.flushBuffer();
    }

    private String oneLine() {
        return String.valueOf(cause.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    /** One line a minute, so that a stranger does not fill the log. */
    private synchronized void count() {
        unsaid++;
        long now = nanoTime.getAsLong();
        if (!said || now - saidAt >= MINUTE_NANOS) {
            logger.log(
                    Level.SEVERE,
                    "answered 503: reason=" + Reason.NOT_STARTED.code() + " requests=" + unsaid + " " + oneLine());
            said = true;
            saidAt = now;
            unsaid = 0;
        }
    }
}
