package org.erpconnector.auth.testkit;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Lets nobody through at once: suspends a request and dispatches it anew, as servers' own filters against floods do. Of the
 * interface of Servlet 3.1, for the oldest servers.
 */
public final class ThrottlingFilter implements Filter {
    public static final String NAME = "throttling";

    /** What comes here is throttled. */
    public static final String PATH = "/throttled";

    @Override
    public void init(FilterConfig config) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            chain.doFilter(request, response);
        } else {
            request.startAsync().dispatch();
        }
    }

    @Override
    public void destroy() {}
}
