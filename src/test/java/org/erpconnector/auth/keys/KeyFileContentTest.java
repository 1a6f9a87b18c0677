package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OTHER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.OWN_CERTIFICATE;
import static org.erpconnector.auth.keys.TestKeys.PASSWORD;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.testkit.TestNaming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All that a file holds is read, or what is left over is named: nothing of it is dropped in silence. */
class KeyFileContentTest {
    private static final X509Certificate SECOND = TestKeys.certificate(OTHER.getPublic(), "CN=Second");
    private static final String REMEDY_OF_REST = "file of its own";

    @TempDir
    Path folder;

    @BeforeEach
    void startNaming() {
        TestNaming.start();
    }

    @AfterEach
    void stopNaming() {
        TestNaming.stop();
        Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
        System.clearProperty("javax.net.ssl.keyStore");
        System.clearProperty("javax.net.ssl.keyStorePassword");
        System.clearProperty("javax.net.ssl.keyStoreType");
    }

    private TestPlaces own(byte[] file) {
        return TestPlaces.of(
                        TestPlaces.write(folder, "own", file), TestPlaces.write(folder, "so", TestKeys.der(CALLER)))
                .password(PASSWORD);
    }

    private TestPlaces callers(byte[] file) {
        return TestPlaces.of(
                        TestPlaces.write(folder, "own", TestKeys.pkcs8Pem(OWN)),
                        TestPlaces.write(folder, "callers", file))
                .callerPassword(PASSWORD);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] utf8(String text) {
        return TestKeys.utf8(text);
    }

    @Test
    @Tag("F24")
    void readsEveryDerCertificateOfAFile() {
        byte[] both = joined(TestKeys.der(CALLER), TestKeys.der(SECOND));
        for (byte[] file : List.of(both, joined(both, utf8("\r\n")), joined(both, new byte[512]))) {
            assertThat(callers(file).load().callerCertificates()).containsExactly(CALLER, SECOND);
        }
        byte[] withLineBetween = joined(TestKeys.der(CALLER), utf8("\n"), TestKeys.der(SECOND));
        assertThat(callers(withLineBetween).refusal().fault()).contains("certificate number 1 is followed by");
    }

    static Stream<Arguments> callersWithMore() {
        byte[] der = TestKeys.der(CALLER);
        String pem = TestKeys.pem(CALLER);
        String second = TestKeys.pem(SECOND);
        byte[] p12 = TestKeys.store("PKCS12", Map.of("so", CALLER));
        return Stream.of(
                Arguments.of("DER, then noise", joined(der, utf8("noise")), "is followed by 5 bytes", REMEDY_OF_REST),
                Arguments.of(
                        "DER, then half a certificate",
                        joined(der, Arrays.copyOf(der, 300)),
                        "is followed by 300 bytes",
                        REMEDY_OF_REST),
                Arguments.of(
                        "DER, then a private key",
                        joined(der, OWN.getPrivate().getEncoded()),
                        "certificate number 1 is followed by",
                        REMEDY_OF_REST),
                Arguments.of("DER, then PEM", joined(der, utf8(second)), "bytes that are no text", REMEDY_OF_REST),
                Arguments.of("PEM, then DER", joined(utf8(pem), der), "bytes that are no text", REMEDY_OF_REST),
                Arguments.of(
                        "PKCS12, then a certificate",
                        joined(p12, der),
                        "the PKCS12 keystore is followed by " + der.length + " bytes",
                        REMEDY_OF_REST),
                Arguments.of(
                        "JKS, then a certificate",
                        joined(TestKeys.store("JKS", Map.of("so", CALLER, "second", SECOND)), der),
                        "the JKS keystore is followed by " + der.length + " bytes",
                        REMEDY_OF_REST),
                Arguments.of(
                        "JCEKS, then a byte",
                        joined(TestKeys.store("JCEKS", Map.of("so", CALLER)), utf8("x")),
                        "the JCEKS keystore is followed by 1 bytes",
                        REMEDY_OF_REST),
                Arguments.of(
                        "PEM with more than a certificate in a block",
                        utf8(TestKeys.pem("CERTIFICATE", joined(der, TestKeys.der(SECOND)))),
                        "a CERTIFICATE that is damaged",
                        "again"),
                Arguments.of(
                        "PEM with a mistyped BEGIN line",
                        utf8(pem + second.replace("-----BEGIN", "----BEGIN")),
                        "a broken BEGIN or END line",
                        "Copy the whole PEM file again"),
                Arguments.of(
                        "PEM whose END and BEGIN lines share dashes",
                        utf8((pem + second).replace("-----\n-----BEGIN", "-------BEGIN")),
                        "truncated: a -----BEGIN line without its -----END line",
                        "Copy the whole PEM file again"),
                Arguments.of(
                        "PEM with a lost BEGIN line",
                        utf8(pem + second.substring(second.indexOf('\n') + 1)),
                        "broken BEGIN or END line|lines of Base64",
                        "Copy the whole PEM file again"),
                Arguments.of(
                        "PEM with a lost BEGIN and END line",
                        utf8(second.replaceAll("-----[A-Z ]+-----\n", "") + pem),
                        "lines of Base64",
                        "Copy the whole PEM file again"),
                Arguments.of(
                        "PEM with a block of another kind",
                        utf8(pem + TestKeys.pem("X509 CRL", new byte[40])),
                        "a block of another kind \\(X509 CRL\\)",
                        "Keep CERTIFICATE"),
                Arguments.of(
                        "a private key in DER",
                        OWN.getPrivate().getEncoded(),
                        "a private key in DER",
                        "a file of their own"),
                Arguments.of("PKCS#7", pkcs7(), "a PKCS#7 file", "openssl pkcs7 -inform DER -print_certs"),
                Arguments.of(
                        "PKCS#7 in PEM",
                        utf8(TestKeys.pem("PKCS7", pkcs7())),
                        "a PKCS#7 file",
                        "openssl pkcs7 -print_certs"));
    }

