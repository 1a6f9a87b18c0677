package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.erpconnector.auth.reason.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HandshakeLogTest {
    private final RecordedLog recorded = new RecordedLog();
    private final HandshakeLog log = TestParts.everyLine(recorded, "erp\r\n" + "f".repeat(200));

    @Test
    void writesNoLineThatIsLongerThanFiveHundredAndTwelveCharacters() {
        log.refused(
                Subject.handshake(
                        "connector-parameter", new Caller("a".repeat(2000), "t".repeat(2000), "/" + "p".repeat(2000))),
                Reason.LIFETIME_NOT_ALLOWED,
                "d".repeat(2000));
        assertThat(recorded.only().text()).contains("f...", "a...", "t...", "p...", "d...]");
    }

    @Test
    @Tag("L01")
    void replacesEverythingThatIsNoPrintableAscii() {
        String hostile = "a\r\nb\tc\u001B[2J\u0000\u0085\u00E5\u2028\u202E\uD83D\uDE00z";
        assertThat(HandshakeLog.printable(hostile, 100)).isEqualTo("a??b?c?[2J???????z");
    }

    @Test
    void cutsOnlyWhatIsTooLong() {
        assertThat(HandshakeLog.printable("abc", 3)).isEqualTo("abc");
        assertThat(HandshakeLog.printable("abcd", 3)).isEqualTo("abc...");
        assertThat(HandshakeLog.printable("", 3)).isEmpty();
    }

    /** The recorded log refuses parameters, with which a backend would format the line. */
    @Test
    @Tag("L02")
    void writesBracesAndPercentSignsAsTheyAre() {
        log.refused(
                Subject.handshake("soap", new Caller("{0}", "{2}\r\n", "/a b\r\n{1}")),
                Reason.KEY_UNKNOWN,
                "${jndi:ldap://x} {} %n %x #{1}");
        assertThat(recorded.only().text())
                .contains("from={0} to={2}?? path=/a_b??{1} detail=[${jndi:ldap://x} {} %n %x #{1}]");
    }

    /** A server may take an address from a header, and a filter's name is anybody's: neither adds a field to the line. */
    @Test
    @Tag("L02")
    void aValueIsOneWord() {
        TestParts.everyLine(recorded, "my filter")
                .refused(
                        Subject.handshake("soap", new Caller("x tenant=Cust1", "y signed-by=1", "/a tenant=Cust2")),
                        Reason.KEY_UNKNOWN,
                        "which");
        assertThat(recorded.only().text())
                .endsWith("filter=my_filter contract=soap from=x_tenant=Cust1 to=y_signed-by=1 path=/a_tenant=Cust2"
                        + " detail=[which]");
    }

    @Test
    void saysInALowVoiceThatACallerWentAway() {
        log.lost("192.0.2.7", "Broken\npipe");
        assertThat(recorded.only().level()).isEqualTo(Level.FINE);
        assertThat(recorded.only().text()).endsWith("from=192.0.2.7 detail=[Broken?pipe]");
        assertThat(recorded.only().thrown()).isNull();
    }

    @Test
    @Tag("L03")
    void namesAnUnforeseenExceptionAndItsPlaceButNotItsMessage() {
        log.internalError(
                Subject.handshake("soap", new Caller("x", "192.0.2.1", "/")),
                new IllegalArgumentException("eyJhbGciOi\r\n", new RuntimeException("eyJ")));
        assertThat(recorded.only().text())
                .endsWith("contract=soap from=x to=192.0.2.1 path=/ detail=[java.lang.IllegalArgumentException]");
        assertThat(recorded.printed())
                .contains("at org.erpconnector.auth.servlet.HandshakeLogTest.")
                .doesNotContain("eyJ");
    }

    /** Else each record that is asked for its place walks the stack: of all that Tomcat does with a line, the most. */
    @Test
    void saysWhereItsLinesComeFrom() throws Exception {
        List<LogRecord> records = new ArrayList<>();
        Logger keeping = new Logger("keeping", null) {
            @Override
            public void log(LogRecord logged) {
                records.add(logged);
            }
        };
        TestParts.everyLine(keeping, "erp")
                .refused(Subject.handshake("soap", new Caller("x", "192.0.2.1", "/")), Reason.KEY_UNKNOWN, "which");
        // A record without its place takes that of whoever asks: here it would be this thread's.
        AtomicReference<String> place = new AtomicReference<>();
        Thread asking = new Thread(() -> {
            LogRecord record = records.get(0);
            place.set(record.getSourceClassName() + " " + record.getSourceMethodName());
        });
        asking.start();
        asking.join();
        assertThat(place).hasValue(HandshakeLog.class.getName() + " write");
    }
}
