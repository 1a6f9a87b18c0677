package org.erpconnector.auth.matrix;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;

/** A connector that registers the filter itself, with a setting that there is not, after our initializer has run. */
public final class FilterInCode implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        String name = event.getServletContext().getInitParameter("filter");
        FilterRegistration.Dynamic filter =
                event.getServletContext().addFilter(name, "org.erpconnector.auth.ConnectorAuthFilter");
        filter.setInitParameter("no-such-setting", "x");
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
}
