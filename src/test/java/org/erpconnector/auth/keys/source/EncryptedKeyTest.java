package org.erpconnector.auth.keys.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.PASSWORD;
import static org.erpconnector.auth.keys.TestKeys.WRONG;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.keys.ConnectorKeys;
import org.erpconnector.auth.keys.KeyFileProbe;
import org.erpconnector.auth.keys.TestKeys;
import org.erpconnector.auth.keys.TestPlaces;
import org.erpconnector.auth.testkit.Shell;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted keys as other software writes them, with passwords in any letters. */
class EncryptedKeyTest {
    private static final String UMLAUT = "gr\u00FCn-geheim1";

    private static final Map<String, ASN1ObjectIdentifier> PBES2 = Map.of(
            "AES-128", PKCS8Generator.AES_128_CBC,
            "AES-192", PKCS8Generator.AES_192_CBC,
            "AES-256", PKCS8Generator.AES_256_CBC,
            "3DES", PKCS8Generator.DES3_CBC);
    private static final Map<String, AlgorithmIdentifier> HMACS = Map.of(
            "SHA-1", PKCS8Generator.PRF_HMACSHA1,
            "SHA-224", PKCS8Generator.PRF_HMACSHA224,
            "SHA-256", PKCS8Generator.PRF_HMACSHA256,
            "SHA-384", PKCS8Generator.PRF_HMACSHA384,
            "SHA-512", PKCS8Generator.PRF_HMACSHA512);
    private static final Map<String, ASN1ObjectIdentifier> PKCS12 = Map.of(
            "3DES of PKCS12", PKCS8Generator.PBE_SHA1_3DES,
            "RC2-128 of PKCS12", PKCS8Generator.PBE_SHA1_RC2_128,
            "RC2-40 of PKCS12", PKCS8Generator.PBE_SHA1_RC2_40,
            "RC4-128 of PKCS12", PKCS8Generator.PBE_SHA1_RC4_128,
            "RC4-40 of PKCS12", PKCS8Generator.PBE_SHA1_RC4_40);

    @TempDir
    Path folder;

    private static PrivateKeyInfo plain(boolean attributes, boolean publicHalf) {
        return TestKeys.made(() -> {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(OWN.getPrivate().getEncoded());
            // As Windows marks what the key is for.
            ASN1Set windows = new DERSet(new Attribute(Extension.keyUsage, new DERSet(new KeyUsage(0x10))));
            byte[] half = SubjectPublicKeyInfo.getInstance(OWN.getPublic().getEncoded())
                    .getPublicKeyData()
                    .getBytes();
            return new PrivateKeyInfo(
                    info.getPrivateKeyAlgorithm(),
                    info.parsePrivateKey(),
                    attributes ? windows : null,
                    publicHalf ? half : null);
        });
    }

    private static byte[] encrypted(
            PrivateKeyInfo info, ASN1ObjectIdentifier algorithm, AlgorithmIdentifier hmac, String password) {
        return TestKeys.made(() -> new PKCS8EncryptedPrivateKeyInfoBuilder(info)
                .build(new JceOpenSSLPKCS8EncryptorBuilder(algorithm)
                        .setProvider(new BouncyCastleProvider())
                        .setPRF(hmac)
                        .setPassword(password.toCharArray())
                        .build())
                .getEncoded());
    }

    private static byte[] pem(byte[] der) {
        return TestKeys.utf8(TestKeys.pem("ENCRYPTED PRIVATE KEY", der));
    }

    /** Every protection that Java can open, each with attributes, by name. */
    private static Map<String, byte[]> all(String password) {
        PrivateKeyInfo info = plain(true, false);
        Map<String, byte[]> files = new LinkedHashMap<>();
        PBES2.forEach((cipher, oid) -> HMACS.forEach((name, hmac) -> {
            // With SHA-1, Bouncy Castle narrows letters to eight bits, unlike RFC 8018, openssl and the JDK.
            if (password.equals(PASSWORD) || !name.equals("SHA-1")) {
                files.put(cipher + " with HMAC of " + name, pem(encrypted(info, oid, hmac, password)));
            }
        }));
        PKCS12.forEach(
                (name, oid) -> files.put(name, pem(encrypted(info, oid, PKCS8Generator.PRF_HMACSHA256, password))));
        return files;
    }

