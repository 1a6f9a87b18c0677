package org.erpconnector.auth.example;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.erpconnector.auth.simulator.Simulator;
import org.glassfish.embeddable.GlassFishException;

/**
 * Runs a connector's WAR at http://127.0.0.1:{@code run.port}/connector with fresh demo keys, lets the simulator walk the
 * handshake and every operation, and stays up until it is told to stop; with {@code run.once} only until the walk is
 * over.
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
        Path folder = war.toAbsolutePath().resolveSibling("demo");
        try (EmbeddedPayara server = EmbeddedPayara.start(Integer.getInteger("run.port", 8080))) {
            DemoSettings settings = DemoSettings.make(folder);
            settings.apply();
            URI connector = server.deploy(war, NAME);
            Path properties = settings.write(folder.resolve("demo.properties"), connector);
            System.out.println("READY " + connector);
            boolean good = walk(properties);
            if (!once()) {
                sayWhatToTry(connector, properties);
                stop.await();
            }
            return good;
        } catch (GlassFishException | IOException | LinkageError e) {
            // Payara's classes refuse to load once the JVM is told to stop.
            LOG.log(Level.SEVERE, "The example did not run. {0}", e.getMessage());
            return false;
        }
    }

    /** The five steps of the handshake, then every operation; false when the connector does not behave. */
    private static boolean walk(Path properties) {
        int handshake = simulate("handshake", "--properties", properties.toString());
        int sync = simulate("sync", "--properties", properties.toString());
        return handshake == 0 && sync == 0;
    }

    private static void sayWhatToTry(URI connector, Path properties) {
        String simulator = "java -jar " + System.getProperty("simulator.jar");
        System.out.printf("""

                The example stays up until Ctrl-C. To try next, in another window:
                  %1$s handshake --properties %2$s
                  %1$s sync --properties %2$s
                  curl "%3$s/Services/ErpConnectorWS.svc?wsdl"
                That file names the keys, their certificates and their passwords.
                """, simulator, properties, connector);
    }

    private static int simulate(String... arguments) {
        return Simulator.run(arguments, System.out, System.err);
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
