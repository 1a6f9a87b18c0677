package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DemoKeysTest {

    @TempDir
    Path folder;

    @Test
    void makesACertificateOfVersionOneThatVerifiesWithItsOwnKey() throws Exception {
        DemoKeys keys = DemoKeys.make(folder);

        X509Certificate certificate = certificate(keys.callerCertificate());
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        assertThat(certificate.getVersion()).isEqualTo(1);
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
        assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
                .isEqualTo(2048);
    }

    @Test
    void theCallersKeystoreHoldsTheKeyOfTheCallerKey() throws Exception {
        DemoKeys keys = DemoKeys.make(folder);

        assertThat(open(keys.caller()).certificate()).isEqualTo(certificate(keys.callerCertificate()));
    }

    @Test
    void theForeignKeyBearsTheSameNameButIsAnother() throws Exception {
        DemoKeys keys = DemoKeys.make(folder);

        X509Certificate foreign = open(keys.foreign()).certificate();
        X509Certificate caller = open(keys.caller()).certificate();
        assertThat(foreign.getSubjectX500Principal()).isEqualTo(caller.getSubjectX500Principal());
        assertThat(keys.foreign().alias()).isEqualTo(keys.caller().alias());
        assertThat(foreign.getPublicKey()).isNotEqualTo(caller.getPublicKey());
    }

    @Test
    void theApplicationKeyIsTheSameInItsThreeForms() throws Exception {
        DemoKeys keys = DemoKeys.make(folder, "app", 1024);

        RsaIdentity stored = open(keys.application());
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) stored.privateKey();
        assertThat(RsaKeyValue.readPublic(Files.readAllBytes(keys.applicationPublic())))
                .isEqualTo(stored.certificate().getPublicKey());
        XmlElement xml = XmlElement.parse(Files.readAllBytes(keys.applicationPrivate()));
        assertThat(xml.children().stream().map(XmlElement::name))
                .containsExactly("Modulus", "Exponent", "P", "Q", "DP", "DQ", "InverseQ", "D");
        assertThat(number(xml, "Modulus"))
                .isEqualTo(key.getModulus())
                .satisfies(n -> assertThat(n.bitLength()).isEqualTo(1024));
        assertThat(number(xml, "D")).isEqualTo(key.getPrivateExponent());
        assertThat(number(xml, "P").multiply(number(xml, "Q"))).isEqualTo(key.getModulus());
        assertThat(number(xml, "InverseQ")).isEqualTo(key.getCrtCoefficient());
    }

    @Test
    void everyMemberOfThePrivateXmlHasItsFullLengthAsDotNetDemands() throws Exception {
        for (int i = 0; i < 20; i++) {
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) TestIdentity.generate(1024).privateKey();
            XmlElement xml = XmlElement.parse(RsaKeyValue.ofPrivate(key).getBytes(StandardCharsets.UTF_8));
            for (String half : List.of("P", "Q", "DP", "DQ", "InverseQ")) {
                assertThat(Base64.getDecoder().decode(xml.textOf(half)))
                        .as(half)
                        .hasSize(64);
            }
            assertThat(Base64.getDecoder().decode(xml.textOf("D"))).hasSize(128);
        }
    }

    @Test
    void thePropertiesNameEveryFileAndPassword() throws Exception {
        DemoKeys keys = DemoKeys.make(folder, "app", 1024);

        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(keys.properties())) {
            read.load(reader);
        }
        assertThat(read).containsAllEntriesOf(keys.asProperties());
        assertThat(read.stringPropertyNames())
                .contains("application.id", "tenant", "caller.certificate", "application.public", "foreign.password");
        assertThat(read.stringPropertyNames().stream()
                        .filter(name -> name.endsWith("keystore") || name.endsWith("public"))
                        .map(read::getProperty)
                        .map(Path::of))
                .allMatch(Files::isRegularFile);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsSecretBelongsToItsOwnerAlone() throws Exception {
        DemoKeys keys = DemoKeys.make(folder, "app", 1024);

        for (Path secret : List.of(
                keys.caller().keystore(),
                keys.application().keystore(),
                keys.foreign().keystore(),
                keys.applicationPrivate(),
                keys.properties())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .as(secret.toString())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void replacesAnEarlierSet() throws Exception {
        DemoKeys first = DemoKeys.make(folder, "app", 1024);
        byte[] before = Files.readAllBytes(first.applicationPublic());

        DemoKeys second = DemoKeys.make(folder, "app", 1024);

        assertThat(Files.readAllBytes(second.applicationPublic())).isNotEqualTo(before);
        assertThat(second.caller().password()).isNotEqualTo(first.caller().password());
    }

    /** As where the disk is full: a key that no set names is one that nobody deletes. */
    @Test
    @Tag("F42")
    void leavesNoKeyBehindWhenTheSetCannotBeMadeWhole() throws Exception {
        RsaIdentity key = TestIdentity.generate(1024);
        DemoKeys.make(folder, "app", 1024);

        for (Exception failure : List.of(new IOException("No space left on device"), new IllegalStateException())) {
            assertThatThrownBy(() -> KeyFiles.whole(folder, files -> {
                        files.keystore("caller.p12", "superoffice", key);
                        files.secret("application-private.xml", "half a key");
                        if (failure instanceof IOException disk) {
                            throw disk;
                        }
                        throw (RuntimeException) failure;
                    }))
                    .isSameAs(failure);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void neverReplacesAKeyThatItDidNotMake() throws Exception {
        Path precious = Files.writeString(folder.resolve("application.p12"), "somebody's key");

        assertThatThrownBy(() -> DemoKeys.make(folder, "app", 1024))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("application.p12");
        assertThat(precious).hasContent("somebody's key");
    }

    @Test
    void printsNoPassword() throws Exception {
        DemoKeys keys = DemoKeys.make(folder, "app", 1024);

        assertThat(keys.toString())
                .doesNotContain(
                        keys.caller().password(),
                        keys.application().password(),
                        keys.foreign().password());
    }

    private static RsaIdentity open(DemoKeys.StoredKey key) throws UsageException {
        return RsaIdentity.load(key.keystore(), key.password(), Optional.of(key.alias()));
    }

    private static X509Certificate certificate(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static BigInteger number(XmlElement xml, String name) {
        return new BigInteger(1, Base64.getDecoder().decode(xml.textOf(name)));
    }
}