    /** By the JDK itself: no other library at hand writes it. */
    private static byte[] md5AndDes() {
        return TestKeys.made(() -> {
            Cipher cipher = Cipher.getInstance("PBEWithMD5AndDES");
            cipher.init(Cipher.ENCRYPT_MODE, md5AndDesKey());
            AlgorithmParameters parameters = cipher.getParameters();
            return pem(new EncryptedPrivateKeyInfo(
                            parameters, cipher.doFinal(OWN.getPrivate().getEncoded()))
                    .getEncoded());
        });
    }

    private static SecretKey md5AndDesKey() throws GeneralSecurityException {
        return SecretKeyFactory.getInstance("PBEWithMD5AndDES").generateSecret(new PBEKeySpec(PASSWORD.toCharArray()));
    }

    private List<String> write(Map<String, byte[]> files) {
        List<String> paths = new ArrayList<>();
        files.forEach((name, file) -> paths.add(TestPlaces.write(folder, name.replace(' ', '_') + ".pem", file)));
        return paths;
    }

    private String caller() {
        return TestPlaces.write(folder, "caller", TestKeys.der(CALLER));
    }

    @Tag("F21")
    @Tag("F23")
    @ParameterizedTest
    @ValueSource(strings = {PASSWORD, UMLAUT, "\u043F\u0430\u0440\u043E\u043B\u044C \uD83D\uDD11"})
    void opensEveryProtectionWithAnyPassword(String password) {
        Map<String, byte[]> files = all(password);
        if (password.equals(PASSWORD)) {
            files.put("MD5 and DES", md5AndDes());
        }
        for (String file : write(files)) {
            ConnectorKeys keys =
                    TestPlaces.of(file, caller()).password(password).load();
            assertThat(keys.applicationKey()).as(file).isEqualTo(OWN.getPrivate());
        }
    }

    /** The same files on the newest Java that servers run on. */
    @Test
    @Tag("F21")
    @Tag("F23")
    void opensThemOnJava25Too() throws Exception {
        List<String> files = write(all(UMLAUT));
        assertThat(KeyFileProbe.inJava(25, folder, UMLAUT, files))
                .hasSameSizeAs(files)
                .allMatch(line -> line.endsWith(" opened 2048"));
    }

