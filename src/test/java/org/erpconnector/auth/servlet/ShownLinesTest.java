package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.CallerTokenVerifier;
import org.erpconnector.auth.core.TokenRejectedException;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.TestVerifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lines of the log that README shows are the ones that are written, at the levels that it names. */
class ShownLinesTest {
    private static final Caller CALLER = new Caller("192.0.2.7", "192.0.2.1", "/Services/ErpConnectorWS.svc");

    @Test
    void theLinesOfTheLogAreTheOnesShown() {
        TestKeys caller = TestKeys.ofBits(2048);
        List<String> logged = new ArrayList<>();
        HandshakeLog log = TestParts.everyLine(new ListLogger(logged), "erp-connector-auth");
        Map<String, String> expired = TestTokens.claims();
        expired.put("nbf", Long.toString(TestTokens.NOW.getEpochSecond() - 660));
        expired.put("exp", Long.toString(TestTokens.NOW.getEpochSecond() - 300));
        Subject subject = Subject.handshake(Contract.CONNECTOR_MESSAGE.label(), CALLER);
        String ours =
                CallerKeys.pinned(List.of(caller.certificate())).all().get(0).id();
        log.accepted(
                subject.of(Optional.of("Cust12345")),
                "YOUR-CLIENT-ID",
                ours,
                "E78B3AF2C1D94E60A5B7F83921D0C64E5A1B2C3D");
        refuse(
                log,
                Contract.MIRRORING,
                caller,
                TestTokens.signed(
                        TestTokens.header(caller.certificate()),
                        expired,
                        caller.pair().getPrivate()));
        String valid = TestTokens.valid(caller);
        String other = TestTokens.withClaim(caller, "sub", "\"Cust99999\"");
        refuse(
                log,
                Contract.CONNECTOR_MESSAGE,
                caller,
                valid.substring(0, valid.lastIndexOf('.')) + other.substring(other.lastIndexOf('.')));

        String shown = Page.readme().block("## How do I know that it works?", "");
        assertThat(String.join("\n", logged).replace(ours, "60B61583DBB2B7EEC46FD01EC0056E62451D61F3"))
                .isEqualTo(shown);
    }

    /** java.util.logging, which Tomcat's is, knows no level TRACE: it ignores the line. */
    @Test
    @Tag("F48")
    void theLevelForTomcatShowsTheTrace() throws IOException {
        Matcher row = Pattern.compile("\\| Tomcat \\| `conf/logging.properties` \\| `(.*?)` \\|")
                .matcher(Page.manual("logging").section("## The level `TRACE`"));
        assertThat(row.find()).isTrue();
        Properties file = new Properties();
        file.load(new StringReader(row.group(1)));
        Logger logger = Logger.getLogger("org.erpconnector.auth");
        Level before = logger.getLevel();
        List<String> shown = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                shown.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            logger.setLevel(Level.FINE);
            TestParts.everyLine(Logger.getLogger(logger.getName()), "erp").trace("request", "quiet");
            logger.setLevel(Level.parse(file.getProperty("org.erpconnector.auth.level")));
            TestParts.everyLine(Logger.getLogger(logger.getName()), "erp").trace("request", "loud");
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(before);
        }
        assertThat(shown).containsExactly("request: filter=erp loud");
    }

    private static void refuse(HandshakeLog log, Contract contract, TestKeys caller, String token) {
        CallerTokenVerifier verifier = TestVerifier.of(caller);
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        TokenRejectedException.class,
                        e -> log.refused(
                                Subject.handshake(contract.label(), CALLER).of(e.tenant()),
                                e.reason(),
                                String.valueOf(e.getMessage())));
    }

    private static final class ListLogger extends Logger {
        private final List<String> lines;

        ListLogger(List<String> lines) {
            super("test", null);
            this.lines = lines;
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(LogRecord logged) {
            lines.add(logged.getMessage());
        }
    }
}
