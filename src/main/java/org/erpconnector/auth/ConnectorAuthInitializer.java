package org.erpconnector.auth;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.erpconnector.auth.keys.KeyProviders;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.servlet.NotStarted;
import org.jspecify.annotations.Nullable;

/**
 * Starts the filters of this library before the server does, and refuses the deployment if one of them cannot. A
 * filter's own {@code init} is too late for that: Payara logs the exception of a filter that fails there and serves the
 * web application without it, so that all that the filter itself can do is to answer 503. The server finds this class by
 * itself; a deployer never names it.
 */
public final class ConnectorAuthInitializer implements ServletContainerInitializer {
    /** For the server. */
    public ConnectorAuthInitializer() {}

    /**
     * Reads the settings and keys of every {@link ConnectorAuthFilter} that web.xml declares. Not where the web application
     * brings CDI itself, which starts later: there the filters start in their own init.
     *
     * @throws ServletException if anything is wrong with them; the message lists every problem with its remedy, and the
     *     web application does not deploy
     */
    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
        List<Runnable> started = new ArrayList<>();
        try {
            for (FilterRegistration filter : context.getFilterRegistrations().values()) {
                if (ConnectorAuthFilter.class.getName().equals(filter.getClassName())) {
                    NotStarted.guarded(filter.getName(), () -> start(filter, context, started));
                }
            }
        } catch (ServletException e) {
            // No init follows, and so no destroy.
            started.forEach(Runnable::run);
            throw e;
        }
    }

    private static void start(FilterRegistration filter, ServletContext context, List<Runnable> started)
            throws ServletException {
        if (KeyProviders.cdiIn(context.getClassLoader())) {
            // Its beans may have the keys: the filter's init comes after it has started.
            return;
        }
        String name = filter.getName();
        FilterLifecycle running =
                FilterLifecycle.start(name, filter.getInitParameters(), context::getAttribute, Clock.systemUTC());
        started.add(running::end);
        running.requireOwnApplication(context);
        context.setAttribute(FilterLifecycle.attribute(name), running);
    }
}
