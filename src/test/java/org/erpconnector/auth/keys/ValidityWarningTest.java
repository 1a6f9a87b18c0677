package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeys.OTHER;
import static org.erpconnector.auth.keys.TestKeys.OWN;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.testkit.TestSigner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("F47")
class ValidityWarningTest {
    private static final Instant END = Instant.parse("2026-12-24T00:00:00Z");
    private static final X509Certificate ENDING = ending("CN=Ending", "2026-12-24");

    private static X509Certificate ending(String subject, String until) {
        return TestKeys.certificate(
                SubjectPublicKeyInfo.getInstance(OTHER.getPublic().getEncoded()), subject, "2026-01-01", until);
    }

    private static ApplicationSigner own(Optional<X509Certificate> certificate) {
        return TestSigner.of(OWN.getPrivate(), (RSAPublicKey) OWN.getPublic(), certificate);
    }

    private static Credentials.Next next(X509Certificate certificate) {
        return new Credentials.Next(TestSigner.of(OTHER, certificate), Instant.MAX);
    }

    private static LoadedKeys loaded(ApplicationSigner own, Optional<Credentials.Next> next, CallerKeys callers) {
        return new LoadedKeys(own, next, Optional.of(callers), List.of(), "a test", Set.of(), Optional.empty());
    }

    private static List<ValidityWarning> caller(Instant now) {
        return ValidityWarning.of(
                loaded(own(Optional.empty()), Optional.empty(), CallerKeys.pinned(List.of(ENDING))), now);
    }

    @ParameterizedTest
    @CsvSource({
        "P30DT0.001S, ''",
        "P30D, the certificate expires in 30 days",
        "P10DT1H, the certificate expires in 10 days",
        "P7D, the certificate expires in 7 days",
        "P1DT23H, the certificate expires in 1 day",
        "PT1S, the certificate expires within a day",
        "PT0S, the certificate expires within a day",
        "-PT1S, the certificate is valid from 2026-01-01T00:00:00Z to 2026-12-24T00:00:00Z",
        "-P730D, the certificate is valid from 2026-01-01T00:00:00Z to 2026-12-24T00:00:00Z"
    })
    void saysWhatThereIsToSayBeforeAndAfterTheEnd(Duration before, String text) {
        List<ValidityWarning> warnings = caller(END.minus(before));
        if (text.isEmpty()) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings)
                    .singleElement()
                    .extracting(ValidityWarning::text)
                    .asString()
                    .startsWith("caller-keys [CN=Ending, SHA-1 " + Thumbprints.sha1Hex(ENDING) + "]: " + text)
                    .endsWith("handshakes go on meanwhile.");
        }
    }

    @Test
    void hasANewOccasionAtThirtyAndAtSevenDaysAndThenDaily() {
        List<String> occasions = new ArrayList<>();
        // Each hour from 40 days before the end to three days after it.
        for (Instant now = END.minus(Duration.ofDays(40));
                now.isBefore(END.plus(Duration.ofDays(3)));
                now = now.plus(Duration.ofHours(1))) {
            for (ValidityWarning warning : caller(now)) {
                if (!occasions.contains(warning.occasion())) {
                    occasions.add(warning.occasion());
                }
            }
        }
        String name = "caller-keys " + Thumbprints.sha1Hex(ENDING);
        long last = END.getEpochSecond() / 86_400;
        assertThat(occasions)
                .containsExactly(
                        name + " 30 days before",
                        name + " 7 days before",
                        name + " outside on day " + last,
                        name + " outside on day " + (last + 1),
                        name + " outside on day " + (last + 2));
    }

    @Test
    void warnsDailyOfACertificateThatIsNotValidYet() {
        assertThat(caller(Instant.parse("2025-12-31T23:59:59Z")))
                .singleElement()
                .extracting(ValidityWarning::text)
                .asString()
                .contains("valid from 2026-01-01T00:00:00Z", "now it is 2025-12-31T23:59:59Z", "clock");
        assertThat(caller(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
    }

    /** Ours, the next one, the caller's; of a key set as of pinned ones. A key without a certificate has no dates. */
    @Test
    void looksAtEveryCertificateThatIsInUse() {
        X509Certificate next = ending("CN=Next", "2026-12-25");
        CallerKey bare = new CallerKey(
                (RSAPublicKey) OTHER.getPublic(), Optional.empty(), "id", Set.of("id"), Set.of(), Set.of());
        CallerKeys callers = CallerKeys.of(List.of(bare, CallerKey.of(ENDING)));

        assertThat(ValidityWarning.of(loaded(own(Optional.of(ENDING)), Optional.of(next(next)), callers), END))
                .extracting(ValidityWarning::text)
                .satisfiesExactly(
                        ours -> assertThat(ours).startsWith("application-key [CN=Ending"),
                        following -> assertThat(following).startsWith("next-application-key [CN=Next"),
                        theirs -> assertThat(theirs).startsWith("caller-keys [CN=Ending"));
    }
}
