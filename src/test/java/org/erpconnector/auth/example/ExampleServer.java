package org.erpconnector.auth.example;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        stopOnSignal(stop, stopped);
        boolean good = false;
        try {
            good = run(Path.of(arguments[0]), stop);
        } finally {
            stopped.countDown();
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean run(Path war, CountDownLatch stop) throws InterruptedException {
        try (EmbeddedPayara server = EmbeddedPayara.start(Integer.getInteger("run.port", 8080))) {
            URI connector = server.deploy(war, NAME);
            System.out.println("READY " + connector);
            boolean good = walk(connector);
            if (!once()) {
                stop.await();
            }
            return good;
        } catch (GlassFishException | LinkageError e) {
            // Payara's classes refuse to load once the JVM is told to stop.
            LOG.log(Level.SEVERE, "The example did not run. {0}", e.getMessage());
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

    /** Ctrl-C and SIGTERM, at whatever moment, wait until the server has gone and has taken its files along. */
    private static void stopOnSignal(CountDownLatch stop, CountDownLatch stopped) {
        Thread hook = new Thread(
                () -> {
                    stop.countDown();
                    awaitQuietly(stopped);
                },
                "stop-example");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void awaitQuietly(CountDownLatch stopped) {
        try {
            if (!stopped.await(30, TimeUnit.SECONDS)) {
                LOG.warning("Payara did not stop within 30 seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
