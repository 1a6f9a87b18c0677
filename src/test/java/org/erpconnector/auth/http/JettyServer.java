package org.erpconnector.auth.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.testkit.ReadingServlet;
import org.erpconnector.auth.testkit.ThrottlingFilter;

/** A Jetty. */
public final class JettyServer implements EmbeddedServer {
    private final Server server = new Server();
    private final ServerConnector http = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler("/");
    private final AtomicInteger reached = new AtomicInteger();

    public JettyServer() {
        http.setHost("127.0.0.1");
        server.addConnector(http);
        server.setHandler(context);
        add(new ServletHolder("connector", new TestConnector(reached)), "/", "/prefix/*");
    }

    private void add(ServletHolder holder, String... paths) {
        holder.setAsyncSupported(true);
        for (String path : paths) {
            context.addServlet(holder, path);
        }
    }

    @Override
    public JettyServer filter(String name, Filter filter, String pattern, boolean asyncSupported) {
        return filter(
                name,
                filter,
                pattern,
                asyncSupported,
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR));
    }

    private JettyServer filter(
            String name, Filter filter, String pattern, boolean asyncSupported, EnumSet<DispatcherType> dispatches) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setName(name);
        holder.setAsyncSupported(asyncSupported);
        context.addFilter(holder, pattern, dispatches);
        return this;
    }

    @Override
    public JettyServer ours(String name, FilterLifecycle running, String pattern, DispatcherType... dispatches) {
        context.setAttribute(FilterLifecycle.attribute(name), running);
        return dispatches.length == 0
                ? filter(name, new ConnectorAuthFilter(), pattern, true)
                : filter(name, new ConnectorAuthFilter(), pattern, true, EnumSet.copyOf(List.of(dispatches)));
    }

    @Override
    public JettyServer reading() {
        ServletHolder holder = new ServletHolder(ReadingServlet.NAME, new ReadingServlet());
        holder.getRegistration().setMultipartConfig(new MultipartConfigElement(""));
        add(holder, ReadingServlet.PATHS.toArray(String[]::new));
        return filter(
                ThrottlingFilter.NAME,
                new ThrottlingFilter(),
                ThrottlingFilter.PATH,
                true,
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    }

    public JettyServer servlet(String name, HttpServlet servlet, String pattern) {
        add(new ServletHolder(name, servlet), pattern);
        return this;
    }

    /** Takes every spelling of a path, as some deployers set it. */
    public JettyServer unsafePaths() {
        http.getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setUriCompliance(UriCompliance.UNSAFE);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        return this;
    }

    @Override
    public JettyServer start() throws Exception {
        server.start();
        return this;
    }

    @Override
    public int port() {
        return http.getLocalPort();
    }

    @Override
    public int reached() {
        return reached.getAndSet(0);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
