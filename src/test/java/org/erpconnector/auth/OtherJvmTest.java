package org.erpconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.erpconnector.auth.keys.Thumbprints;
import org.erpconnector.auth.testkit.ForkedJava;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The start and two handshakes in JVMs of other countries. The day is one whose week belongs to another year, before the
 * caller's certificate begins, so that a warning with dates is written, too.
 */
class OtherJvmTest {
    private static final String NOW = "2012-12-30T23:05:59Z";
    private static final String APPLICATION_ID = "kiwi-identity";
    private static final String NAMESPACE = "urn:\u00E6\u0131\u0E01";

    @TempDir
    static Path folder;

    private static TestKeys caller;
    private static TestKeys own;

    @BeforeAll
    static void makeKeysAndMessages() throws IOException, GeneralSecurityException {
        caller = TestKeys.ofBits(2048);
        own = TestKeys.ofBits(2048);
        Files.write(folder.resolve("caller.crt"), caller.certificate().getEncoded());
        Path key = Files.writeString(
                folder.resolve("own.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(own.pair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(folder.resolve("token"), token());
        Files.writeString(
                folder.resolve("request.xml"),
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><Authenticate xmlns=\""
                        + NAMESPACE + "\"><request><SignedToken>" + token()
                        + "</SignedToken></request></Authenticate></s:Body></s:Envelope>");
    }

    /** Its audience is written in capitals, which a Turkish JVM would turn into other letters. */
    private static String token() {
        Map<String, String> claims = TestTokens.claims();
        long now = Instant.parse(NOW).getEpochSecond();
        claims.put("nbf", Long.toString(now - 60));
        claims.put("exp", Long.toString(now + 300));
        claims.put("aud", "\"SPN:KIWI-IDENTITY\"");
        return TestTokens.signed(
                TestTokens.header(caller.certificate()), claims, caller.pair().getPrivate());
    }

    @DisplayName("K26 K28")
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
        ForkedJava jvm = run(options(locale, zone, encoding));

        assertThat(jvm.after("jvm")).as("%s", jvm.lines()).containsExactly(locale + " " + zone + " " + encoding);
        assertThat(jvm.after("log"))
                .contains(
                        "filter probe started: application-id=kiwi-identity environment=custom application-key=RSA-2048/"
                                + Thumbprints.jwk(own.publicKey()) + " caller-keys="
                                + Thumbprints.sha1Hex(caller.certificate()) + " authenticate-path=/authenticate")
                .anyMatch(line -> line.contains("the certificate is valid from 2013-09-03T11:42:27Z to"
                        + " 2113-08-10T11:42:27Z, and now it is 2012-12-30T23:05:59Z"));
        expectAnswers(jvm);
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

    private static ForkedJava run(List<String> options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.add("-Derp-auth.application-id=" + APPLICATION_ID);
        all.add("-Derp-auth.environment=custom");
        all.add("-Derp-auth.application-key=" + folder.resolve("own.pem"));
        all.add("-Derp-auth.caller-keys=" + folder.resolve("caller.crt"));
        all.add("-Derp-auth.authenticate-path=/authenticate");
        return ForkedJava.run(
                folder,
                all,
                StartProbe.class,
                List.of(
                        NOW,
                        folder.resolve("request.xml").toString(),
                        folder.resolve("token").toString()));
    }

    /** What SuperOffice would accept: the minute in UTC in ASCII digits, a signature, the namespace as it was sent. */
    private static void expectAnswers(ForkedJava jvm) throws Exception {
        assertThat(jvm.after("refused")).isEmpty();
        assertThat(jvm.after("answer")).as("%s", jvm.lines()).hasSize(2);
        String soap = decoded(jvm.after("answer").get(0));
        assertThat(soap).contains("<AuthenticateResponse xmlns=\"" + NAMESPACE + "\"");
        Matcher token = Pattern.compile(">(" + TestTokens.NONCE + "\\.201212302305)\\.([A-Za-z0-9+/=]+)</")
                .matcher(soap);
        assertThat(token.find()).as(soap).isTrue();
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(own.publicKey());
        check.update(token.group(1).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(Base64.getDecoder().decode(token.group(2)))).isTrue();

        SignedJWT jwt = SignedJWT.parse(decoded(jvm.after("answer").get(1)));
        assertThat(jwt.verify(new RSASSAVerifier(own.publicKey()))).isTrue();
        assertThat(jwt.getJWTClaimsSet().getIssueTime()).isEqualTo(Date.from(Instant.parse(NOW)));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
