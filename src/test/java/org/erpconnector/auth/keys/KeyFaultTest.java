package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OTHER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.PASSWORD;
import static org.erpconnector.auth.keys.TestKeys.WRONG;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.openssl.PKCS8Generator;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.core.Thumbprints;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One fault a row; each message names the setting, the place and the remedy, and shows no password. */
class KeyFaultTest {
    private static final String KEY = "application-key";
    private static final String KEY_PASSWORD = "application-key-password";
    private static final String KEY_ALIAS = "application-key-alias";

    @TempDir
    Path folder;

    static Stream<Arguments> applicationKeyFiles() {
        byte[] p12 = TestKeys.store("PKCS12", Map.of("app", OWN));
        byte[] jks = TestKeys.store("JKS", Map.of("app", OWN));
        byte[] two = TestKeys.store("PKCS12", Map.of("app", OWN, "s1as", OTHER));
        String pem = TestKeys.pkcs8Pem(OWN);
        return Stream.of(
                row("empty file", new byte[0], KEY, "empty", "Copy the file again"),
                row("over 1 MiB", new byte[(1 << 20) + 1], KEY, "larger than 1 MiB", "Name the file"),
                row("text", utf8("hello keys"), KEY, "a text file", "PKCS12, JKS, PEM"),
                row("text that begins like DER", utf8("0123456789"), KEY, "a text file", "PKCS12, JKS, PEM"),
                row("random bytes", random(), KEY, "none of the formats", "PKCS12, JKS, PEM"),
                row("truncated PKCS12", Arrays.copyOf(p12, 500), KEY, "truncated: 500 of", "Copy the file again"),
                row("truncated JKS", Arrays.copyOf(jks, 500), KEY, "truncated, damaged", "Copy the file again"),
                row("PKCS12 of one byte", new byte[] {0x30}, KEY, "truncated|a text file", "."),
                row("damaged PKCS12", damaged(p12), PASSWORD, null, "application-key.*", "damaged|does not open", "."),
                row("wrong password, PKCS12", p12, WRONG, null, KEY_PASSWORD, "does not open the PKCS12", KEY_PASSWORD),
                row("wrong password, JKS", jks, WRONG, null, KEY_PASSWORD, "does not open the JKS", KEY_PASSWORD),
                row("empty password, PKCS12", p12, "", null, KEY_PASSWORD, "does not open the PKCS12", KEY_PASSWORD),
                row("empty password, JKS", jks, "", null, KEY_PASSWORD, "does not open the JKS", KEY_PASSWORD),
                row("no password, PKCS12", p12, null, null, KEY_PASSWORD, "needs a password|no entry", KEY_PASSWORD),
                row("no password, JKS", jks, null, null, KEY_PASSWORD, "needs a password", KEY_PASSWORD),
                row(
                        "another password for the entry",
                        TestKeys.store("JKS", Map.of("app", OWN), PASSWORD, "entry-pa55"),
                        PASSWORD,
                        null,
                        "application-key-entry-password",
                        "the keystore opens, but the entry \\[app\\] does not",
                        "application-key-entry-password"),
                row("no such alias", p12, PASSWORD, "erp", KEY_ALIAS, "no entry \\[erp\\], only \\[app\\]", KEY_ALIAS),
                row(
                        "several keys",
                        two,
                        PASSWORD,
                        null,
                        KEY_ALIAS,
                        "several keys \\[(app, s1as|s1as, app)\\]",
                        KEY_ALIAS),
                row(
                        "certificate at the alias",
                        TestKeys.store("PKCS12", Map.of("app", OWN, "so", CALLER)),
                        PASSWORD,
                        "so",
                        KEY_ALIAS,
                        "\\[so\\] is a certificate and no private key",
                        KEY_ALIAS),
                row(
                        "only certificates",
                        TestKeys.store("PKCS12", Map.of("so", CALLER)),
                        PASSWORD,
                        null,
                        KEY,
                        "only certificates \\[so\\]",
                        "private key"),
                row(
                        "keystore without entries",
                        TestKeys.store("PKCS12", Map.of()),
                        PASSWORD,
                        null,
                        KEY,
                        "has no entry",
                        "Export the key again"),
                row(
                        "EC key in a keystore",
                        TestKeys.store("PKCS12", Map.of("app", TestKeys.EC)),
                        PASSWORD,
                        null,
                        KEY,
                        "of type EC and not RSA",
                        "-keyalg RSA"),
                row(
                        "DSA key in a keystore",
                        TestKeys.store("PKCS12", Map.of("app", TestKeys.pair("DSA", 1024))),
                        PASSWORD,
                        null,
                        KEY,
                        "of type DSA and not RSA",
                        "-keyalg RSA"),
                row(
                        "Ed25519 key in a keystore",
                        TestKeys.store("PKCS12", Map.of("app", TestKeys.pair("Ed25519", 255))),
                        PASSWORD,
                        null,
                        KEY,
                        "of type EdDSA and not RSA",
                        "-keyalg RSA"),
                row(
                        "768 bits in PEM",
                        utf8(TestKeys.pkcs8Pem(TestKeys.pair("RSA", 768))),
                        KEY,
                        "768 bits, but 1024",
                        "RSA key of 2048 bits"),
                row(
                        "512 bits in a keystore",
                        TestKeys.store("PKCS12", Map.of("app", TestKeys.TINY)),
                        PASSWORD,
                        null,
                        KEY,
                        "512 bits",
                        "RSA key of 2048 bits"),
                row("EC key in PEM", utf8(TestKeys.pkcs8Pem(TestKeys.EC)), KEY, "not an RSA key", "openssl genpkey"),
                row("EC PRIVATE KEY", utf8(TestKeys.pkcs1Pem(TestKeys.EC)), KEY, "an EC key", "openssl genpkey"),
                row("DSA PRIVATE KEY", utf8(TestKeys.pem("DSA PRIVATE KEY", dsa())), KEY, "DSA", "openssl genpkey"),
                row("Ed25519", utf8(ed25519()), KEY, "not an RSA key", "openssl genpkey"),
                row(
                        "OpenSSH",
                        utf8(TestKeys.pem("OPENSSH PRIVATE KEY", new byte[9])),
                        KEY,
                        "OpenSSH's own form",
                        "ssh-keygen -p -m PKCS8"),
                row(
                        "Proc-Type: 4,ENCRYPTED",
                        utf8(TestKeys.oldEncryptedPem(OWN)),
                        KEY,
                        "Proc-Type: 4,ENCRYPTED",
                        "openssl pkcs8 -topk8"),
                row(
                        "encrypted PEM, no password",
                        utf8(TestKeys.encryptedPem(OWN, PKCS8Generator.AES_256_CBC)),
                        KEY_PASSWORD,
                        "encrypted and no password",
                        KEY_PASSWORD),
                row(
                        "encrypted PEM, wrong password",
                        utf8(TestKeys.encryptedPem(OWN, PKCS8Generator.AES_256_CBC)),
                        WRONG,
                        null,
                        KEY_PASSWORD,
                        "does not open the private key",
                        KEY_PASSWORD),
                row(
                        "encrypted PEM, garbage",
                        utf8(TestKeys.pem("ENCRYPTED PRIVATE KEY", new byte[40])),
                        PASSWORD,
                        null,
                        KEY,
                        "damaged",
                        "backup"),
                row("two keys in PEM", utf8(pem + TestKeys.pkcs8Pem(OTHER)), KEY, "2 private keys", "Leave one"),
                row("PEM with certificates only", utf8(TestKeys.pem(CALLER)), KEY, "only certificates", "private key"),
                row(
                        "certificate of another key",
                        utf8(pem + TestKeys.pem(CALLER)),
                        KEY,
                        "belongs to another key|does not match",
                        "together"),
                row(
                        "certificate of an EC key",
                        utf8(pem + TestKeys.pem(TestKeys.certificate(TestKeys.EC.getPublic(), "CN=ec"))),
                        KEY,
                        "for a key of type EC",
                        "this very key"),
                row(
                        "PEM without -----BEGIN",
                        utf8(pem.replaceFirst(".*\n", "")),
                        KEY,
                        "no -----BEGIN line",
                        "PKCS12, JKS"),
                row("truncated PEM", utf8(pem.substring(0, 600)), KEY, "without its -----END", "Copy the whole"),
                row("PEM with a broken line", utf8(pem.replaceFirst("\n", "\n#")), KEY, "not Base64", "Copy the whole"),
                row(
                        "PEM with a lost line",
                        utf8(pem.replaceFirst("\n.{64}\n", "\n")),
                        KEY,
                        "not an RSA key|damaged",
                        "."),
                row(
                        "PEM whose remainder begins as a short structure",
                        utf8(TestKeys.pem("PRIVATE KEY", Arrays.copyOf(new byte[] {0x30, 2, 5, 0, 7}, 1_094))),
                        KEY,
                        "not an RSA key|damaged",
                        "backup"),
                row("PEM of garbage", utf8(TestKeys.pem("PRIVATE KEY", new byte[40])), KEY, "damaged", "backup"),
                row("public key", utf8(TestKeys.pem("PUBLIC KEY", new byte[9])), KEY, "bare public key", "private key"),
                row(
                        "trusted certificate",
                        utf8(TestKeys.pem("TRUSTED CERTIFICATE", new byte[9])),
                        KEY,
                        "TRUSTED",
                        "openssl x509"),
                row(
                        "request",
                        utf8(TestKeys.pem("CERTIFICATE REQUEST", new byte[9])),
                        KEY,
                        "CERTIFICATE REQUEST",
                        "Keep"),
                row(
                        "broken certificate",
                        utf8(TestKeys.pem("CERTIFICATE", new byte[9])),
                        KEY,
                        "CERTIFICATE that is damaged",
                        "again"),
                row("DER certificate", TestKeys.der(CALLER), KEY, "only certificates", "private key"),
                row("DER of another kind", OWN.getPublic().getEncoded(), KEY, "not a certificate", "PKCS12, JKS"));
    }

