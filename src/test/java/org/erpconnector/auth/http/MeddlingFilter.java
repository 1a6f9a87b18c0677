package org.erpconnector.auth.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.erpconnector.auth.servlet.TestParts;

/** A filter of the connector's own, before ours: does what the query asks for, as such filters do. */
public final class MeddlingFilter extends HttpFilter {
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String query = String.valueOf(request.getQueryString());
        HttpServletRequest asked = request;
        HttpServletResponse then = response;
        switch (query.substring(query.indexOf('=') + 1)) {
            case "reader" -> request.getReader().read();
            case "drain" -> request.getInputStream().readAllBytes();
            case "parameter" -> request.getParameter("a");
            case "writer" -> response.getWriter().flush();
            case "mark" -> request.setAttribute(TestParts.MARK, "true");
            case "gone" -> then = new Gone(response);
            case "fault" -> asked = new Faulty(request);
            default -> {}
        }
        chain.doFilter(asked, then);
    }

    /** A caller that has closed its connection. */
    private static final class Gone extends HttpServletResponseWrapper {
        Gone(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    /** A wrapper with a defect. */
    private static final class Faulty extends HttpServletRequestWrapper {
        Faulty(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() {
            throw new UnsupportedOperationException("quoted text");
        }
    }
}
