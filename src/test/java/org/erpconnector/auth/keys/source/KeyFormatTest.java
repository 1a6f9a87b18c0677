package org.erpconnector.auth.keys.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.OWN_CERTIFICATE;
import static org.erpconnector.auth.keys.TestKeys.PASSWORD;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.openssl.PKCS8Generator;
import org.erpconnector.auth.keys.ConnectorKeys;
import org.erpconnector.auth.keys.TestKeys;
import org.erpconnector.auth.keys.TestPlaces;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format is read under a name that tells nothing. */
class KeyFormatTest {
    @TempDir
    Path folder;

    static Stream<Arguments> privateKeys() {
        return Stream.of(
                row("PKCS12", true, () -> TestKeys.store("PKCS12", Map.of("app", OWN))),
                row("JKS", true, () -> TestKeys.store("JKS", Map.of("app", OWN))),
                row("JCEKS", true, () -> TestKeys.store("JCEKS", Map.of("app", OWN))),
                row(
                        "PKCS12 with SuperOffice's certificate beside the key",
                        true,
                        () -> TestKeys.store("PKCS12", Map.of("app", OWN, "superoffice", CALLER))),
                row("PEM, PKCS#8", false, () -> utf8(TestKeys.pkcs8Pem(OWN))),
                row("PEM, PKCS#1", false, () -> utf8(TestKeys.pkcs1Pem(OWN))),
                row(
                        "PEM, PKCS#8, CRLF",
                        false,
                        () -> utf8(TestKeys.pkcs8Pem(OWN).replace("\n", "\r\n"))),
                row("PEM, PKCS#8, UTF-8 mark", false, () -> utf8("\uFEFF" + TestKeys.pkcs8Pem(OWN))),
                row("PEM, PKCS#8, UTF-16", false, () -> TestKeys.pkcs8Pem(OWN).getBytes(StandardCharsets.UTF_16)),
                row(
                        "PEM, PKCS#8, text around",
                        false,
                        () -> utf8("Bag Attributes\n" + TestKeys.pkcs8Pem(OWN) + "\nthe end\u001A")),
                row(
                        "PEM, encrypted, PBES2 AES-256 SHA-256",
                        true,
                        () -> utf8(TestKeys.encryptedPem(OWN, PKCS8Generator.AES_256_CBC))),
                row(
                        "PEM, encrypted, PBES2 AES-128 SHA-256",
                        true,
                        () -> utf8(TestKeys.encryptedPem(OWN, PKCS8Generator.AES_128_CBC))),
                row(
                        "PEM, encrypted, PBES1 3DES",
                        true,
                        () -> utf8(TestKeys.encryptedPem(OWN, PKCS8Generator.PBE_SHA1_3DES))),
                row(
                        "PEM, encrypted, PBES1 RC2",
                        true,
                        () -> utf8(TestKeys.encryptedPem(OWN, PKCS8Generator.PBE_SHA1_RC2_40))),
                row("RSA XML", false, () -> utf8(TestKeys.xml(TestKeys.xmlParts(OWN)))));
    }

    private static Arguments row(String name, boolean password, Supplier<byte[]> file) {
        return Arguments.of(name, password, file);
    }

    private static byte[] utf8(String text) {
        return TestKeys.utf8(text);
    }

    @Tag("K14")
    @ParameterizedTest(name = "{0}")
    @MethodSource("privateKeys")
    void readsThePrivateKey(String format, boolean password, Supplier<byte[]> file) {
        TestPlaces places = TestPlaces.of(TestPlaces.write(folder, "k", file.get()), callerFile());
        ConnectorKeys keys = (password ? places.password(PASSWORD) : places).load();

        assertThat(keys.applicationKey()).isInstanceOf(RSAPrivateCrtKey.class).isEqualTo(OWN.getPrivate());
        assertThat(keys.applicationPublicKey()).isEqualTo(OWN.getPublic());
        assertThat(keys.callerCertificates()).containsExactly(CALLER);
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                row("PKCS12", true, () -> TestKeys.store("PKCS12", Map.of("so", CALLER))),
                row("JKS", true, () -> TestKeys.store("JKS", Map.of("so", CALLER))),
                row("JKS without its password", false, () -> TestKeys.store("JKS", Map.of("so", CALLER))),
                row(
                        "PKCS12 beside our own key",
                        true,
                        () -> TestKeys.store("PKCS12", Map.of("so", CALLER, "app", OWN))),
                row("PEM", false, () -> utf8(TestKeys.pem(CALLER))),
                row(
                        "PEM, UTF-8 mark, CRLF",
                        false,
                        () -> utf8("\uFEFF" + TestKeys.pem(CALLER).replace("\n", "\r\n"))),
                row("DER", false, () -> TestKeys.der(CALLER)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certificates")
    void readsTheCallersCertificate(String format, boolean password, Supplier<byte[]> file) {
        TestPlaces places = TestPlaces.of(
                TestPlaces.write(folder, "own", TestKeys.pkcs8Pem(OWN)), TestPlaces.write(folder, "k", file.get()));

        assertThat((password ? places.callerPassword(PASSWORD) : places).load().callerCertificates())
                .containsExactly(CALLER);
    }

    @Test
    void findsTheKeysOwnCertificateInAChain() {
        String chain = TestKeys.pem(CALLER) + TestKeys.pkcs1Pem(OWN) + TestKeys.pem(OWN_CERTIFICATE);

        assertThat(TestPlaces.of(TestPlaces.write(folder, "k", chain), callerFile())
                        .load()
                        .applicationCertificate())
                .contains(OWN_CERTIFICATE);
    }

    @Test
    void takesTheNamedKeyOfSeveralWithAPasswordOfItsOwn() {
        byte[] store = TestKeys.store("JKS", Map.of("app", OWN, "s1as", TestKeys.OTHER), PASSWORD, "entry-pa55");
        ConnectorKeys keys = TestPlaces.of(TestPlaces.write(folder, "k", store), callerFile())
                .password(PASSWORD)
                .entryPassword("entry-pa55")
                .alias("APP")
                .load();

        assertThat(keys.applicationPublicKey()).isEqualTo(OWN.getPublic());
        assertThat(keys.applicationCertificate()).contains(OWN_CERTIFICATE);
    }

    @Test
    void countsACertificateOnceThatSeveralPlacesHold() {
        String again = TestPlaces.write(folder, "again", TestKeys.pem(CALLER) + TestKeys.pem(OWN_CERTIFICATE));
        ConnectorKeys keys = TestPlaces.of(TestPlaces.write(folder, "k", TestKeys.pkcs8Pem(OWN)), callerFile(), again)
                .load();

        assertThat(keys.callerCertificates()).isEqualTo(List.of(CALLER, OWN_CERTIFICATE));
    }

    private String callerFile() {
        return TestPlaces.write(folder, "caller", TestKeys.der(CALLER));
    }
}
