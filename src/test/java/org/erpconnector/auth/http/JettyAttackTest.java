package org.erpconnector.auth.http;

import org.eclipse.jetty.server.Server;
import org.erpconnector.auth.attack.AttackKeys;
import org.erpconnector.auth.attack.AttackSuite;
import org.erpconnector.auth.attack.AttackTarget;
import org.erpconnector.auth.servlet.RecordedLog;
import org.erpconnector.auth.servlet.TestParts;
import org.erpconnector.auth.testkit.WatchedKey;
import org.junit.jupiter.api.AfterAll;

/** The catalogue of attacks on a Jetty, which reads HTTP more strictly than others, and other things less. */
class JettyAttackTest extends AttackSuite {
    private final JettyServer server = new JettyServer();

    @Override
    protected AttackTarget start(AttackKeys attackKeys) throws Exception {
        TestParts parts =
                new TestParts(attackKeys.caller(), attackKeys.second(), attackKeys.application(), new RecordedLog());
        WatchedKey key = parts.key(false);
        CostMeter meter = new CostMeter();
        server.filter("meter", meter, "/*", true)
                .ours("erp", parts.running("erp", key, TestParts.PATH, TestParts.MAX_MESSAGE_SIZE), "/*")
                .start();
        return new LocalTarget(
                "Jetty/" + Server.getVersion(), server::port, server::reached, key::uses, parts.log(), meter);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }
}
