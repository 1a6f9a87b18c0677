package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.X509CertUtils;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.erpconnector.auth.core.Thumbprints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class ThumbprintsTest {
    @Test
    void agreesWithTheExampleOfRfc7638() throws Exception {
        String n =
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3"
                        + "oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdA"
                        + "ZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-"
                        + "kEgU8awapJzKnqDKgw";
        RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, Base64.getUrlDecoder().decode(n)), BigInteger.valueOf(65537)));

        assertThat(Thumbprints.jwk(key)).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @Test
    void agreesWithAnotherLibrary() throws Exception {
        assertThat(Thumbprints.jwk((RSAPublicKey) OWN.getPublic()))
                .isEqualTo(new RSAKey.Builder((RSAPublicKey) OWN.getPublic())
                        .build()
                        .computeThumbprint()
                        .toString());
        assertThat(Thumbprints.x5tS256(CALLER))
                .isEqualTo(X509CertUtils.computeSHA256Thumbprint(CALLER).toString());
    }

    @Test
    @EnabledIfSystemProperty(
            named = "reference.samples",
            matches = ".+",
            disabledReason = "-Dreference.samples=<folder>")
    void readsAndNamesSuperOfficesOwnCertificate() {
        Path file =
                Path.of(System.getProperty("reference.samples"), "certs", "SuperOfficeFederatedLogin.development.crt");
        assertThat(Files.exists(file)).isTrue();
        Path own = TestKeys.made(
                () -> Files.writeString(Files.createTempFile("own", null), TestKeys.pkcs8Pem(TestKeys.SMALL)));
        own.toFile().deleteOnExit();
        ConnectorKeys keys = TestPlaces.of(own.toString(), file.toAbsolutePath().toString())
                .environment(org.erpconnector.auth.config.Environment.DEVELOPMENT)
                .load();

        assertThat(Thumbprints.sha1Hex(keys.callerCertificates().get(0)))
                .isEqualTo("16B7FB8C3F9AB06885A800C64E64C97C4AB5E98C");
        assertThat(Thumbprints.x5t(keys.callerCertificates().get(0))).isEqualTo("Frf7jD-asGiFqADGTmTJfEq16Yw");
    }
}