    private static byte[] pkcs7() {
        return TestKeys.made(() -> CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(CALLER))
                .getEncoded("PKCS7"));
    }

    @Tag("F24")
    @ParameterizedTest(name = "{0}")
    @MethodSource("callersWithMore")
    void namesWhatIsLeftOver(String name, byte[] file, String fault, String remedy) {
        Problem problem = callers(file).refusal();
        assertThat(problem.setting()).isEqualTo("caller-keys");
        assertThat(problem.fault()).containsPattern(fault);
        assertThat(problem.remedy()).contains(remedy);
    }

    /** What openssl and people write around the blocks is no content. */
    @Test
    @Tag("F24")
    void readsOverTextForPeople() {
        String text =
                "Bag Attributes\n    friendlyName: Schl\u00FCssel -- BEGINNER\nsubject=CN = x\nKey Attributes: <No"
                        + " Attributes>\n" + "a".repeat(64) + "\n\t--\n";
        assertThat(callers(utf8(text + TestKeys.pem(CALLER) + text + TestKeys.pem(SECOND) + text + "\u001A"))
                        .load()
                        .callerCertificates())
                .containsExactly(CALLER, SECOND);
    }

    /** Its own certificate and those that issued it are of the key; any other is named in a warning. */
    @Test
    @Tag("F24")
    void warnsOfCertificatesBesideTheKeyThatNobodyReads() throws Exception {
        X509Certificate issuer = TestKeys.certificate(OTHER.getPublic(), "CN=Test CA");
        String chain = TestKeys.pkcs8Pem(OWN) + TestKeys.pem(OWN_CERTIFICATE) + TestKeys.pem(issuer);
        assertThat(unused(chain)).isEmpty();
        assertThat(unused(chain + TestKeys.pem(CALLER)))
                .singleElement()
                .asString()
                .contains(
                        "application-key [" + folder.resolve("own") + "]: beside the key it holds certificates that are"
                                + " not used: CN=Pretended SuperOffice, SHA-1 " + Thumbprints.sha1Hex(CALLER));
        X509Certificate renewed = TestKeys.certificate(OWN.getPublic(), "CN=Renewed");
        assertThat(unused(chain + TestKeys.pem(renewed)))
                .singleElement()
                .asString()
                .contains("CN=Renewed");
    }

    private List<String> unused(String file) throws Exception {
        return TestPlaces.load(own(utf8(file)).places(), Clock.systemUTC()).warnings().stream()
                .filter(warning -> warning.contains("not used"))
                .toList();
    }

    /** The DER says what it is, whatever the label says. */
    @Tag("F25")
    @ParameterizedTest
    @ValueSource(
            strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "EC PRIVATE KEY", "ANY PRIVATE KEY"})
    void readsEachFormUnderEachLabel(String label) throws Exception {
        byte[] pkcs8 = OWN.getPrivate().getEncoded();
        byte[] pkcs1 = PrivateKeyInfo.getInstance(pkcs8)
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
        byte[] encrypted = new EncryptedBytes(OWN).bytes();
        for (byte[] der : List.of(pkcs8, pkcs1, encrypted)) {
            for (byte[] file : List.of(utf8(TestKeys.pem(label, der)), der)) {
                assertThat(own(file).load().applicationKey()).isEqualTo(OWN.getPrivate());
            }
        }
    }

    /** PKCS#8, encrypted as openssl does it by default. */
    private record EncryptedBytes(java.security.KeyPair pair) {
        byte[] bytes() {
            String pem = TestKeys.encryptedPem(pair, org.bouncycastle.openssl.PKCS8Generator.AES_256_CBC);
            return java.util.Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        }
    }

    /** n, e, d, and zeros: as cards and some providers write a key whose primes they do not tell. */
    @Test
    @Tag("F25")
    void recoversThePrimesWhereAFileHasNone() {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) OWN.getPrivate();
        BigInteger zero = BigInteger.ZERO;
        byte[] der = integers(
                zero,
                key.getModulus(),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                zero,
                zero,
                zero,
                zero,
                zero);
        ConnectorKeys read = own(utf8(TestKeys.pem("RSA PRIVATE KEY", der))).load();
        assertThat(read.applicationPublicKey()).isEqualTo(OWN.getPublic());
        assertThat(read.applicationKey()).isInstanceOf(RSAPrivateCrtKey.class);
    }

    private static byte[] integers(BigInteger... numbers) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        Stream.of(numbers).map(ASN1Integer::new).forEach(all::add);
        return TestKeys.made(() -> new DERSequence(all).getEncoded());
    }

    @Test
    @Tag("F25")
    void namesAKeyOfThreePrimes() {
        ASN1EncodableVector key = new ASN1EncodableVector();
        for (int i = 0; i < 9; i++) {
            key.add(new ASN1Integer(i == 0 ? BigInteger.ONE : BigInteger.valueOf(1000 + i)));
        }
        ASN1EncodableVector third = new ASN1EncodableVector();
        for (int i = 0; i < 3; i++) {
            third.add(new ASN1Integer(7));
        }
        key.add(new DERSequence(new DERSequence(third)));
        byte[] der = TestKeys.made(() -> new DERSequence(key).getEncoded());
        Problem problem = own(utf8(TestKeys.pem("RSA PRIVATE KEY", der))).refusal();
        assertThat(problem.fault()).contains("more than two primes", "version 1");
        assertThat(problem.remedy())
                .contains("keep this one until that is done")
                .doesNotContain("damaged");
    }

    /** A registered key is never to be thrown away for a fault of its file. */
    @Test
    @Tag("F25")
    void tellsNobodyToMakeANewKeyForADamagedFile() {
        byte[] pkcs8 = OWN.getPrivate().getEncoded();
        byte[] more = joined(pkcs8, new byte[] {1, 2, 3});
        byte[] shorter = Arrays.copyOf(pkcs8, pkcs8.length - 3);
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) OWN.getPrivate();
        byte[] halved = integers(
                BigInteger.ZERO,
                key.getModulus().shiftRight(1),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO);
        for (byte[] der : List.of(more, shorter, halved, new byte[40])) {
            Problem problem = own(utf8(TestKeys.pem("PRIVATE KEY", der))).refusal();
            assertThat(problem.remedy())
                    .containsPattern("again")
                    .doesNotContain("genpkey")
                    .doesNotContain("genkeypair");
        }
        assertThat(own(utf8(TestKeys.pem("PRIVATE KEY", more))).refusal().fault())
                .isEqualTo("the private key is followed by 3 bytes that do not belong to it");
    }

    @Test
    @Tag("F25")
    void saysWhatAKeyOfAnotherKindIs() {
        byte[] pss = TestKeys.pair("RSASSA-PSS", 2048).getPrivate().getEncoded();
        assertThat(own(utf8(TestKeys.pem("PRIVATE KEY", pss))).refusal().fault())
                .contains("reserved for RSASSA-PSS signatures");
        assertThat(own(TestKeys.EC.getPrivate().getEncoded()).refusal().fault())
                .isEqualTo("an EC key and not an RSA key");
    }

    private static byte[] bcfks() {
        Provider bouncy = new BouncyCastleProvider();
        return TestKeys.made(() -> {
            KeyStore store = KeyStore.getInstance("BCFKS", bouncy);
            store.load(null, null);
            store.setKeyEntry("app", OWN.getPrivate(), PASSWORD.toCharArray(), new X509Certificate[] {OWN_CERTIFICATE});
            store.setCertificateEntry("so", CALLER);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, PASSWORD.toCharArray());
            return out.toByteArray();
        });
    }

    private TestPlaces typed(String type, byte[] file) {
        Properties properties = new Properties();
        properties.setProperty("path", TestPlaces.write(folder, "typed", file));
        properties.setProperty("type", type);
        properties.setProperty("password", PASSWORD);
        TestNaming.BOUND.put("auth/typed", properties);
        return TestPlaces.of("auth/typed", "auth/typed");
    }

    private Problem refusal(String type, byte[] file) {
        typed(type, file);
        return TestPlaces.of("auth/typed", TestPlaces.write(folder, "so", TestKeys.der(CALLER)))
                .refusal();
    }

    @Test
    @Tag("F22")
    void opensABcfksKeystoreWhoseTypeIsNamed() throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        ConnectorKeys keys = typed("BCFKS", bcfks()).load();
        assertThat(keys.applicationPublicKey()).isEqualTo(OWN.getPublic());
        assertThat(keys.callerCertificates()).containsExactly(CALLER);

        Reference reference = new Reference(KeyStore.class.getName());
        reference.add(new StringRefAddr("path", TestPlaces.write(folder, "bcfks", bcfks())));
        reference.add(new StringRefAddr("type", "BCFKS"));
        reference.add(new StringRefAddr("password", PASSWORD));
        assertThat(new KeyStoreFactory().getObjectInstance(reference, null, null, null))
                .isInstanceOfSatisfying(
                        KeyStore.class, store -> assertThat(store.getType()).isEqualTo("BCFKS"));

        System.setProperty("javax.net.ssl.keyStore", TestPlaces.write(folder, "server", bcfks()));
        System.setProperty("javax.net.ssl.keyStorePassword", PASSWORD);
        System.setProperty("javax.net.ssl.keyStoreType", "BCFKS");
        assertThat(TestPlaces.of("server", "server").load().applicationPublicKey())
                .isEqualTo(OWN.getPublic());
    }

    /** Without its type, or without its provider, the message names the way. */
    @Test
    @Tag("F22")
    void saysWhatABcfksKeystoreNeeds() {
        Problem unnamed = own(bcfks()).refusal();
        assertThat(unnamed.remedy()).contains("such as BCFKS", "JNDI resource with the property type");
        Problem without = refusal("BCFKS", bcfks());
        assertThat(without.fault()).isEqualTo("this Java reads no keystores of type BCFKS");
        assertThat(without.remedy()).contains("register that provider");
    }

    @Tag("F22")
    @ParameterizedTest
    @ValueSource(strings = {"JCEKS", "jceks", "JKS", "PKCS12", "pkcs12", "DKS"})
    void obeysATypeOfTheJdk(String type) {
        String made = type.equals("DKS") ? "JKS" : type;
        byte[] file = TestKeys.store(made, Map.of("app", OWN, "so", CALLER));
        assertThat(typed(type, file).load().applicationPublicKey()).isEqualTo(OWN.getPublic());
    }

    /** The type is obeyed where the content says otherwise, and the message says who asked for it. */
    @Test
    @Tag("F22")
    void doesNotGuessWhereATypeIsNamed() {
        Problem problem = refusal("JCEKS", TestKeys.store("PKCS12", Map.of("app", OWN, "so", CALLER)));
        assertThat(problem.fault()).isEqualTo("does not open as a keystore of type JCEKS, which was asked for");
        assertThat(problem.remedy()).contains("property type of the JNDI resource", "leave it out");
        assertThat(typed(" ", TestKeys.store("JKS", Map.of("app", OWN, "so", CALLER)))
                        .load()
                        .applicationPublicKey())
                .isEqualTo(OWN.getPublic());
    }

    /** Keystores of a token or of the operating system (PKCS11, Windows-MY) have no file: the type alone names them. */
    @Test
    @Tag("F22")
    void opensAKeystoreThatHasNoFileByItsTypeAlone() {
        Properties properties = new Properties();
        properties.setProperty("type", "JKS");
        TestNaming.BOUND.put("auth/typed", properties);
        // An empty one of the JDK stands for it: it is opened without a file, and then has nothing.
        assertThat(TestPlaces.of("auth/typed", TestPlaces.write(folder, "so", TestKeys.der(CALLER)))
                        .refusal()
                        .fault())
                .isEqualTo("the keystore has no entry");
    }
}
