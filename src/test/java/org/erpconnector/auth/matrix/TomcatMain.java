package org.erpconnector.auth.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat with one WAR, until the process is told to end. */
final class TomcatMain {
    private TomcatMain() {}

    /** Arguments: the port, and the WAR. */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        Path base = Files.createDirectories(Path.of("base").toAbsolutePath());
        Files.createDirectories(base.resolve("webapps"));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(Integer.parseInt(arguments[0]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.enableNaming();
        Context context = tomcat.addWebapp("/" + MatrixWar.NAME, arguments[1]);
        context.setParentClassLoader(TomcatMain.class.getClassLoader());
        tomcat.start();
        tomcat.getServer().await();
    }
}
