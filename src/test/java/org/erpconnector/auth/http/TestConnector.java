package org.erpconnector.auth.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands behind the filter in tests: it counts what reaches it, and says what it got. */
public class TestConnector extends HttpServlet {
    private final transient AtomicInteger reached;

    public TestConnector(AtomicInteger reached) {
        this.reached = reached;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        reached.incrementAndGet();
        String then = String.valueOf(request.getParameter("then"));
        switch (then) {
            case "unchecked" -> throw new IllegalStateException("the connector's own");
            case "checked" -> throw new ServletException("the connector's own");
            case "io" -> throw new IOException("the connector's own");
            case "error" -> response.sendError(418, "the connector's own");
            case "path" -> sees(request, response);
            case "suspend", "suspend-given" -> suspend(then, request, response);
            case "count" -> {
                byte[] buffer = new byte[65_536];
                long size = 0;
                for (int count = 0; count >= 0; count = request.getInputStream().read(buffer)) {
                    size += count;
                }
                response.setContentType("text/plain");
                response.getWriter().print("connector read " + size);
            }
            case "whose" -> {
                response.setContentType("text/plain; charset=utf-8");
                response.getWriter()
                        .print("connector serves " + request.getAttribute("org.erpconnector.auth.tenant") + " of "
                                + request.getAttribute("org.erpconnector.auth.application-id") + " read "
                                + request.getInputStream().readAllBytes().length);
            }
            case "forward" ->
                request.getRequestDispatcher("/authenticate?then=end").forward(new AsJson(request), response);
            default -> {
                int size = request.getInputStream().readAllBytes().length;
                response.setContentType("text/plain");
                response.getWriter().print("connector read " + size);
            }
        }
    }

    private static void sees(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain; charset=utf-8");
        response.getWriter()
                .print("connector sees " + request.getRequestURI() + " " + request.getServletPath() + " "
                        + request.getQueryString() + " read "
                        + request.getInputStream().readAllBytes().length);
    }

    /** Comes back to itself by a dispatch. */
    private static void suspend(String then, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            sees(request, response);
        } else if (then.equals("suspend")) {
            request.startAsync().dispatch();
        } else {
            request.startAsync(request, response).dispatch();
        }
    }

    /** What would be a handshake of the HTTP contract, were it judged. */
    private static final class AsJson extends HttpServletRequestWrapper {
        AsJson(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getContentType() {
            return "application/json";
        }
    }
}
