package org.erpconnector.auth.http;

import java.util.concurrent.atomic.AtomicInteger;

/** Inside a WAR: the connector, which counts for a test in this virtual machine. */
public final class AttackedConnector extends TestConnector {
    private static final long serialVersionUID = 1;

    public AttackedConnector() {
        super((AtomicInteger) System.getProperties().get("attack.reached"));
    }
}
