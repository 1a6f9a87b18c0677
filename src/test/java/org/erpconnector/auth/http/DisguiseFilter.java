package org.erpconnector.auth.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** Makes a request one that the server has over TLS, from elsewhere, or of a user in a role, as headers of tests say. */
final class DisguiseFilter implements Filter {
    static final String TLS = "\r\nTest-Tls: yes";
    static final String ELSEWHERE = "\r\nTest-From: 198.51.100.7";
    static final String OPERATOR = "\r\nTest-Role: operator";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new Disguised((HttpServletRequest) request), response);
    }

    private static final class Disguised extends HttpServletRequestWrapper {
        Disguised(HttpServletRequest request) {
            super(request);
        }

        @Override
        public boolean isSecure() {
            return getHeader("Test-Tls") != null;
        }

        @Override
        public String getRemoteAddr() {
            String from = getHeader("Test-From");
            return from == null ? super.getRemoteAddr() : from;
        }

        @Override
        public boolean isUserInRole(String role) {
            return role.equals(getHeader("Test-Role"));
        }
    }
}
