package org.erpconnector.auth.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.testkit.TestTokens.APPLICATION_ID;
import static org.erpconnector.auth.testkit.TestTokens.NONCE;
import static org.erpconnector.auth.testkit.TestTokens.NOW;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars that stand alone, as a partner gets them: one file, started by a Java of its own, with no other jar in reach. */
class StandaloneJarIT {
    @TempDir
    static Path folder;

    private static Path doctor;
    private static Path simulator;
    private static Path bundle;
    private static TestKeys caller;
    private static TestKeys own;
    private static Path certificate;
    private static Path token;

    @BeforeAll
    static void makeKeys() throws IOException {
        doctor = jar("doctor");
        simulator = jar("simulator");
        bundle = jar("bundle");
        caller = TestKeys.ofBits(2048);
        own = TestKeys.ofBits(2048);
        KeyFiles files = new KeyFiles(folder);
        certificate = files.certificate("caller.crt", caller);
        token = files.text("token.txt", TestTokens.valid(caller));
    }

    @Test
    void theDoctorVerifiesAToken() throws Exception {
        Finished accepted = java(token("--at", NOW.toString()));
        assertThat(accepted.status()).as(accepted.text()).isZero();
        assertThat(accepted.text().lines()).endsWith("accepted");
        Finished late = java(token("--at", "2026-03-01T13:00:00Z"));
        assertThat(late.status()).as(late.text()).isEqualTo(1);
        assertThat(late.text()).contains("refused: token-expired");
        Finished foreign = java(token("--at", NOW.toString(), "--issuer", "x"));
        assertThat(foreign.text()).contains("refused: issuer-wrong");
    }

    @Test
    void theDoctorShowsKeysAndConvertsThem() throws Exception {
        KeyFiles files = new KeyFiles(folder);
        Path xml = files.text("key.xml", KeyFiles.xml(own.pair()));
        Path p12 = folder.resolve("key.p12");
        Finished converted = java(
                "-jar",
                doctor.toString(),
                "convert",
                "--from",
                xml.toString(),
                "--to",
                p12.toString(),
                "--password-file",
                files.password().toString());
        assertThat(converted.status()).as(converted.text()).isZero();
        Finished keys = java(
                "-Derp-auth.application-key=" + p12,
                "-Derp-auth.application-key-password=" + KeyFiles.PASSWORD,
                "-Derp-auth.caller-keys=" + certificate,
                "-jar",
                doctor.toString(),
                "keys",
                "--set",
                "application-id=" + APPLICATION_ID,
                "--set",
                "environment=custom");
        assertThat(keys.status()).as(keys.text()).isZero();
        assertThat(keys.text().lines()).endsWith("healthy");
    }

    @Test
    void aReplySignedWithTheBundleAloneVerifies() throws Exception {
        Path key = new KeyFiles(folder).text("own.xml", KeyFiles.xml(own.pair()));
        Path testClasses = Path.of(SignsFromBundle.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Finished signed = java(
                "-cp",
                bundle + File.pathSeparator + testClasses,
                SignsFromBundle.class.getName(),
                token.toString(),
                certificate.toString(),
                key.toString(),
                APPLICATION_ID,
                NOW.toString());
        assertThat(signed.status()).as(signed.text()).isZero();
        SignedJWT reply = SignedJWT.parse(signed.text().strip());
        assertThat(reply.verify(new RSASSAVerifier(own.publicKey()))).isTrue();
        assertThat(reply.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo(NONCE);
    }

    @Test
    void theSimulatorMakesKeysAndTokensWithItsOwnLibrary() throws Exception {
        Path keys = folder.resolve("trial");
        Finished made = java("-jar", simulator.toString(), "keys", "--out", keys.toString());
        assertThat(made.status()).as(made.text()).isZero();
        Path request = folder.resolve("request.xml");
        Finished walked = java(
                "-jar",
                simulator.toString(),
                "handshake",
                "--properties",
                keys.resolve("keys.properties").toString(),
                "--url",
                "http://127.0.0.1:1/",
                "--save-request",
                request.toString());
        assertThat(walked.status()).as(walked.text()).isEqualTo(3);
        assertThat(walked.text()).contains("UNREACHABLE");
        assertThat(request).content().contains("SignedToken");
    }

    @Test
    @Tag("F53")
    void bothCommandLinesSayTheirVersion() throws Exception {
        String version = System.getProperty("project.version");
        Finished ofDoctor = java("-jar", doctor.toString(), "--version");
        assertThat(ofDoctor.text().strip()).isEqualTo("erp-connector-auth doctor " + version);
        Finished ofSimulator = java("-jar", simulator.toString(), "--version");
        assertThat(ofSimulator.text().strip()).isEqualTo("erp-connector-auth simulator " + version);
    }

    private static Path jar(String classifier) {
        return Path.of(System.getProperty("library.jar").replaceFirst("\\.jar$", "-" + classifier + ".jar"))
                .toAbsolutePath();
    }

    private static String[] token(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "-jar",
                doctor.toString(),
                "token",
                "--token-file",
                token.toString(),
                "--certificate",
                certificate.toString(),
                "--application-id",
                APPLICATION_ID));
        args.addAll(Arrays.asList(more));
        return args.toArray(String[]::new);
    }

    private record Finished(int status, String text) {}

    private static Finished java(String... args) throws IOException, InterruptedException {
        Path answer = Files.createTempFile(folder, "answer", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(answer.toFile());
        // Nothing of this machine's settings, and no other jar.
        builder.environment().keySet().removeIf(name -> name.startsWith("ERP_AUTH_") || name.equals("CLASSPATH"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Finished(process.exitValue(), Files.readString(answer));
    }
}
