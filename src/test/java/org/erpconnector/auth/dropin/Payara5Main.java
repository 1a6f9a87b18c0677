package org.erpconnector.auth.dropin;

import java.nio.file.Path;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/**
 * A Payara with one unpacked WAR, until its standard input ends. Compiled against Payara 6: what it calls is the same
 * in 5.
 */
final class Payara5Main {
    private Payara5Main() {}

    /** Prints {@code STARTED} or {@code REFUSED}, as the web application is, and the port. */
    public static void main(String[] arguments) throws Exception {
        String name = TomcatMain.CONTEXT_PATH.substring(1);
        GlassFishProperties properties = new GlassFishProperties();
        properties.setConfigFileURI(Path.of(arguments[1]).toUri().toString());
        GlassFishRuntime runtime = GlassFishRuntime.bootstrap();
        GlassFish server = runtime.newGlassFish(properties);
        server.start();
        String deployed =
                server.getDeployer().deploy(Path.of(arguments[0]).toFile(), "--name=" + name, "--contextroot=" + name);
        System.out.println((deployed == null ? "REFUSED " : "STARTED ") + arguments[2]);
        System.in.transferTo(System.err);
        server.stop();
        server.dispose();
        runtime.shutdown();
    }
}
