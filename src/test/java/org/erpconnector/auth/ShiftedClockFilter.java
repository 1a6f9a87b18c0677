package org.erpconnector.auth;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** The filter inside a WAR, on a machine whose clock is off by the minutes of the system property {@code clock.minutes}. */
public final class ShiftedClockFilter implements Filter {
    private final ConnectorAuthFilter filter = new ConnectorAuthFilter(
            Clock.offset(Clock.systemUTC(), Duration.ofMinutes(Long.getLong("clock.minutes", 0))));

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