    @Test
    @Tag("F21")
    void callsOnlyAPasswordThatDoesNotOpenItWrong() {
        byte[] file =
                pem(encrypted(plain(true, false), PKCS8Generator.AES_256_CBC, PKCS8Generator.PRF_HMACSHA256, PASSWORD));
        assertCalledWrong(file, WRONG);
        assertCalledWrong(file, WRONG + UMLAUT);
        // One wrong password in 256 gives a padding that looks right, and bytes that are no key.
        byte[] noise = TestKeys.made(() -> {
            Cipher cipher = Cipher.getInstance("PBEWithMD5AndDES");
            cipher.init(Cipher.ENCRYPT_MODE, md5AndDesKey());
            return pem(new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(new byte[500])).getEncoded());
        });
        assertCalledWrong(noise, PASSWORD);
    }

    private void assertCalledWrong(byte[] file, String password) {
        Problem problem = TestPlaces.of(TestPlaces.write(folder, "key.pem", file), caller())
                .password(password)
                .refusal();
        assertThat(problem.setting()).isEqualTo("application-key-password");
        assertThat(problem.fault()).isEqualTo("the password does not open the private key");
    }

    @Test
    @Tag("F21")
    void saysOfADamagedFileThatItIsDamaged() {
        byte[] der = encrypted(plain(true, false), PKCS8Generator.AES_256_CBC, PKCS8Generator.PRF_HMACSHA256, PASSWORD);
        byte[] shorter = TestKeys.made(() -> {
            EncryptedPrivateKeyInfo whole = new EncryptedPrivateKeyInfo(der);
            byte[] data = whole.getEncryptedData();
            return new org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo(
                            org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo.getInstance(der)
                                    .getEncryptionAlgorithm(),
                            java.util.Arrays.copyOf(data, data.length - 5))
                    .getEncoded();
        });
        Problem problem = TestPlaces.of(TestPlaces.write(folder, "key.pem", pem(shorter)), caller())
                .password(PASSWORD)
                .refusal();
        assertThat(problem.setting()).isEqualTo("application-key");
        assertThat(problem.fault()).isEqualTo("the encrypted private key is damaged");
    }

    /** PKCS#8 of RFC 5958 without a password: attributes, the public half, or both. */
    @Test
    @Tag("F21")
    void readsAttributesAndPublicHalvesOfPlainKeys() {
        for (PrivateKeyInfo info : List.of(plain(true, false), plain(false, true), plain(true, true))) {
            byte[] der = TestKeys.made(info::getEncoded);
            for (byte[] file : List.of(TestKeys.utf8(TestKeys.pem("PRIVATE KEY", der)), der)) {
                assertThat(TestPlaces.of(TestPlaces.write(folder, "key", file), caller())
                                .load()
                                .applicationKey())
                        .isEqualTo(OWN.getPrivate());
            }
        }
    }

    private Shell openssl() {
        Shell shell = new Shell(folder, List.of(), Map.of("LC_ALL", "C.UTF-8"));
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(programs -> Files.isExecutable(Path.of(programs, "openssl")));
        Assumptions.assumeTrue(installed, "openssl is not on the path, so that its remedies cannot be tried");
        return shell;
    }

    /** What Java lacks is named, and the command of the remedy makes a file that opens. */
    @Test
    @Tag("F21")
    void namesAProtectionThatJavaLacksAndARemedyThatWorks() {
        Shell shell = openssl();
        TestPlaces.write(folder, "plain.pem", TestKeys.pkcs8Pem(OWN));
        shell.run("openssl pkcs8 -topk8 -scrypt -in plain.pem -out scrypt.pem -passout pass:" + PASSWORD);
        Problem problem = TestPlaces.of(folder.resolve("scrypt.pem").toString(), caller())
                .password(PASSWORD)
                .refusal();
        assertThat(problem.setting()).isEqualTo("application-key");
        assertThat(problem.fault()).contains("an algorithm that this Java lacks");
        follow(shell, problem, "scrypt.pem", PASSWORD);
        assertThat(TestPlaces.of(folder.resolve("key.pem").toString(), caller())
                        .password(PASSWORD)
                        .load()
                        .applicationKey())
                .isEqualTo(OWN.getPrivate());
    }

    /** Runs the remedy's own command: a person types the passwords, here they come as options. */
    private static void follow(Shell shell, Problem problem, String file, String password) {
        String command = problem.remedy()
                .replaceAll("(?s).*(openssl [a-z0-9 -]+-in <file> -out [a-z.]+).*", "$1")
                .replace("<file>", file);
        shell.run(command + " -passin 'pass:" + password + "' -passout 'pass:" + password + "'");
    }

    /** What openssl writes by itself, and with the HMAC of its older versions. */
    @Tag("F23")
    @ParameterizedTest
    @ValueSource(strings = {"", "-v2prf hmacWithSHA1", "-v2 des3 -v2prf hmacWithSHA1", "-v1 PBE-SHA1-3DES"})
    void opensWhatOpensslWrites(String options) {
        Shell shell = openssl();
        TestPlaces.write(folder, "plain.pem", TestKeys.pkcs8Pem(OWN));
        shell.run("openssl pkcs8 -topk8 -in plain.pem -out key.pem " + options + " -passout 'pass:" + UMLAUT + "'");
        assertThat(TestPlaces.of(folder.resolve("key.pem").toString(), caller())
                        .password(UMLAUT)
                        .load()
                        .applicationKey())
                .isEqualTo(OWN.getPrivate());
    }

    private byte[] bouncyPkcs12() {
        return TestKeys.made(() -> {
            KeyStore store = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
            store.load(null, null);
            store.setKeyEntry("app", OWN.getPrivate(), null, new Certificate[] {TestKeys.OWN_CERTIFICATE});
            var out = new java.io.ByteArrayOutputStream();
            store.store(out, UMLAUT.toCharArray());
            return out.toByteArray();
        });
    }

    /** Java 17 opens no PKCS12 keystore with such a password: said so, and the way out is one that was gone. */
    @Test
    @Tag("F23")
    void tellsTheTrueReasonOfAPkcs12KeystoreAndARemedyThatWorks() throws Exception {
        Shell shell = openssl();
        TestPlaces.write(folder, "plain.pem", TestKeys.pkcs8Pem(OWN));
        TestPlaces.write(folder, "own.crt", TestKeys.pem(TestKeys.OWN_CERTIFICATE));
        shell.run("openssl pkcs12 -export -inkey plain.pem -in own.crt -out new.p12 -passout 'pass:" + UMLAUT + "'");
        TestPlaces.write(folder, "old.p12", bouncyPkcs12());
        for (String file : List.of("new.p12", "old.p12")) {
            Files.deleteIfExists(folder.resolve("keys.pem"));
            if (Runtime.version().feature() == 17) {
                Problem problem = TestPlaces.of(folder.resolve(file).toString(), caller())
                        .password(UMLAUT)
                        .refusal();
                assertThat(problem.setting()).isEqualTo("application-key-password");
                assertThat(problem.fault()).contains("letters outside ASCII", "this Java (17)");
                follow(shell, problem, file + (file.startsWith("old") ? " -legacy" : ""), UMLAUT);
                assertThat(TestPlaces.of(folder.resolve("keys.pem").toString(), caller())
                                .password(UMLAUT)
                                .load()
                                .applicationKey())
                        .isEqualTo(OWN.getPrivate());
            }
        }
        List<String> files = List.of(
                folder.resolve("new.p12").toString(), folder.resolve("old.p12").toString());
        List<String> later = KeyFileProbe.inJava(25, folder, UMLAUT, files);
        assertThat(later.get(0)).isEqualTo("new.p12 opened 2048");
        assertThat(later.get(1)).startsWith("old.p12 application-key-password:").contains("this Java (25)");
    }

    /** The certificates of a truststore: what the remedy says of -nokeys. */
    @Test
    @Tag("F23")
    void tellsTheWayOutForATruststoreToo() {
        Shell shell = openssl();
        TestPlaces.write(folder, "caller.crt", TestKeys.pem(CALLER));
        shell.run("openssl pkcs12 -export -nokeys -in caller.crt -out callers.p12 -passout 'pass:" + UMLAUT + "'");
        TestPlaces places = TestPlaces.of(
                        TestPlaces.write(folder, "own.pem", TestKeys.pkcs8Pem(OWN)),
                        folder.resolve("callers.p12").toString())
                .callerPassword(UMLAUT);
        if (Runtime.version().feature() == 17) {
            Problem problem = places.refusal();
            assertThat(problem.setting()).isEqualTo("caller-keys-password");
            assertThat(problem.remedy()).contains("-nokeys");
        }
        shell.run("openssl pkcs12 -in callers.p12 -out keys.pem -nokeys -passin 'pass:" + UMLAUT + "'");
        assertThat(TestPlaces.of(
                                folder.resolve("own.pem").toString(),
                                folder.resolve("keys.pem").toString())
                        .load()
                        .callerCertificates())
                .containsExactly(CALLER);
    }

    /** JKS keystores derive from 16-bit letters: nothing keeps them from any password. */
    @Test
    @Tag("F23")
    void opensAJksKeystoreWithSuchAPassword() {
        byte[] jks = TestKeys.store("JKS", Map.of("app", OWN), UMLAUT, UMLAUT);
        assertThat(TestPlaces.of(TestPlaces.write(folder, "own.jks", jks), caller())
                        .password(UMLAUT)
                        .load()
                        .applicationKey())
                .isEqualTo(OWN.getPrivate());
        Problem wrong = TestPlaces.of(folder.resolve("own.jks").toString(), caller())
                .password(UMLAUT + "\u00E6")
                .refusal();
        assertThat(wrong.fault()).isEqualTo("the password does not open the JKS keystore");
    }
}
