package org.erpconnector.auth.docs;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.erpconnector.auth.ConnectorAuthInitializer;

/** A Tomcat with one web application from a folder, whose settings are on the server, until its standard input ends. */
public final class SettledServer {
    private SettledServer() {}

    /** Prints the port; then takes lines of the form name=value, each a system property to be set, and says {@code set}. */
    public static void main(String[] arguments) throws Exception {
        Path application = Path.of(arguments[0]);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(application.resolve("base").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.enableNaming();
        Context context = tomcat.addWebapp("/connector", application.toString());
        Path descriptor = application.resolve("META-INF/context.xml");
        if (Files.exists(descriptor)) {
            context.setConfigFile(descriptor.toUri().toURL());
        }
        // The class path of the tests is no server's lib folder; to scan it takes longer than everything else.
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        context.addServletContainerInitializer(new ConnectorAuthInitializer(), null);
        Tomcat.addServlet(context, "service", new Service()).addMapping("/Services/ErpConnectorWS.svc");
        tomcat.start();
        System.out.println((context.getState().isAvailable() ? "STARTED " : "REFUSED ")
                + tomcat.getConnector().getLocalPort());
        BufferedReader said = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            String[] pair = line.split("=", 2);
            System.setProperty(pair[0], pair[1]);
            System.out.println("set");
        }
        tomcat.stop();
        tomcat.destroy();
    }

    private static final class Service extends HttpServlet {
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/xml; charset=utf-8");
            response.getWriter()
                    .print("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>");
        }
    }
}
