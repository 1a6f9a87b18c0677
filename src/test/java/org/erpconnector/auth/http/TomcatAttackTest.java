package org.erpconnector.auth.http;

import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.util.ServerInfo;
import org.erpconnector.auth.attack.AttackKeys;
import org.erpconnector.auth.attack.AttackSuite;
import org.erpconnector.auth.attack.AttackTarget;
import org.erpconnector.auth.servlet.RecordedLog;
import org.erpconnector.auth.servlet.TestParts;
import org.erpconnector.auth.testkit.WatchedKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue of attacks on a Tomcat. */
class TomcatAttackTest extends AttackSuite {
    @TempDir
    static Path folder;

    private FilterServer server;

    @Override
    protected boolean whole() {
        return true;
    }

    @Override
    protected AttackTarget start(AttackKeys attackKeys) throws LifecycleException {
        TestParts parts =
                new TestParts(attackKeys.caller(), attackKeys.second(), attackKeys.application(), new RecordedLog());
        WatchedKey key = parts.key(false);
        CostMeter meter = new CostMeter();
        server = new FilterServer(folder)
                .filter("meter", meter, "/*", true)
                .ours("erp", parts.running("erp", key, TestParts.PATH, TestParts.MAX_MESSAGE_SIZE), "/*")
                .start();
        return new LocalTarget(
                ServerInfo.getServerInfo().replace("Apache ", ""),
                server::port,
                server::reached,
                key::uses,
                parts.log(),
                meter);
    }

    @AfterAll
    void stop() throws LifecycleException {
        server.close();
    }
}
