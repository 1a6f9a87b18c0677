package org.erpconnector.auth.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat with WARs, until the process is told to end. */
final class TomcatMain {
    private TomcatMain() {}

    /** Arguments: the port, then a WAR and its name, and so on. */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        Path base = Files.createDirectories(Path.of("base").toAbsolutePath());
        Files.createDirectories(base.resolve("webapps"));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(Integer.parseInt(arguments[0]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.enableNaming();
        for (int i = 1; i < arguments.length; i += 2) {
            Context context = tomcat.addWebapp("/" + arguments[i + 1], arguments[i]);
            context.setParentClassLoader(TomcatMain.class.getClassLoader());
        }
        tomcat.start();
        tomcat.getServer().await();
    }
}