    private static Arguments row(String name, byte[] file, String setting, String fault, String remedy) {
        return row(name, file, null, null, setting, fault, remedy);
    }

    private static Arguments row(
            String name, byte[] file, String password, String alias, String setting, String fault, String remedy) {
        return Arguments.of(
                name, file, Optional.ofNullable(password), Optional.ofNullable(alias), setting, fault, remedy);
    }

    @Tag("K01")
    @Tag("K02")
    @Tag("K03")
    @Tag("K04")
    @Tag("K06")
    @Tag("K08")
    @Tag("K09")
    @Tag("K14")
    @ParameterizedTest(name = "{0}")
    @MethodSource("applicationKeyFiles")
    void refusesAnApplicationKey(
            String name,
            byte[] file,
            Optional<String> password,
            Optional<String> alias,
            String setting,
            String fault,
            String remedy) {
        String path = TestPlaces.write(folder, "key", file);
        TestPlaces places = TestPlaces.of(path, callerFile());
        if (password.isPresent()) {
            places = places.password(password.get());
        }
        if (alias.isPresent()) {
            places = places.alias(alias.get());
        }

        expect(places.refusal(), setting, path, fault, remedy);
    }

    static Stream<Arguments> callerFiles() {
        return Stream.of(
                row(
                        "PKCS12 of openssl -nokeys",
                        TestKeys.pkcs12WithoutMark(CALLER),
                        PASSWORD,
                        null,
                        "caller-keys",
                        "openssl pkcs12 -nokeys",
                        "keytool -importcert"),
                row(
                        "PKCS12 without its password",
                        TestKeys.store("PKCS12", Map.of("so", CALLER)),
                        "caller-keys-password",
                        "without a password|needs a password",
                        "caller-keys-password"),
                row(
                        "PKCS12 with a wrong password",
                        TestKeys.store("PKCS12", Map.of("so", CALLER)),
                        WRONG,
                        null,
                        "caller-keys-password",
                        "does not open",
                        "caller-keys-password"),
                row(
                        "a keystore of keys",
                        TestKeys.store("PKCS12", Map.of("app", OWN)),
                        PASSWORD,
                        null,
                        "caller-keys",
                        "only keys \\[app\\]",
                        "keytool -importcert"),
                row(
                        "key and certificate in PEM",
                        utf8(TestKeys.pkcs8Pem(OWN) + TestKeys.pem(CALLER)),
                        "caller-keys",
                        "private key",
                        "of their own"),
                row(
                        "bare public key",
                        utf8(TestKeys.pem("PUBLIC KEY", new byte[9])),
                        "caller-keys",
                        "bare public key",
                        "certificate"),
                row(
                        "RSA XML",
                        utf8(TestKeys.xml(TestKeys.xmlParts(OWN))),
                        "caller-keys",
                        "an XML file",
                        "certificate files"),
                row(
                        "EC certificate",
                        TestKeys.der(TestKeys.certificate(TestKeys.EC.getPublic(), "CN=ec")),
                        "caller-keys",
                        "type EC",
                        "SuperOffice"),
                row(
                        "1024 bits",
                        TestKeys.der(TestKeys.certificate(TestKeys.SMALL.getPublic(), "CN=small")),
                        "caller-keys",
                        "1024 bits, but 2048",
                        "SuperOffice"));
    }

