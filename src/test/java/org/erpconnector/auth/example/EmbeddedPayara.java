package org.erpconnector.auth.example;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishException;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/** A Payara in this JVM that listens on 127.0.0.1 only. One per JVM at a time. Closing twice does no harm. */
public final class EmbeddedPayara implements AutoCloseable {

    private static final String DOMAIN = "/payara/domain.xml";
    /** A property that the file names. */
    private static final String PORT = "payara.http.port";

    private final GlassFishRuntime runtime;
    private final GlassFish server;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPayara(GlassFishRuntime runtime, GlassFish server, int port) {
        this.runtime = runtime;
        this.server = server;
        this.port = port;
    }

    /**
     * Boots a server without applications.
     *
     * @throws GlassFishException when it does not start, or something else listens on the port
     */
    public static EmbeddedPayara start(int port) throws GlassFishException {
        mustBeFree(port);
        URL domain = EmbeddedPayara.class.getResource(DOMAIN);
        if (domain == null) {
            throw new IllegalStateException(DOMAIN + " is not on the class path");
        }
        System.setProperty(PORT, Integer.toString(port));
        GlassFishProperties properties = new GlassFishProperties();
        properties.setConfigFileURI(domain.toString());
        GlassFishRuntime runtime = GlassFishRuntime.bootstrap();
        GlassFish server = runtime.newGlassFish(properties);
        server.start();
        return new EmbeddedPayara(runtime, server, port);
    }

    /**
     * Deploys a WAR at /name.
     *
     * @throws GlassFishException when the server refuses it; why, it says only in its log
     */
    public URI deploy(Path war, String name) throws GlassFishException {
        String deployed = server.getDeployer().deploy(war.toFile(), "--name=" + name, "--contextroot=/" + name);
        if (deployed == null) {
            throw new GlassFishException("Payara did not deploy [" + war + "]; its log says why");
        }
        return URI.create("http://127.0.0.1:" + port + "/" + name);
    }

    @Override
    public void close() throws GlassFishException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        server.stop();
        server.dispose();
        runtime.shutdown();
    }

    private static void mustBeFree(int port) throws GlassFishException {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            throw new GlassFishException("Port " + port + " of 127.0.0.1 cannot be used: " + e.getMessage(), e);
        }
    }
}
