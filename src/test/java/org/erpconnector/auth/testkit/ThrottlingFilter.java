package org.erpconnector.auth.testkit;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets nobody through at once: suspends a request and dispatches it anew, as servers' own filters against floods do. */
public final class ThrottlingFilter extends HttpFilter {
    public static final String NAME = "throttling";

    /** What comes here is throttled. */
    public static final String PATH = "/throttled";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            chain.doFilter(request, response);
        } else {
            request.startAsync().dispatch();
        }
    }
}
