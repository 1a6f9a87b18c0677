package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.OWN_CERTIFICATE;
import static org.erpconnector.auth.keys.TestKeys.PASSWORD;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.testkit.TestNaming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No key of ours, the one that follows included, is pinned as the caller's, wherever its certificate comes from. */
@Tag("F27")
class OurKeyAsCallersTest {
    private static final KeyPair NEXT = TestKeys.pair("RSA", 2048);
    private static final X509Certificate NEXT_CERTIFICATE =
            TestKeys.certificate(NEXT.getPublic(), "CN=Our Next Certificate");

    @TempDir
    Path folder;

    @BeforeEach
    void startNaming() {
        TestNaming.start();
    }

    @AfterEach
    void stopNaming() {
        TestNaming.stop();
    }

    private enum Source {
        DER_FILE,
        PEM_FILE_BESIDE_A_GOOD_ONE,
        TRUSTSTORE,
        JNDI_CERTIFICATE,
        JNDI_TRUSTSTORE
    }

    private String callers(Source source, X509Certificate certificate) {
        Map<String, Object> entries = Map.of("superoffice", CALLER, "ours", certificate);
        return switch (source) {
            case DER_FILE -> TestPlaces.write(folder, "callers.der", TestKeys.der(certificate));
            case PEM_FILE_BESIDE_A_GOOD_ONE ->
                TestPlaces.write(folder, "callers.pem", TestKeys.pem(CALLER) + TestKeys.pem(certificate));
            case TRUSTSTORE -> TestPlaces.write(folder, "callers.p12", TestKeys.store("PKCS12", entries));
            case JNDI_CERTIFICATE -> bound(certificate);
            case JNDI_TRUSTSTORE -> bound(TestKeys.keyStore("PKCS12", entries, PASSWORD));
        };
    }

    private static String bound(Object object) {
        TestNaming.BOUND.put("auth/callers", object);
        return "auth/callers";
    }

    /** Settings with or without a next key. */
    private record Settings(KeySettings places, Optional<NextKeyLocation> next) {
        LoadedKeys load() throws ConfigurationException {
            return KeyProviders.load(places, next, Clock.systemUTC(), new KeyReader());
        }
    }

    private Settings places(String callers, boolean withNext) {
        String own = TestPlaces.write(folder, "own.pem", TestKeys.pkcs8Pem(OWN));
        String next = TestPlaces.write(folder, "next.pem", TestKeys.pkcs8Pem(NEXT));
        return new Settings(
                TestPlaces.of(own, callers).callerPassword(PASSWORD).places(),
                withNext
                        ? Optional.of(new NextKeyLocation(
                                next, Optional.empty(), Optional.empty(), Optional.empty(), Instant.MAX))
                        : Optional.empty());
    }

    private static void assertRefused(Settings settings, String setting) {
        ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, settings::load);
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.setting()).isEqualTo("caller-keys"))
                .extracting(Problem::fault)
                .asString()
                .startsWith("this is the public half of " + setting + ",");
    }

    @ParameterizedTest
    @EnumSource
    void refusesTheNextKeysCertificate(Source source) {
        assertRefused(places(callers(source, NEXT_CERTIFICATE), true), "next-application-key");
    }

    @ParameterizedTest
    @EnumSource
    void refusesTheApplicationKeysCertificate(Source source) {
        assertRefused(places(callers(source, OWN_CERTIFICATE), false), "application-key");
    }

    /** Who knows the primes of a modulus signs for every public exponent. */
    @Test
    void refusesACertificateOfTheSameModulusAndAnotherExponent() throws Exception {
        BigInteger modulus = ((RSAPublicKey) NEXT.getPublic()).getModulus();
        PublicKey other =
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(257)));
        X509Certificate certificate = TestKeys.certificate(other, "CN=Another Exponent");

        assertRefused(places(callers(Source.DER_FILE, certificate), true), "next-application-key");
    }

    /** The settings name the next key only later: then it is the reload that refuses, and the good keys stay. */
    @Test
    void refusesAtAReloadWhatHasBecomeOurs() throws Exception {
        String callers = callers(Source.TRUSTSTORE, NEXT_CERTIFICATE);
        Settings[] settings = {places(callers, false)};
        KeyRing<LoadedKeys> ring = KeyRing.of(
                () -> settings[0].load(),
                keys -> keys,
                Optional.empty(),
                Duration.ofSeconds(60),
                Clock.systemUTC(),
                new HeardKeys());
        LoadedKeys before = ring.inUse();

        settings[0] = places(callers, true);

        assertThat(catchThrowableOfType(ConfigurationException.class, ring::reload)
                        .problems())
                .singleElement()
                .extracting(Problem::fault)
                .asString()
                .contains("the public half of next-application-key");
        assertThat(ring.inUse()).isSameAs(before);
    }
}
