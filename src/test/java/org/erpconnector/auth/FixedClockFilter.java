package org.erpconnector.auth;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** The filter inside a WAR, at the time of the tokens that tests make. */
public final class FixedClockFilter implements Filter {
    private final ConnectorAuthFilter filter =
            new ConnectorAuthFilter(Clock.fixed(Instant.parse("2026-03-01T12:00:30Z"), ZoneOffset.UTC));
    private final AtomicInteger suspended = new AtomicInteger();

    @Override
    public void init(FilterConfig config) throws ServletException {
        filter.init(config);
        System.getProperties().put("attack.suspended", (IntSupplier) suspended::get);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        filter.doFilter(request, response, chain);
        if (request.isAsyncStarted()) {
            suspended.incrementAndGet();
        }
    }

    @Override
    public void destroy() {
        filter.destroy();
    }
}
