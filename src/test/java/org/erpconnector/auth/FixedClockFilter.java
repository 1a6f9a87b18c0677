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

/** The filter inside a WAR, at the time of the tokens that tests make. */
public final class FixedClockFilter implements Filter {
    private final ConnectorAuthFilter filter =
            new ConnectorAuthFilter(Clock.fixed(Instant.parse("2026-03-01T12:00:30Z"), ZoneOffset.UTC));

    @Override
    public void init(FilterConfig config) throws ServletException {
        filter.init(config);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        filter.doFilter(request, response, chain);
    }

    @Override
    public void destroy() {
        filter.destroy();
    }
}