    @Tag("K05")
    @Tag("K08")
    @ParameterizedTest(name = "{0}")
    @MethodSource("callerFiles")
    void refusesCallerKeys(
            String name,
            byte[] file,
            Optional<String> password,
            Optional<String> alias,
            String setting,
            String fault,
            String remedy) {
        String path = TestPlaces.write(folder, "callers", file);
        TestPlaces places = TestPlaces.of(TestPlaces.write(folder, "own", TestKeys.pkcs8Pem(OWN)), path);

        expect(
                (password.isPresent() ? places.callerPassword(password.get()) : places).refusal(),
                setting,
                path,
                fault,
                remedy);
    }

    @Test
    void refusesACertificateThatIsNotTheEnvironments() {
        String own = TestPlaces.write(folder, "own", TestKeys.pkcs8Pem(OWN));

        expect(
                TestPlaces.of(own, callerFile())
                        .environment(Environment.PRODUCTION)
                        .refusal(),
                "caller-keys",
                callerFile() + ": CN=Pretended SuperOffice, SHA-1 " + Thumbprints.sha1Hex(CALLER),
                "SHA-1 is 60B61583DBB2B7EEC46FD01EC0056E62451D61F3",
                "environment to custom");
    }

    @Tag("K01")
    @Test
    void refusesAFileThatIsNotThereADirectoryAndADevice() {
        String missing = folder.resolve("missing").toString();

        expect(TestPlaces.of(missing, callerFile()).refusal(), KEY, missing, "no such file", "correct the path");
        expect(
                TestPlaces.of(folder.toString(), callerFile()).refusal(),
                KEY,
                folder.toString(),
                "a directory",
                "file itself");
        if (Files.exists(Path.of("/dev/zero"))) {
            expect(
                    TestPlaces.of("/dev/zero", callerFile()).refusal(),
                    KEY,
                    "/dev/zero",
                    "not a regular file",
                    "regular file");
        }
    }

