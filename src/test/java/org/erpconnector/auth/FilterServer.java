package org.erpconnector.auth;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A connector behind the filter, on a Tomcat: it counts what reaches it, and says what it got. */
final class FilterServer implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final AtomicInteger reached = new AtomicInteger();

    FilterServer(Path folder) {
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        context = tomcat.addContext("", folder.toString());
        Wrapper connector = Tomcat.addServlet(context, "connector", new Connector(reached));
        connector.addMapping("/");
        connector.addMapping("/prefix/*");
    }

    /** Filters run in the order in which they are added. */
    FilterServer filter(String name, Filter filter, String pattern) {
        return filter(name, filter, pattern, false);
    }

    FilterServer filter(String name, Filter filter, String pattern, boolean asyncSupported) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        definition.setAsyncSupported(Boolean.toString(asyncSupported));
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern(pattern);
        mapping.setDispatcher("REQUEST");
        mapping.setDispatcher("FORWARD");
        mapping.setDispatcher("ERROR");
        context.addFilterMap(mapping);
        return this;
    }

    /** Our filter, as if the initializer had started it. */
    FilterServer ours(String name, RunningFilter running, String pattern) {
        context.addServletContainerInitializer(
                (classes, application) -> application.setAttribute(RunningFilter.attribute(name), running), null);
        return filter(name, new ConnectorAuthFilter(), pattern, true);
    }

    FilterServer start() throws LifecycleException {
        tomcat.start();
        return this;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** How many requests the connector has seen since it was asked last. */
    int reached() {
        return reached.getAndSet(0);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static final class Connector extends HttpServlet {
        private final transient AtomicInteger reached;

        Connector(AtomicInteger reached) {
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
                case "path" -> {
                    response.setContentType("text/plain; charset=utf-8");
                    response.getWriter()
                            .print("connector sees " + request.getRequestURI() + " " + request.getServletPath() + " "
                                    + request.getQueryString() + " read "
                                    + request.getInputStream().readAllBytes().length);
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
