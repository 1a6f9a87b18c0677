package org.erpconnector.auth;

import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.erpconnector.auth.example.DemoSettings;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.BodyReplaySuite;
import org.erpconnector.auth.testkit.ReadingServlet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The suite of bodies on a Tomcat. */
class BodyReplayTest extends BodyReplaySuite {
    @TempDir
    static Path folder;

    private static Tomcat tomcat;

    @BeforeAll
    static void start() throws IOException, LifecycleException {
        DemoKeys keys = DemoSettings.make(folder.resolve("keys")).keys();
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.toString());
        addFilter(context, keys);
        addServlet(context);
        tomcat.start();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @Override
    protected String base() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    private static void addFilter(Context context, DemoKeys keys) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("auth");
        filter.setFilterClass(ConnectorAuthFilter.class.getName());
        filter.setAsyncSupported("true");
        filter.addInitParameter("application-id", keys.applicationId());
        filter.addInitParameter("environment", "custom");
        filter.addInitParameter("application-key", keys.application().keystore().toString());
        filter.addInitParameter("application-key-password", keys.application().password());
        filter.addInitParameter("caller-keys", keys.callerCertificate().toString());
        context.addFilterDef(filter);
        FilterMap everything = new FilterMap();
        everything.setFilterName("auth");
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
    }

    private static void addServlet(Context context) {
        Wrapper servlet = Tomcat.addServlet(context, ReadingServlet.NAME, new ReadingServlet());
        servlet.setAsyncSupported(true);
        servlet.setMultipartConfigElement(new MultipartConfigElement(""));
        ReadingServlet.PATHS.forEach(servlet::addMapping);
    }
}
