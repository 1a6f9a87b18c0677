package org.erpconnector.auth.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.TestKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {
    private static TestKeys own;

    @TempDir
    Path folder;

    private KeyFiles files;
    private Path xml;
    private Path p12;
    private Path password;

    @BeforeAll
    static void makeKeys() {
        own = TestKeys.ofBits(2048);
    }

    @BeforeEach
    void makeFiles() {
        files = new KeyFiles(folder);
        xml = files.text("key.xml", "\uFEFF" + KeyFiles.xml(own.pair()) + "\r\n");
        p12 = folder.resolve("key.p12");
        password = files.password();
    }

    private Run convert(Path from, Path to, String... more) {
        return Run.of("", question -> Optional.empty(), args(from, to, more));
    }

    private static String[] args(Path from, Path to, String... more) {
        return Stream.concat(
                        List.of("convert", "--from", from.toString(), "--to", to.toString()).stream(),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }

    private static KeyStore open(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(file)), KeyFiles.PASSWORD.toCharArray());
        return store;
    }

    @Test
    void givesTheSameNumbersAfterXmlToPkcs12AndBack() throws IOException {
        Run there = convert(xml, p12, "--password-file", password.toString());
        assertThat(there.status()).as(there.all()).isZero();
        Path back = folder.resolve("back.xml");
        Run again = convert(p12, back, "--password-file", password.toString());
        assertThat(again.status()).as(again.all()).isZero();
        assertThat(Files.readString(back)).isEqualTo(KeyFiles.xml(own.pair()));
        assertThat(there.out()).contains("RSAKeyValue XML file, RSA 2048 bits");
        assertThat(again.out()).contains("PKCS12 keystore, RSA 2048 bits");
    }

    @Test
    void makesAnEntryWithASelfSignedCertificateOfVersion3() throws Exception {
        convert(xml, p12, "--password-file", password.toString(), "--alias", "connector 1");
        KeyStore store = open(p12);
        assertThat(store.getKey("connector 1", KeyFiles.PASSWORD.toCharArray()))
                .isEqualTo(own.pair().getPrivate());
        X509Certificate certificate = (X509Certificate) store.getCertificate("connector 1");
        certificate.verify(own.publicKey());
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=connector 1");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getKeyUsage()[0]).isTrue();
        assertThat(certificate.getNotAfter()).isInTheFuture();
    }

    @Test
    void keepsTheCertificateThatTheKeyAlreadyHas() throws Exception {
        Path from = files.keystore("own.p12", "connector", own);
        Run run = convert(from, p12, "--password-file", password.toString(), "--alias", "connector");
        assertThat(run.status()).as(run.all()).isZero();
        assertThat(open(p12).getCertificate("connector")).isEqualTo(own.certificate());
    }

    @Test
    void takesPemAndChangesThePassword() throws Exception {
        Path pem = files.text("key.pem", KeyFiles.pem(own.pair()));
        assertThat(convert(pem, p12, "--password-file", password.toString()).status())
                .isZero();
        Path other = files.text("other.txt", "An0ther-pa55");
        Path twice = folder.resolve("twice.pfx");
        Run run = convert(p12, twice, "--from-password-file", password.toString(), "--password-file", other.toString());
        assertThat(run.status()).as(run.all()).isZero();
        assertThat(run.all()).doesNotContain(KeyFiles.PASSWORD).doesNotContain("An0ther-pa55");
    }

    @Test
    void writesFilesThatOnlyTheirOwnerMayRead() throws IOException {
        convert(xml, p12, "--password-file", password.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(p12)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(p12, PosixFilePermissions.fromString("rw-rw-rw-"));
        convert(xml, p12, "--password-file", password.toString(), "--force");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(p12)))
                .isEqualTo("rw-------");
        try (var all = Files.list(folder)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .as("nothing is left beside it")
                    .containsExactlyInAnyOrder("key.xml", "key.p12", "password.txt");
        }
    }

    /** A private key in a file that nobody knows of is one that nobody deletes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("F42")
    void aFolderInTheFilesPlaceLeavesNothingBehind(boolean force) throws Exception {
        Files.createDirectory(p12);
        Files.writeString(p12.resolve("somebody's.txt"), "precious");
        Run run = force
                ? convert(xml, p12, "--password-file", password.toString(), "--force")
                : convert(xml, p12, "--password-file", password.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(p12 + " is a folder: name a file in it");
        assertThat(everything()).containsExactlyInAnyOrder("key.xml", "key.p12", "password.txt", "somebody's.txt");
        // A folder that is put there after the look.
        assertThatThrownBy(() -> PrivateFile.write(p12, new byte[] {1}, force, written -> {}))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be written");
        assertThat(everything()).containsExactlyInAnyOrder("key.xml", "key.p12", "password.txt", "somebody's.txt");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("F42")
    void whatCannotBeReadAgainLeavesNothingBehindAndReplacesNothing(boolean force) throws Exception {
        Path target = force ? files.text("old.p12", "the key until now") : p12;
        List<PrivateFile.Check> failures = List.of(
                written -> {
                    assertThat(written.toFile()).exists();
                    assertThat(permissions(written)).isEqualTo("rw-------");
                    throw new UsageException("another key");
                },
                written -> {
                    throw new IllegalStateException("unforeseen");
                },
                written -> {
                    throw new OutOfMemoryError("unforeseen");
                });
        List<String> before = everything();
        for (PrivateFile.Check failure : failures) {
            assertThatThrownBy(() -> PrivateFile.write(target, new byte[] {1}, force, failure))
                    .hasMessageMatching("another key|.* cannot be written");
            assertThat(everything()).isEqualTo(before);
        }
        if (force) {
            assertThat(target).hasContent("the key until now");
        }
    }

    /** A limit on the size of files stands for a full disk: the JVM gets the same failure in the middle of a write. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisabledOnOs(OS.WINDOWS)
    @Tag("F42")
    void aDiskThatIsFullLeavesNothingBehind(boolean force) throws Exception {
        if (force) {
            files.text("key.p12", "the key until now");
        }
        List<String> before = everything();
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "ulimit -f 1; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Xmx128m",
                Doctor.class.getName()));
        command.addAll(List.of(args(xml, p12, "--password-file", password.toString())));
        if (force) {
            command.add("--force");
        }
        ProcessBuilder java = new ProcessBuilder(command).redirectErrorStream(true);
        java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = java.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(2);
        assertThat(printed).contains(p12 + " cannot be written: ");
        assertThat(everything()).isEqualTo(before);
        if (force) {
            assertThat(p12).hasContent("the key until now");
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all files and folders below the test's own. */
    private List<String> everything() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void replacesNothingWithoutForceAndFollowsNoLink() throws IOException {
        Path precious = files.text("precious.xml", "precious");
        Run run = convert(xml, precious);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("exists already").contains("--force");
        Path link = Files.createSymbolicLink(folder.resolve("link.xml"), precious);
        assertThat(convert(xml, link).status()).isEqualTo(2);
        assertThat(convert(xml, link, "--force").status()).isZero();
        assertThat(Files.readString(precious)).isEqualTo("precious");
    }

    @Test
    void asksTheConsoleForAPasswordThatNoFileGives() throws Exception {
        Run asked = Run.of("", question -> Optional.of(KeyFiles.PASSWORD), args(xml, p12));
        assertThat(asked.status()).as(asked.all()).isZero();
        Path back = folder.resolve("back.xml");
        assertThat(Run.of("", question -> Optional.of(KeyFiles.PASSWORD), args(p12, back))
                        .status())
                .isZero();
        assertThat(asked.all()).doesNotContain(KeyFiles.PASSWORD);
        Run nobody = convert(xml, folder.resolve("other.p12"));
        assertThat(nobody.status()).isEqualTo(2);
        assertThat(nobody.err()).contains("give --password-file");
    }

    @Test
    void refusesAWrongOrAWeakPasswordInTheWordsOfTheCommandLine() {
        convert(xml, p12, "--password-file", password.toString());
        Path wrong = files.text("wrong.txt", "Wr0ng-pa55");
        Run run = convert(p12, folder.resolve("x.xml"), "--password-file", wrong.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("--password-file [" + p12 + "]: the password does not open the PKCS12 keystore.")
                .contains("Set --password-file to the keystore's password");
        assertThat(run.all()).doesNotContain("Wr0ng-pa55");
        Run weak = convert(
                xml,
                folder.resolve("y.p12"),
                "--password-file",
                files.text("weak.txt", "short").toString());
        assertThat(weak.err()).contains("6 or more characters");
        Run empty = convert(
                xml,
                folder.resolve("y.p12"),
                "--password-file",
                files.text("empty.txt", "\n").toString());
        assertThat(empty.err()).contains("no password in its first line");
        assertThat(folder.resolve("y.p12")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoPrivateKeyAndWritesNothing() {
        Path half = files.text("half.xml", KeyFiles.xml(own.pair()).replaceFirst("<P>.*</D>", ""));
        Run run = convert(half, p12, "--password-file", password.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--from [" + half + "]").contains("only the public half");
        assertThat(p12).doesNotExist();
    }

    @Test
    void warnsOfASmallKeyAndNeverPrintsAny() {
        TestKeys small = TestKeys.ofBits(1024);
        String text = KeyFiles.xml(small.pair());
        Run run = convert(files.text("small.xml", text), p12, "--password-file", password.toString());
        assertThat(run.status()).as(run.all()).isZero();
        assertThat(run.out()).contains("warning: an RSA key under 2048 bits");
        assertThat(run.all()).doesNotContain(text.substring(text.indexOf("<D>") + 3, text.indexOf("</D>")));
    }

    @Test
    void opensslReadsTheKeystore() throws Exception {
        Optional<Path> openssl = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "openssl"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(openssl.isPresent(), "openssl is not on the path");
        convert(xml, p12, "--password-file", password.toString());
        Path answer = folder.resolve("answer.pem");
        Process process = new ProcessBuilder(
                        openssl.get().toString(),
                        "pkcs12",
                        "-in",
                        p12.toString(),
                        "-nodes",
                        "-passin",
                        "file:" + password)
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(answer, StandardCharsets.US_ASCII))
                .contains("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE", "application-key");
    }
}
