package org.erpconnector.auth.dropin;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat with one unpacked WAR, until its standard input ends. Compiled once: what it calls of Tomcat is the same from
 * 9 to 11.
 */
final class TomcatMain {
    static final String CONTEXT_PATH = "/connector";

    private TomcatMain() {}

    /** Prints {@code STARTED} or {@code REFUSED}, as the web application is, and the port. */
    public static void main(String[] arguments) throws Exception {
        Path war = Path.of(arguments[0]);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[1]);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.enableNaming();
        tomcat.setAddDefaultWebXmlToWebapp(false);
        Context context = tomcat.addWebapp(CONTEXT_PATH, war.toString());
        addDefaultServlet(context);
        Path descriptor = war.resolve("META-INF/context.xml");
        if (Files.exists(descriptor)) {
            context.setConfigFile(descriptor.toUri().toURL());
        }
        tomcat.start();
        System.out.println((context.getState().isAvailable() ? "STARTED " : "REFUSED ")
                + tomcat.getConnector().getLocalPort());
        System.in.transferTo(System.err);
        tomcat.stop();
        tomcat.destroy();
    }

    /** As conf/web.xml of a Tomcat has it; without it no filter sees a path that no servlet has. */
    @SuppressWarnings("deprecation") // The newer name is not in the Tomcats of Spring Boot.
    private static void addDefaultServlet(Context context) {
        Wrapper servlet = Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        servlet.setOverridable(true);
        context.addServletMappingDecoded("/", "default");
    }
}
