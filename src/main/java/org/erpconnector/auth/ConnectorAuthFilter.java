package org.erpconnector.auth;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.servlet.NotStarted;
import org.jspecify.annotations.Nullable;

/**
 * Answers SuperOffice's handshake in front of an ERP connector and leaves every other request alone. Named in web.xml
 * and mapped to {@code /*}: a narrower mapping has spellings of the path that reach the connector past the filter.
 *
 * <p>Settings are the manual's table settings.md, as init-params or from the server. The filter works with and without
 * {@code async-supported}. Thread-safe, as the servlet specification asks of a filter.
 */
public final class ConnectorAuthFilter implements Filter {
    /**
     * Request attribute of a call that {@code verify-every-call} has let through: the customer's context identifier, such
     * as {@code Cust12345}, a String. A call without it is not proven.
     */
    public static final String TENANT_ATTRIBUTE = FilterLifecycle.TENANT_ATTRIBUTE;

    /** Beside {@link #TENANT_ATTRIBUTE}: the application id that the call is for, a String. */
    public static final String APPLICATION_ID_ATTRIBUTE = FilterLifecycle.APPLICATION_ID_ATTRIBUTE;

    private final Clock clock;
    private @Nullable FilterLifecycle running;
    private NotStarted notStarted = NotStarted.uninitialised();

    /** For the server. */
    public ConnectorAuthFilter() {
        this(Clock.systemUTC());
    }

    /** For tests that need another time. */
    ConnectorAuthFilter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes what {@link ConnectorAuthInitializer} has started, or starts now where the server has not called it. If
     * anything is wrong with settings or keys, or a class is missing, the log lists every problem with its remedy, and
     * every request is answered 503. No exception: some servers serve the web application without a filter that throws
     * one here, so that the connector behind it would answer everybody.
     */
    @Override
    public void init(FilterConfig config) {
        String name = String.valueOf(config.getFilterName());
        try {
            NotStarted.guarded(name, () -> begin(name, config));
        } catch (ServletException e) {
            notStarted = new NotStarted(e, System::nanoTime);
            notStarted.report();
        }
    }

    private void begin(String name, FilterConfig config) throws ServletException {
        Object started = config.getServletContext().getAttribute(FilterLifecycle.attribute(name));
        FilterLifecycle ready =
                started instanceof FilterLifecycle early && early.current() ? early : start(name, config);
        ready.begin(config.getServletContext().getContextPath());
        running = ready;
    }

    /** Ends its threads and its entries in the server. */
    @Override
    public void destroy() {
        if (running != null) {
            running.end();
        }
    }

    private FilterLifecycle start(String name, FilterConfig config) throws ServletException {
        Map<String, String> initParams = new LinkedHashMap<>();
        for (String parameter : Collections.list(config.getInitParameterNames())) {
            initParams.put(parameter, config.getInitParameter(parameter));
        }
        FilterLifecycle started =
                FilterLifecycle.start(name, initParams, config.getServletContext()::getAttribute, clock);
        started.requireOwnApplication(config.getServletContext());
        return started;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        FilterLifecycle started = running;
        if (started == null) {
            notStarted.answer(response);
            return;
        }
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        started.filter(http, answer, chain);
    }
}
