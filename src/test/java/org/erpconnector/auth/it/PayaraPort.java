package org.erpconnector.auth.it;

import org.erpconnector.auth.testkit.FreePort;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Where the Payara of this JVM listens: chosen before Arquillian starts it, since domain.xml names the property. */
public final class PayaraPort implements LauncherSessionListener {
    private static final String PROPERTY = "payara.http.port";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        System.setProperty(PROPERTY, Integer.toString(FreePort.next()));
    }

    static int get() {
        return Integer.getInteger(PROPERTY);
    }
}
