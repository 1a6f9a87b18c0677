package org.erpconnector.auth.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.testkit.ReadingServlet;
import org.erpconnector.auth.testkit.ThrottlingFilter;

/** A Tomcat. */
public final class FilterServer implements EmbeddedServer {
    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final AtomicInteger reached = new AtomicInteger();

    public FilterServer(Path folder) {
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        context = tomcat.addContext("", folder.toString());
        Wrapper connector = Tomcat.addServlet(context, "connector", new TestConnector(reached));
        connector.addMapping("/");
        connector.addMapping("/prefix/*");
        connector.setAsyncSupported(true);
    }

    public FilterServer filter(String name, Filter filter, String pattern) {
        return filter(name, filter, pattern, false);
    }

    @Override
    public FilterServer filter(String name, Filter filter, String pattern, boolean asyncSupported) {
        return filter(name, filter, pattern, asyncSupported, "REQUEST", "FORWARD", "ERROR");
    }

    private FilterServer filter(
            String name, Filter filter, String pattern, boolean asyncSupported, String... dispatchers) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        definition.setAsyncSupported(Boolean.toString(asyncSupported));
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern(pattern);
        Stream.of(dispatchers).forEach(mapping::setDispatcher);
        context.addFilterMap(mapping);
        return this;
    }

    @Override
    public FilterServer ours(String name, FilterLifecycle running, String pattern, DispatcherType... dispatches) {
        context.addServletContainerInitializer(
                (classes, application) -> application.setAttribute(FilterLifecycle.attribute(name), running), null);
        return dispatches.length == 0
                ? filter(name, new ConnectorAuthFilter(), pattern, true)
                : filter(
                        name,
                        new ConnectorAuthFilter(),
                        pattern,
                        true,
                        Stream.of(dispatches).map(Enum::name).toArray(String[]::new));
    }

    @Override
    public FilterServer reading() {
        Wrapper servlet = Tomcat.addServlet(context, ReadingServlet.NAME, new ReadingServlet());
        servlet.setAsyncSupported(true);
        servlet.setMultipartConfigElement(new MultipartConfigElement(""));
        ReadingServlet.PATHS.forEach(servlet::addMapping);
        return filter(ThrottlingFilter.NAME, new ThrottlingFilter(), ThrottlingFilter.PATH, true, "REQUEST", "ASYNC");
    }

    public FilterServer servlet(String name, HttpServlet servlet, String pattern) {
        Wrapper wrapper = Tomcat.addServlet(context, name, servlet);
        wrapper.setAsyncSupported(true);
        wrapper.addMapping(pattern);
        return this;
    }

    @Override
    public FilterServer start() throws LifecycleException {
        tomcat.start();
        return this;
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public int reached() {
        return reached.getAndSet(0);
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
