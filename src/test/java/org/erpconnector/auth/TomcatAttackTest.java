package org.erpconnector.auth;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.util.ServerInfo;
import org.erpconnector.auth.attack.AttackKeys;
import org.erpconnector.auth.attack.AttackSuite;
import org.erpconnector.auth.attack.AttackTarget;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue of attacks on a Tomcat. */
class TomcatAttackTest extends AttackSuite {
    @TempDir
    static Path folder;

    private FilterServer server;

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
        return new Target(server, key, parts.log(), meter);
    }

    @AfterAll
    void stop() throws LifecycleException {
        server.close();
    }

    private record Target(FilterServer server, WatchedKey key, RecordedLog log, CostMeter meter)
            implements AttackTarget {
        @Override
        public String label() {
            return ServerInfo.getServerInfo().replace("Apache ", "");
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public String contextPath() {
            return "";
        }

        @Override
        public int signatures() {
            return key.uses();
        }

        @Override
        public int reached() {
            return server.reached();
        }

        @Override
        public List<String> lines() {
            meter.clear();
            return log.take();
        }

        @Override
        public Optional<Cost> cost() {
            return meter.next();
        }
    }
}
