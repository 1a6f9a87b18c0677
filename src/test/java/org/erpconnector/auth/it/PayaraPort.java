package org.erpconnector.auth.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.erpconnector.auth.testkit.FreePort;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Where the Payara of this JVM listens: chosen before Arquillian starts it, and written into the domain.xml that system
 * property {@code payara.domain} names. Arquillian's adapter wants the number there; to Payara the property would do.
 */
public final class PayaraPort implements LauncherSessionListener {
    private static final String PROPERTY = "payara.http.port";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String domain = System.getProperty("payara.domain");
        if (domain == null) {
            return;
        }
        System.setProperty(PROPERTY, Integer.toString(FreePort.next()));
        try {
            Path file = Path.of(domain);
            Files.createDirectories(file.getParent());
            String text = Files.readString(Path.of("src/test/resources/payara/domain.xml"));
            Files.writeString(file, text.replace("${" + PROPERTY + "}", System.getProperty(PROPERTY)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int get() {
        return Integer.getInteger(PROPERTY);
    }
}
