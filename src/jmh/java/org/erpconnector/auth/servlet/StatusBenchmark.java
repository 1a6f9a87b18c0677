package org.erpconnector.auth.servlet;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.erpconnector.auth.core.TokenTimes;
import org.erpconnector.auth.observe.LogRateLimiter;
import org.erpconnector.auth.observe.Observation;
import org.erpconnector.auth.testkit.TestTokens;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the status page costs a handshake: its verdict is told with and without one, and the difference is the page's. */
@State(Scope.Benchmark)
public class StatusBenchmark {
    @Param({"none", "page"})
    public String status;

    private final TokenTimes times = new TokenTimes(TestTokens.NOW, TestTokens.NOW.plus(Duration.ofMinutes(5)));
    private HandshakeLog log;

    @Setup
    public void start() {
        Observation observation = new Observation(Clock.systemUTC(), new NoLog());
        if (status.equals("page")) {
            observation.remember();
        }
        log = new HandshakeLog(
                new NoLog(),
                "erp",
                observation,
                new LogRateLimiter(LogRateLimiter.LINES, System::nanoTime),
                new KnownForms(KnownForms.FORMS));
    }

    @Benchmark
    public Object verdict() {
        Caller from = new Caller("198.51.100.7", "192.0.2.1", "/Services/ErpConnectorWS.svc");
        Subject subject = new Subject(
                "handshake",
                "connector-message",
                from,
                Optional.of(TestTokens.TENANT),
                OptionalLong.of(System.nanoTime()));
        log.replayStoreAsked("first", 1000);
        log.accepted(subject, TestTokens.APPLICATION_ID, "AB", "CD");
        log.proven(times);
        return subject;
    }

    /** Says that it would write, as a server's does. */
    private static final class NoLog extends Logger {
        NoLog() {
            super("silent", null);
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.intValue() >= Level.INFO.intValue();
        }

        @Override
        public void log(LogRecord logged) {}
    }
}
