package org.erpconnector.auth.example;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.embeddable.GlassFishException;

/**
 * Runs a connector's WAR at http://127.0.0.1:{@code run.port}/connector until it is told to stop; with {@code run.once}
 * only until the walk is over.
 */
public final class ExampleServer {

    private static final Logger LOG = Logger.getLogger(ExampleServer.class.getName());
    private static final String NAME = "connector";

    private ExampleServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1 || !Files.isRegularFile(Path.of(arguments[0]))) {
            LOG.severe("Say which WAR to run: ExampleServer <file.war>");
            System.exit(1);
        }
        System.exit(run(Path.of(arguments[0])) ? 0 : 1);
    }

    private static boolean run(Path war) throws InterruptedException {
        try (EmbeddedPayara server = EmbeddedPayara.start(Integer.getInteger("run.port", 8080))) {
            CountDownLatch stop = stopOnSignal(server);
            URI connector = server.deploy(war, NAME);
            System.out.println("READY " + connector);
            boolean good = walk(connector);
            if (!once()) {
                stop.await();
            }
            return good;
        } catch (GlassFishException e) {
            LOG.log(Level.SEVERE, "The example did not run", e);
            return false;
        }
    }

    /** What is shown of the running connector; false when it does not behave. */
    private static boolean walk(URI connector) {
        LOG.log(Level.INFO, "The service is at {0}/Services/ErpConnectorWS.svc?wsdl", connector);
        return true;
    }

    private static boolean once() {
        String once = System.getProperty("run.once");
        return once != null && !once.equals("false");
    }

    /** Ctrl-C and SIGTERM end the server in an orderly way. */
    private static CountDownLatch stopOnSignal(EmbeddedPayara server) {
        CountDownLatch stop = new CountDownLatch(1);
        Thread closing = new Thread(
                () -> {
                    try {
                        server.close();
                    } catch (GlassFishException e) {
                        LOG.log(Level.WARNING, "Payara did not stop cleanly", e);
                    }
                    stop.countDown();
                },
                "stop-payara");
        Runtime.getRuntime().addShutdownHook(closing);
        return stop;
    }
}
