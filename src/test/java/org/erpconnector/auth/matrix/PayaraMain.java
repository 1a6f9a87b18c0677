package org.erpconnector.auth.matrix;

import java.nio.file.Path;
import org.erpconnector.auth.example.EmbeddedPayara;
import org.glassfish.embeddable.GlassFishException;

/** An embedded Payara with one WAR, until the process is told to end. */
final class PayaraMain {
    private PayaraMain() {}

    /** Arguments: the port, and the WAR. */
    public static void main(String[] arguments) throws GlassFishException {
        EmbeddedPayara server = EmbeddedPayara.start(Integer.parseInt(arguments[0]));
        server.deploy(Path.of(arguments[1]), MatrixWar.NAME);
    }
}
