package org.erpconnector.auth.servlet;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.LifecycleException;
import org.erpconnector.auth.http.FilterServer;
import org.erpconnector.auth.http.JettyServer;
import org.erpconnector.auth.testkit.BodyReplaySuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The suite of bodies on embedded servers: as they are, and with bodies that are handed on before all of them has come. */
class BodyReplayTest {
    /** So that only what the first read yields is read ahead. */
    private static final BodyLimits IMPATIENT = new BodyLimits(TestParts.MAX_MESSAGE_SIZE, Duration.ZERO);

    @Nested
    class OnTomcat extends OnATomcat {
        @BeforeAll
        static void start(@TempDir Path folder) throws LifecycleException {
            start(folder, new BodyLimits(TestParts.MAX_MESSAGE_SIZE, BodyLimits.PATIENCE));
        }
    }

    @Nested
    @Tag("F05")
    class OnAnImpatientTomcat extends OnATomcat {
        @BeforeAll
        static void start(@TempDir Path folder) throws LifecycleException {
            start(folder, IMPATIENT);
        }
    }

    /** Of every request what the connector reads is copied. */
    @Nested
    @Tag("F08")
    class OnACuriousTomcat extends OnATomcat {
        @BeforeAll
        static void start(@TempDir Path folder) throws LifecycleException {
            start(folder, new BodyLimits(TestParts.MAX_MESSAGE_SIZE, BodyLimits.PATIENCE), Integer.MAX_VALUE);
        }
    }

    @Nested
    class OnJetty extends OnAJetty {
        @BeforeAll
        static void start() throws Exception {
            start(new BodyLimits(TestParts.MAX_MESSAGE_SIZE, BodyLimits.PATIENCE));
        }
    }

    @Nested
    @Tag("F08")
    class OnACuriousJetty extends OnAJetty {
        @BeforeAll
        static void start() throws Exception {
            start(new BodyLimits(TestParts.MAX_MESSAGE_SIZE, BodyLimits.PATIENCE), Integer.MAX_VALUE);
        }
    }

    @Nested
    @Tag("F05")
    class OnAnImpatientJetty extends OnAJetty {
        @BeforeAll
        static void start() throws Exception {
            start(IMPATIENT);
        }
    }

    private abstract static class OnATomcat extends BodyReplaySuite {
        private static FilterServer server;

        static void start(Path folder, BodyLimits limits) throws LifecycleException {
            start(folder, limits, 0);
        }

        static void start(Path folder, BodyLimits limits, int looks) throws LifecycleException {
            TestParts parts = TestParts.make();
            server = new FilterServer(folder)
                    .ours("erp", parts.running(parts.key(false), limits, looks), "/*")
                    .reading()
                    .start();
        }

        @Override
        protected String base() {
            return "http://127.0.0.1:" + server.port();
        }

        @AfterAll
        static void stop() throws LifecycleException {
            server.close();
        }
    }

    private abstract static class OnAJetty extends BodyReplaySuite {
        private static JettyServer server;

        static void start(BodyLimits limits) throws Exception {
            start(limits, 0);
        }

        static void start(BodyLimits limits, int looks) throws Exception {
            TestParts parts = TestParts.make();
            server = new JettyServer()
                    .ours("erp", parts.running(parts.key(false), limits, looks), "/*")
                    .reading()
                    .start();
        }

        @Override
        protected String base() {
            return "http://127.0.0.1:" + server.port();
        }

        @AfterAll
        static void stop() throws Exception {
            server.close();
        }
    }
}
