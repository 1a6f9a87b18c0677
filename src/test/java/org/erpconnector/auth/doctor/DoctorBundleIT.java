package org.erpconnector.auth.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.testkit.TestTokens.APPLICATION_ID;
import static org.erpconnector.auth.testkit.TestTokens.NONCE;
import static org.erpconnector.auth.testkit.TestTokens.NOW;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle as a partner gets it: one file, started by a Java of its own, with no other jar in reach. */
class DoctorBundleIT {
    private static final String OURS = "org/erpconnector/";
    private static final String SHADED = "org.erpconnector.auth.shaded.";

    @TempDir
    static Path folder;

    private static Path bundle;
    private static TestKeys caller;
    private static TestKeys own;
    private static Path certificate;
    private static Path token;

    @BeforeAll
    static void makeKeys() throws IOException {
        bundle = Path.of(
                        System.getProperty("basedir", ""),
                        "target",
                        "erp-connector-auth-" + System.getProperty("project.version") + "-bundle.jar")
                .toAbsolutePath();
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
                bundle.toString(),
                "doctor",
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
                bundle.toString(),
                "doctor",
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
    @Tag("F53")
    void bothCommandLinesSayTheirVersion() throws Exception {
        String version = System.getProperty("project.version");
        Finished doctor = java("-jar", bundle.toString(), "--version");
        assertThat(doctor.text().strip()).isEqualTo("erp-connector-auth " + version);
        Finished simulator = java("-jar", System.getProperty("simulator.jar"), "--version");
        assertThat(simulator.text().strip()).isEqualTo("erp-connector-auth simulator " + version);
    }

    @Test
    void itHoldsNoClassOutsideOfOurOwnPackages() throws IOException {
        List<String> names = entries();
        assertThat(names.stream().filter(name -> name.endsWith(".class")))
                .isNotEmpty()
                .allMatch(name -> name.startsWith(OURS))
                .noneMatch(name -> name.endsWith("module-info.class") || name.contains("/simulator/"));
        assertThat(names)
                .allMatch(name -> name.startsWith(OURS) || name.startsWith("META-INF/") || name.equals("org/"));
        assertThat(names).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"));
        assertThat(names)
                .contains(
                        "META-INF/beans.xml",
                        "META-INF/LICENSE",
                        "META-INF/licenses/jackson/LICENSE",
                        "META-INF/licenses/jackson/NOTICE",
                        "META-INF/licenses/jackson/FastDoubleParser-LICENSE");
    }

    @Test
    void itsServicesAreFoundUnderTheirNewNames() throws IOException {
        List<String> names = entries();
        List<String> services = names.stream()
                .filter(name -> name.matches("META-INF/services/[^/]+"))
                .toList();
        assertThat(services)
                .contains(
                        "META-INF/services/jakarta.servlet.ServletContainerInitializer",
                        "META-INF/services/" + SHADED + "io.jsonwebtoken.io.Serializer",
                        "META-INF/services/" + SHADED + "io.jsonwebtoken.io.Deserializer")
                .noneMatch(
                        name -> name.startsWith("META-INF/services/io.") || name.startsWith("META-INF/services/com."));
        for (String service : services) {
            assertThat(text(service).lines().filter(line -> !line.isBlank()))
                    .as(service)
                    .isNotEmpty()
                    .allMatch(provider -> names.contains(provider.replace('.', '/') + ".class"));
        }
    }

    @Test
    void itsMainClassIsTheDoctorAndTheLibraryAloneHasNone() throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile());
                JarFile plain = new JarFile(bundle.toString().replace("-bundle.jar", ".jar"))) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Main-Class")).isEqualTo("org.erpconnector.auth.doctor.Doctor");
            assertThat(manifest.getValue("Implementation-Version")).isEqualTo(System.getProperty("project.version"));
            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("org.erpconnector.auth");
            assertThat(plain.stream().map(ZipEntry::getName))
                    .noneMatch(name -> name.contains("shaded") || name.contains("jsonwebtoken"));
        }
    }

    private static String[] token(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "-jar",
                bundle.toString(),
                "doctor",
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

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    private static String text(String entry) throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile());
                InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
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