    @Test
    void refusesSettingsThatAreNotSetBothAtOnce() {
        KeySettings nothing = new GivenKeySettings(
                "id",
                Environment.CUSTOM,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty());

        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> new SettingsKeyProvider().load(nothing));

        assertThat(refused.problems()).extracting(Problem::setting).containsExactly(KEY, "caller-keys");
        assertThat(refused.problems())
                .allSatisfy(p -> assertThat(p.toString()).contains("not set", "Set it as init-param"));
    }

    @Test
    void reportsTheKeyAndEveryCallerPlaceTogether() {
        KeySettings places = TestPlaces.of("ldap://evil.example/x", "rmi://evil.example/y", "./so.crt")
                .places();

        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> new SettingsKeyProvider().load(places));

        assertThat(refused.problems())
                .extracting(Problem::place)
                .containsExactly("ldap://evil.example/x", "rmi://evil.example/y", "./so.crt");
        assertThat(refused.getSuppressed()).hasSize(3);
    }

    private static void expect(Problem problem, String setting, String place, String fault, String remedy) {
        assertThat(problem.setting()).matches(setting);
        assertThat(problem.place()).startsWith(place);
        assertThat(problem.fault()).containsPattern(fault);
        assertThat(problem.remedy()).containsPattern(remedy);
    }

    private String callerFile() {
        return TestPlaces.write(folder, "caller", TestKeys.der(CALLER));
    }

    private static byte[] utf8(String text) {
        return TestKeys.utf8(text);
    }

    /** As openssl dsa writes it: version, p, q, g, y, x. */
    private static byte[] dsa() {
        ASN1EncodableVector numbers = new ASN1EncodableVector();
        for (int i = 0; i < 6; i++) {
            numbers.add(new ASN1Integer(i));
        }
        return TestKeys.made(() -> new DERSequence(numbers).getEncoded());
    }

    private static String ed25519() {
        Supplier<byte[]> key = () -> TestKeys.made(() -> java.security.KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded());
        return TestKeys.pem("PRIVATE KEY", key.get());
    }

    private static byte[] random() {
        byte[] bytes = new byte[300];
        new SecureRandom().nextBytes(bytes);
        bytes[0] = 1;
        return bytes;
    }

    private static byte[] damaged(byte[] file) {
        byte[] copy = file.clone();
        Arrays.fill(copy, copy.length / 2, copy.length / 2 + 40, (byte) 0x7F);
        return copy;
    }
}
