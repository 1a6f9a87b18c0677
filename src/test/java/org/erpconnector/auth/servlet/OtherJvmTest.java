package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.testkit.ForkedJava;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start and two handshakes in JVMs of other countries. */
class OtherJvmTest {
    @TempDir
    static Path folder;

    private static ProbedStart probe;

    @BeforeAll
    static void makeKeysAndMessages() throws IOException, GeneralSecurityException {
        probe = ProbedStart.make(folder);
    }

    @Tag("K26")
    @Tag("K28")
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "th-TH-u-ca-buddhist, Asia/Kolkata, ISO-8859-1",
        "ja-JP-u-ca-japanese, Asia/Kolkata, windows-1252",
        "ar-EG, Asia/Kolkata, ISO-8859-1",
        "fa-IR, Asia/Kolkata, windows-1252",
        "hi-IN, Asia/Kolkata, ISO-8859-1",
        "tr-TR, Asia/Kolkata, windows-1252"
    })
    void theMinuteAndTheStartLineAreTheSameUnderEveryLocaleTimeZoneAndEncoding(
            String locale, String zone, String encoding) throws Exception {
        ForkedJava jvm = probe.run("own.pem", "caller.crt", options(locale, zone, encoding));

        assertThat(jvm.after("jvm")).as("%s", jvm.lines()).containsExactly(locale + " " + zone + " " + encoding);
        String started =
                "filter probe started: application-id=kiwi-identity environment=custom application-key=RSA-2048/"
                        + Thumbprints.jwk(probe.own().publicKey()) + " caller-keys="
                        + Thumbprints.sha1Hex(probe.caller().certificate())
                        + " crypto-provider=default authenticate-path=/authenticate replay-store=memory calls=open";
        assertThat(jvm.after("log"))
                .anyMatch(line -> line.matches(Pattern.quote(started) + " start-ms=[0-9]+"))
                .anyMatch(line -> line.contains("the certificate is valid from 2013-09-03T11:42:27Z to"
                        + " 2113-08-10T11:42:27Z, and now it is 2012-12-30T23:05:59Z"));
        probe.expectAnswers(jvm);
    }

    private static List<String> options(String locale, String zone, String encoding) {
        List<String> options = new ArrayList<>(List.of(
                "-Duser.timezone=" + zone, "-Dfile.encoding=" + encoding, "-Duser.language=" + locale.substring(0, 2)));
        options.add("-Duser.country=" + locale.substring(3, 5));
        if (locale.contains("-u-")) {
            options.add("-Duser.extensions=" + locale.substring(locale.indexOf("-u-") + 1));
        }
        return options;
    }
}
