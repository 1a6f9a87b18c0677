package org.erpconnector.auth.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request that takes the place of the server's for all behind the filter. Without arguments {@code startAsync} would give
 * them the server's again, of whose body a part is gone and in whose path the secret is.
 */
abstract class PassedRequest extends HttpServletRequestWrapper {
    private final ServletResponse response;

    PassedRequest(HttpServletRequest request, ServletResponse response) {
        super(request);
        this.response = response;
    }

    /** With the response that the server would take, the one that no filter has wrapped. */
    @Override
    public AsyncContext startAsync() {
        ServletResponse unwrapped = response;
        while (unwrapped instanceof ServletResponseWrapper wrapper) {
            unwrapped = wrapper.getResponse();
        }
        return startAsync(this, unwrapped);
    }
}
