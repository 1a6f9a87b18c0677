package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestSigner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the log says of keys: by one name, once, and without a stack. */
class KeyLogTest {
    private static TestKeys application;
    private static TestKeys caller;

    private final RecordedLog log = new RecordedLog();
    private final KeyLog keyLog = new KeyLog(log, "erp");

    @BeforeAll
    static void makeKeys() {
        application = TestKeys.ofBits(2048);
        caller = TestKeys.ofBits(2048);
    }

    @Test
    @Tag("F45")
    void aKeyIsCalledByItsCertificateAndCanBeMatchedWithoutIt() {
        assertThat(KeyLog.summary(keys(Optional.of(application.certificate()))))
                .startsWith("application-key=RSA-2048/" + Thumbprints.sha1Hex(application.certificate()) + "/"
                        + Thumbprints.jwk(application.publicKey()) + " ")
                .contains("caller-keys=" + Thumbprints.sha1Hex(caller.certificate()));
        assertThat(KeyLog.summary(keys(Optional.empty())))
                .startsWith("application-key=RSA-2048/" + Thumbprints.jwk(application.publicKey()) + " ");
    }

    @Test
    @Tag("F47")
    void theEndOfACertificateIsSaidThirtyAndSevenDaysBeforeAndEachDayAfter() {
        LoadedKeys keys = keys(Optional.of(application.certificate()));
        Instant end = application.certificate().getNotAfter().toInstant();
        for (Duration before : List.of(
                Duration.ofDays(31),
                Duration.ofDays(30),
                Duration.ofDays(29),
                Duration.ofDays(7),
                Duration.ofHours(1))) {
            keyLog.look(keys, end.minus(before));
            keyLog.look(keys, end.minus(before).plusSeconds(1));
        }
        assertThat(log.take())
                .filteredOn(line -> line.contains("application-key"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("WARNING filter erp: application-key [")
                        .contains("the certificate expires in "));
        for (int day = 1; day <= 3; day++) {
            keyLog.look(keys, end.plus(Duration.ofDays(day)));
            keyLog.look(keys, end.plus(Duration.ofDays(day)).plusSeconds(1));
        }
        assertThat(log.take())
                .filteredOn(line -> line.contains("application-key"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("the certificate is valid from"));
    }

    /** The stack of a refusal shows our own calls alone: 48 lines around a good one. */
    @Test
    @Tag("F49")
    void aReloadThatFailsLeavesItsMessageAndItsStackOnlyForWhoAsksForIt() {
        ConfigurationException refusal =
                new ConfigurationException(new Problem("application-key", "/a.p12", "no such file", "Put it there"));
        log.least(Level.FINE);
        keyLog.kept(refusal);
        assertThat(log.lines()).allSatisfy(line -> {
            if (line.level().intValue() >= Level.INFO.intValue()) {
                assertThat(line.text()).contains("the last good keys stay in use", "no such file. Put it there");
                assertThat(line.thrown()).isNull();
            } else {
                assertThat(line.level()).isEqualTo(Level.FINE);
                assertThat(line.thrown()).isSameAs(refusal);
            }
        });
        assertThat(log.lines()).hasSize(2);
    }

    private static LoadedKeys keys(Optional<X509Certificate> certificate) {
        List<X509Certificate> callers = List.of(caller.certificate());
        return new LoadedKeys(
                TestSigner.of(application.pair().getPrivate(), application.publicKey(), certificate),
                Optional.empty(),
                Optional.of(CallerKeys.pinned(callers)),
                List.of(),
                "test",
                Set.of(),
                Optional.empty());
    }
}
