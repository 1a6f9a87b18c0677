package org.erpconnector.auth;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.erpconnector.auth.attack.AttackKeys;
import org.erpconnector.auth.attack.AttackSuite;
import org.erpconnector.auth.attack.AttackTarget;
import org.junit.jupiter.api.AfterAll;

/** The catalogue of attacks on a Jetty, which reads HTTP more strictly than others, and other things less. */
class JettyAttackTest extends AttackSuite {
    private final Server server = new Server();

    @Override
    protected AttackTarget start(AttackKeys attackKeys) throws Exception {
        TestParts parts =
                new TestParts(attackKeys.caller(), attackKeys.second(), attackKeys.application(), new RecordedLog());
        WatchedKey key = parts.key(false);
        CostMeter meter = new CostMeter();
        AtomicInteger reached = new AtomicInteger();
        ServerConnector http = new ServerConnector(server);
        http.setHost("127.0.0.1");
        server.addConnector(http);
        ServletContextHandler context = new ServletContextHandler("/");
        context.setAttribute(
                RunningFilter.attribute("erp"), parts.running("erp", key, TestParts.PATH, TestParts.MAX_MESSAGE_SIZE));
        add(context, "meter", meter);
        add(context, "erp", new ConnectorAuthFilter());
        context.addServlet(new ServletHolder("connector", new TestConnector(reached)), "/");
        server.setHandler(context);
        server.start();
        return new LocalTarget(
                "Jetty/" + Server.getVersion(),
                http::getLocalPort,
                () -> reached.getAndSet(0),
                key::uses,
                parts.log(),
                meter);
    }

    private static void add(ServletContextHandler context, String name, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setName(name);
        holder.setAsyncSupported(true);
        context.addFilter(
                holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR));
    }

    @AfterAll
    void stop() throws Exception {
        server.stop();
    }
}
