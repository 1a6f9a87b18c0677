package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OTHER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.OWN_CERTIFICATE;
import static org.erpconnector.auth.keys.TestKeys.SMALL;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateKeySpec;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.keys.source.RsaRules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCheckTest {

    private static ConnectorKeys keys(KeyPair own, X509Certificate... callers) {
        return keys(own.getPrivate(), own, Optional.empty(), callers);
    }

    private static ConnectorKeys keys(
            PrivateKey key, KeyPair publicHalf, Optional<X509Certificate> certificate, X509Certificate... callers) {
        return new ConnectorKeys(key, (RSAPublicKey) publicHalf.getPublic(), certificate, List.of(callers));
    }

    private static List<String> warnings(ConnectorKeys keys) throws ConfigurationException {
        ApplicationSigner signer =
                KeyCheck.signer(keys, Optional.empty(), TestPlaces.of("unused").places());
        return KeyCheck.warnings(signer, Optional.empty(), Clock.systemUTC());
    }

    private static List<Problem> problems(ConnectorKeys keys, Environment environment) {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> KeyCheck.signer(
                        keys,
                        Optional.empty(),
                        TestPlaces.of("unused").environment(environment).places()));
        assertThat(refused).isNotNull();
        return refused.problems();
    }

    @Test
    void acceptsAGoodSetWithoutWarnings() throws ConfigurationException {
        assertThat(warnings(keys(OWN.getPrivate(), OWN, Optional.of(OWN_CERTIFICATE), CALLER)))
                .isEmpty();
    }

    @Tag("K07")
    @Tag("K08")
    @Test
    void warnsOf1024Bits() throws ConfigurationException {
        assertThat(warnings(keys(SMALL, CALLER)))
                .singleElement()
                .asString()
                .contains("application-key", "1024 bits", "Register a key of 2048 bits");
    }

    @Tag("N11")
    @Test
    void refusesTheApplicationKeysOwnCertificateAsTheCallers() {
        List<Problem> problems = problems(
                keys(OWN.getPrivate(), OWN, Optional.of(OWN_CERTIFICATE), OWN_CERTIFICATE), Environment.CUSTOM);

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("caller-keys");
            assertThat(problem.fault()).contains("the public half of application-key");
        });
    }

    static Stream<Arguments> applicationKeys() throws Exception {
        RSAPublicKey half = (RSAPublicKey) OWN.getPublic();
        BigInteger d = ((RSAPrivateKey) OWN.getPrivate()).getPrivateExponent();
        return Stream.of(
                Arguments.of("512 bits", keys(TestKeys.TINY, CALLER), "512 bits"),
                Arguments.of(
                        "another public half",
                        keys(OWN.getPrivate(), OTHER, Optional.empty(), CALLER),
                        "does not match"),
                Arguments.of(
                        "another certificate",
                        keys(OWN.getPrivate(), OWN, Optional.of(CALLER), CALLER),
                        "belongs to another key"),
                Arguments.of(
                        "wrong D, which the JDK signs with all the same",
                        keys(plain(half.getModulus(), d.add(BigInteger.TWO)), OWN, Optional.empty(), CALLER),
                        "does not verify"),
                Arguments.of(
                        "D of 1",
                        keys(plain(half.getModulus(), BigInteger.ONE), OWN, Optional.empty(), CALLER),
                        "does not verify"),
                Arguments.of(
                        "an EC key",
                        keys(TestKeys.EC.getPrivate(), OWN, Optional.empty(), CALLER),
                        "of type EC and not RSA"));
    }

    private static PrivateKey plain(BigInteger n, BigInteger d) throws Exception {
        return KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateKeySpec(n, d));
    }

    @Tag("K08")
    @Tag("K09")
    @Tag("K10")
    @ParameterizedTest(name = "{0}")
    @MethodSource("applicationKeys")
    void refusesAnApplicationKey(String name, ConnectorKeys keys, String fault) {
        Problem problem = problems(keys, Environment.CUSTOM).get(0);

        assertThat(problem.setting()).isEqualTo("application-key");
        assertThat(problem.place()).isNotBlank();
        assertThat(problem.fault()).contains(fault);
        assertThat(problem.remedy()).containsPattern("register the public half of an RSA key|together");
    }

    static Stream<Arguments> callerKeys() {
        BigInteger n = ((RSAPublicKey) OTHER.getPublic()).getModulus();
        BigInteger e = BigInteger.valueOf(65537);
        return Stream.of(
                Arguments.of("1024 bits", certificate(((RSAPublicKey) SMALL.getPublic()).getModulus(), e), "1024 bits"),
                Arguments.of(
                        "8193 bits", certificate(BigInteger.ONE.shiftLeft(8192).setBit(0), e), "8193 bits"),
                Arguments.of("even modulus", certificate(n.clearBit(0), e), "even modulus"),
                Arguments.of("e = 4", certificate(n, BigInteger.valueOf(4)), "exponent"),
                Arguments.of("ROCA", certificate(rocaModulus(), e), "CVE-2017-15361"),
                Arguments.of("EC", TestKeys.certificate(TestKeys.EC.getPublic(), "CN=ec"), "of type EC"));
    }

    private static X509Certificate certificate(BigInteger n, BigInteger e) {
        return TestKeys.made(() -> TestKeys.certificate(
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        new org.bouncycastle.asn1.pkcs.RSAPublicKey(n, e)),
                "CN=weak",
                "2013-09-03",
                "2113-08-10"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callerKeys")
    @Tag("JS07")
    void refusesACallerCertificate(String name, X509Certificate certificate, String fault) {
        List<Problem> problems = problems(keys(OWN, CALLER, certificate), Environment.CUSTOM);

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).setting()).isEqualTo("caller-keys");
        assertThat(problems.get(0).place()).contains("SHA-1 " + Thumbprints.sha1Hex(certificate));
        assertThat(problems.get(0).fault()).contains(fault);
        assertThat(problems.get(0).remedy()).contains("token-signing certificate");
    }

    /** The bytes of a modulus always begin with a bit that a careless reader takes for a minus. */
    @Test
    @Tag("K12")
    void refusesAModulusThatWasReadWithASign() {
        BigInteger n = ((RSAPublicKey) OWN.getPublic()).getModulus();
        RSAPublicKey signed = new ForeignKey(n.subtract(BigInteger.ONE.shiftLeft(2048)), BigInteger.valueOf(65537));

        Problem problem = problems(
                        new ConnectorKeys(OWN.getPrivate(), signed, Optional.empty(), List.of(CALLER)),
                        Environment.CUSTOM)
                .get(0);

        assertThat(problem.setting()).isEqualTo("application-key");
        assertThat(problem.fault()).contains("does not match its certificate or public half");
        assertThat(problem.remedy()).contains("together");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4})
    @Tag("JS07")
    void refusesAPublicExponentThatSignsNothing(long e) {
        RSAPublicKey key = new ForeignKey(((RSAPublicKey) OTHER.getPublic()).getModulus(), BigInteger.valueOf(e));

        assertThat(RsaRules.fault(key, 2048).orElseThrow()).contains("exponent");
    }

    /** A key of another provider: the JDK's own would refuse the number itself. */
    private record ForeignKey(BigInteger n, BigInteger e) implements RSAPublicKey {
        @Override
        public BigInteger getPublicExponent() {
            return e;
        }

        @Override
        public BigInteger getModulus() {
            return n;
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    @Test
    void reportsBothSettingsTogether() {
        assertThat(problems(keys(TestKeys.TINY), Environment.CUSTOM))
                .extracting(Problem::setting)
                .containsExactly("application-key", "caller-keys");
    }

    @Test
    void doesNotTakeAnOrdinaryKeyForOneOfAFaultyChip() {
        for (KeyPair pair : List.of(OWN, OTHER, SMALL, TestKeys.TINY)) {
            assertThat(RsaRules.fault((RSAPublicKey) pair.getPublic(), 512)).isEmpty();
        }
    }

    /** Two primes of the published form k * M + (65537 ^ a mod M), M the product of the first 126 primes. */
    private static BigInteger rocaModulus() {
        BigInteger product = BigInteger.ONE;
        BigInteger prime = BigInteger.TWO;
        for (int i = 0; i < 126; i++) {
            product = product.multiply(prime);
            prime = prime.nextProbablePrime();
        }
        BigInteger first = rocaPrime(product, 11);
        return first.multiply(rocaPrime(product, 1_000_003));
    }

    private static BigInteger rocaPrime(BigInteger product, int start) {
        BigInteger base = BigInteger.valueOf(65537).modPow(BigInteger.valueOf(start), product);
        BigInteger k = BigInteger.valueOf(3).shiftLeft(1022).divide(product).add(BigInteger.valueOf(start));
        BigInteger candidate = k.multiply(product).add(base);
        while (!candidate.isProbablePrime(20)) {
            candidate = candidate.add(product);
        }
        return candidate;
    }

    @Test
    void refusesAnUnknownCertificateExceptUnderCustom() {
        Problem problem = problems(keys(OWN, CALLER), Environment.STAGE).get(0);

        assertThat(problem.toString())
                .contains("caller-keys", "CN=Pretended SuperOffice", "SuperOffice's stage environment")
                .contains("set environment to custom if you mean this one");
    }

    @Test
    void refusesNullInsideTheProviderThatGivesIt() {
        assertThatThrownBy(() -> new ConnectorKeys(null, (RSAPublicKey) OWN.getPublic(), Optional.empty(), List.of()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("applicationKey");
    }
}
