package org.erpconnector.auth.matrix;

import java.nio.file.Path;
import org.erpconnector.auth.example.EmbeddedPayara;
import org.glassfish.embeddable.GlassFishException;

/** An embedded Payara with WARs, until the process is told to end. */
final class PayaraMain {
    private PayaraMain() {}

    /** Arguments: the port, then a WAR and its name, and so on. One that is refused does not keep the others. */
    public static void main(String[] arguments) throws GlassFishException {
        EmbeddedPayara server = EmbeddedPayara.start(Integer.parseInt(arguments[0]));
        for (int i = 1; i < arguments.length; i += 2) {
            try {
                server.deploy(Path.of(arguments[i]), arguments[i + 1]);
            } catch (GlassFishException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
