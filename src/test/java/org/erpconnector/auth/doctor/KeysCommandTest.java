package org.erpconnector.auth.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.testkit.ReferenceSamples;
import org.erpconnector.auth.testkit.TestKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysCommandTest {
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <filter><filter-name>other</filter-name><filter-class>com.example.Other</filter-class>
                <init-param><param-name>x</param-name><param-value>y</param-value></init-param></filter>
              %s
            </web-app>
            """;

    @TempDir
    static Path folder;

    private static KeyFiles files;
    private static TestKeys own;
    private static TestKeys caller;
    private static Path keystore;
    private static Path certificate;

    @BeforeAll
    static void makeKeys() {
        files = new KeyFiles(folder);
        own = TestKeys.ofBits(2048);
        caller = TestKeys.ofBits(2048);
        keystore = files.keystore("own.p12", "connector", own);
        certificate = files.certificate("caller.crt", caller);
    }

    private static Run keys(String... more) {
        List<String> args = new ArrayList<>(List.of("keys"));
        for (String setting : List.of(
                "application-id=app-1",
                "environment=custom",
                "application-key=" + keystore,
                "application-key-password=" + KeyFiles.PASSWORD,
                "caller-keys=" + certificate)) {
            args.addAll(List.of("--set", setting));
        }
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    private static String filter(String name, Path key) {
        return "<filter><filter-name>" + name + "</filter-name>"
                + "<filter-class>org.erpconnector.auth.ConnectorAuthFilter</filter-class>"
                + param("application-id", "app-1")
                + param("environment", "custom")
                + param("application-key", key.toString())
                + param("application-key-password", KeyFiles.PASSWORD)
                + param("caller-keys", "\n " + certificate + "\n")
                + "</filter>";
    }

    private static String param(String name, String value) {
        return "<init-param><description>d</description><param-name>" + name + "</param-name><param-value>" + value
                + "</param-value></init-param>";
    }

    @Test
    void showsWhatWasFoundAndIsHealthy() {
        Run run = keys();
        assertThat(run.status()).as(run.all()).isZero();
        assertThat(run.lines())
                .contains(
                        "  place        " + keystore,
                        "  format       PKCS12 keystore",
                        "  key          RSA 2048 bits",
                        "  self-test    it signs, and its public half verifies",
                        "  format       DER certificate file",
                        "    belongs to none of SuperOffice's environments")
                .anyMatch(line -> line.matches(" {2}key id {7}[0-9A-F]{40} \\(SHA-1 of the certificate\\)"))
                .anyMatch(line ->
                        line.matches(" {4}valid {6}2013-09-03T11:42:27Z to 2113-08-10T11:42:27Z, 31937 days left"))
                .endsWith("healthy");
        assertThat(run.all()).doesNotContain(KeyFiles.PASSWORD);
    }

    @Test
    void printsThePublicHalfAsItIsRegistered() throws Exception {
        Run run = keys();
        String registered = KeyFiles.xml(own.pair()).replaceFirst("<P>.*</D>", "");
        assertThat(run.lines()).contains(registered);
        String pem = run.out()
                .substring(
                        run.out().indexOf("-----BEGIN PUBLIC KEY-----") + 26,
                        run.out().indexOf("-----END PUBLIC KEY-----"));
        assertThat(KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem))))
                .isEqualTo(own.publicKey());
        assertThat(run.out()).doesNotContain("<D>", "PRIVATE");
        assertThat(keys("--public-xml").out()).isEqualTo(registered + System.lineSeparator());
        assertThat(keys("--public-pem").out()).startsWith("-----BEGIN PUBLIC KEY-----\n");
    }

    @Test
    void namesABareKeyByItsThumbprintAndItsFormat() {
        Path xml = files.text("own.xml", KeyFiles.xml(own.pair()));
        assertThat(keys("--set", "application-key=" + xml).lines())
                .contains("  format       RSAKeyValue XML file")
                .anyMatch(line -> line.matches(" {2}key id {7}[A-Za-z0-9_-]{43} \\(RFC 7638 thumbprint.*"));
        Path pem = files.text("own.pem", KeyFiles.pem(own.pair()));
        assertThat(keys("--set", "application-key=" + pem).lines()).contains("  format       PEM file");
    }

    /** One key is known by five names: SuperOffice's, those of two headers, that of a portal, ours. */
    @Test
    @Tag("F45")
    void printsEveryNameOfAKeySoThatItCanBeMatchedWithTheLog() {
        X509Certificate certificate = own.certificate();
        assertThat(keys().lines())
                .containsSubsequence(
                        "application-key",
                        "  key id       " + Thumbprints.sha1Hex(certificate) + " (SHA-1 of the certificate)",
                        "    SHA-1      " + Thumbprints.sha1Hex(certificate),
                        "    x5t        " + Thumbprints.x5t(certificate),
                        "    x5t#S256   " + Thumbprints.x5tS256(certificate),
                        "    RFC 7638   " + Thumbprints.jwk(own.publicKey()));
        Path xml = files.text("bare.xml", KeyFiles.xml(own.pair()));
        assertThat(keys("--set", "application-key=" + xml).lines())
                .contains("    RFC 7638   " + Thumbprints.jwk(own.publicKey()));
    }

    @Test
    void takesInitParamsFromWebXml() {
        Path webXml = files.text("web.xml", WEB_XML.formatted(filter("erp", keystore)));
        Run run = Run.of("keys", "--web-xml", webXml.toString());
        assertThat(run.status()).as(run.all()).isZero();
        Path several =
                files.text("several.xml", WEB_XML.formatted(filter("erp", keystore) + filter("quote", keystore)));
        Run which = Run.of("keys", "--web-xml", several.toString());
        assertThat(which.status()).isEqualTo(2);
        assertThat(which.err()).contains("name one with --filter: erp, quote");
        assertThat(Run.of("keys", "--web-xml", several.toString(), "--filter", "quote")
                        .status())
                .isZero();
        assertThat(Run.of("keys", "--web-xml", several.toString(), "--filter", "x")
                        .err())
                .contains("declares no filter [x]");
    }

    @Test
    void readsNoOtherFileForAWebXmlThatAsksForOne() {
        Path secret = files.text("secret.txt", "app-of-another-file");
        String doctype = "<!DOCTYPE web-app [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
        String ours = filter("erp", keystore).replace("app-1", "&x;");
        Run run = Run.of(
                "keys",
                "--web-xml",
                files.text("xxe.xml", doctype + WEB_XML.formatted(ours)).toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("DOCTYPE");
        assertThat(run.all()).doesNotContain("app-of-another-file");
        Run broken = Run.of(
                "keys",
                "--web-xml",
                files.text("broken.xml", "<web-app><filter>").toString());
        assertThat(broken.err()).contains("is not well-formed XML, line 1");
    }

    @Test
    void saysThatAJndiNameCanOnlyBeReadInTheServer() {
        Run run = keys("--set", "application-key=java:comp/env/keys/own");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.lines())
                .anyMatch(line -> line.startsWith("unknown: the server has the last word on 1 thing")
                        && line.contains("doctor keys --server"))
                .anyMatch(line -> line.contains("application-key [java:comp/env/keys/own]")
                        && line.contains("which can be read inside the server only")
                        && line.contains("--server")
                        && line.contains("--set application-key=<absolute path>"))
                .as("what can be read is shown")
                .contains("  format       DER certificate file");
    }

    /** README's snippet on README's server: what is not set here may be set there, so that nobody is called ill. */
    @Test
    @Tag("F41")
    void whatOnlyTheServerSaysIsUnknownAndNotUnhealthy() {
        Path webXml = files.text(
                "settings-on-the-server.xml",
                WEB_XML.formatted("<filter><filter-name>erp</filter-name>"
                        + "<filter-class>org.erpconnector.auth.ConnectorAuthFilter</filter-class>"
                        + param("application-id", "app-1") + param("environment", "custom") + "</filter>"));
        Run run = Run.of("keys", "--web-xml", webXml.toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.lines())
                .anyMatch(line -> line.startsWith("unknown: the server has the last word on 2 things. Ask it"))
                .anyMatch(line -> line.startsWith("  - application-key: not set. ")
                        && line.contains("on the server as system property erp-auth.application-key"))
                .anyMatch(line -> line.startsWith("  - caller-keys: not set. "));

        for (String server : List.of(
                "application-key=server",
                "application-key=erp/application-key",
                "replay-store=jcache",
                "replay-store=database")) {
            Run all = keys("--set", server);
            assertThat(all.status()).as(all.all()).isEqualTo(3);
            assertThat(all.out()).contains("Ask the server with --server");
            Run fault = keys("--set", server, "--set", "clock-skew=301");
            assertThat(fault.status()).as("a fault stays one").isEqualTo(1);
        }
    }

    @Test
    @Tag("F40")
    void showsTheKeyThatFollows() {
        Run run = keys(
                "--set",
                "next-application-key="
                        + files.text(
                                "next.xml", KeyFiles.xml(TestKeys.ofBits(2048).pair())),
                "--set",
                "next-application-key-from=2099-01-01T00:00:00Z");
        assertThat(run.status()).as(run.all()).isZero();
        assertThat(run.lines()).contains("next-application-key", "  format       RSAKeyValue XML file");
    }

    @Test
    void listsEveryProblemOnceAndNoPassword() {
        Run run = keys(
                "--set",
                "application-key-password=Wr0ng-pa55",
                "--set",
                "caller-keys=" + folder.resolve("missing.crt"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.lines())
                .contains("unhealthy: 2 problems")
                .anyMatch(line -> line.startsWith("  - application-key-password [" + keystore
                        + "]: the password does not open the PKCS12 keystore."))
                .anyMatch(line -> line.startsWith("  - caller-keys [") && line.contains("no such file"));
        assertThat(run.all()).doesNotContain("Wr0ng-pa55").doesNotContain(KeyFiles.PASSWORD);
        assertThat(keys("--public-xml", "--set", "application-key-password=Wr0ng-pa55")
                        .err())
                .contains("doctor: application-key-password");
    }

    @Test
    void saysWhatIsNotSetAndWhatIsMisspelt() {
        Run run = Run.of("keys", "--set", "aplication-id=x");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("unhealthy: 1 problem")
                .contains("Did you mean application-id?")
                .contains("and the server has the last word on 2 things:")
                .contains("application-id: not set")
                .contains("environment: not set");
    }

    @Test
    void refusesACertificateOfAnotherEnvironment() {
        Run run = keys("--set", "environment=production");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("not the certificate of SuperOffice's production environment");
    }

    @Test
    void warnsOfASmallKeyAndRefusesItWhereItMustSignJwts() {
        Path small = files.text("small.xml", KeyFiles.xml(TestKeys.ofBits(1024).pair()));
        Run run = keys("--set", "application-key=" + small);
        assertThat(run.status()).as(run.all()).isZero();
        assertThat(run.lines())
                .anyMatch(line -> line.startsWith("warning: application-key [") && line.contains("1024 bits"));
        Run jwt = keys("--set", "application-key=" + small, "--set", "reply-token=jwt");
        assertThat(jwt.status()).isEqualTo(1);
        assertThat(jwt.out()).contains("a signed JWT needs an RSA key of 2048 bits");
        Run http = keys("--set", "application-key=" + small, "--set", "authenticate-path=/authenticate");
        assertThat(http.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2013-09-01T11:42:27Z, 'not yet valid, 2 days to go'",
        "2113-08-09T11:42:27Z, 1 day left",
        "2113-08-10T11:42:28Z, expired 0 days ago",
        "2114-08-10T11:42:28Z, expired 365 days ago"
    })
    void countsTheDaysOfACertificate(String now, String words) {
        assertThat(PublicHalf.validity(own.certificate(), Clock.fixed(Instant.parse(now), ZoneOffset.UTC)))
                .isEqualTo("2013-09-03T11:42:27Z to 2113-08-10T11:42:27Z, " + words);
    }

    @Test
    @EnabledIfSystemProperty(
            named = ReferenceSamples.PROPERTY,
            matches = ".+",
            disabledReason = "needs SuperOffice's published samples: -Dreference.samples=<folder>")
    void namesTheEnvironmentThatAPublishedCertificateBelongsTo() {
        String published = "caller-keys=" + ReferenceSamples.path("certs/SuperOfficeFederatedLogin.development.crt");
        Run run = keys("--set", published, "--set", "environment=development");
        assertThat(run.status()).as(run.all()).isZero();
        assertThat(run.lines()).contains("    belongs to SuperOffice's development environment");
        assertThat(keys("--set", published, "--set", "environment=stage").out())
                .contains("belongs to SuperOffice's development environment")
                .contains("but environment is stage");
    }
}
