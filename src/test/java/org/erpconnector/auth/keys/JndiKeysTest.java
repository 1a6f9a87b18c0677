package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.OWN_CERTIFICATE;
import static org.erpconnector.auth.keys.TestKeys.PASSWORD;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.naming.CommunicationException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.testkit.TestNaming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JndiKeysTest {
    private static final String KEY = "auth/keys";
    private static final String CALLERS = "auth/callers";

    @TempDir
    Path folder;

    @BeforeEach
    void startNaming() {
        TestNaming.start();
        TestNaming.BOUND.put(CALLERS, CALLER);
    }

    @AfterEach
    void stopNaming() {
        TestNaming.stop();
    }

    private static TestPlaces bound(Object object) {
        TestNaming.BOUND.put(KEY, object);
        return TestPlaces.of(KEY, CALLERS);
    }

    private static void refused(Object object, String fault, String remedy) {
        Problem problem = bound(object).refusal();
        assertThat(problem.setting()).isEqualTo("application-key");
        assertThat(problem.place()).startsWith(KEY);
        assertThat(problem.fault()).contains(fault);
        assertThat(problem.remedy()).contains(remedy);
    }

    @Test
    void takesAKeyStore() {
        KeyStore store = TestKeys.keyStore("PKCS12", Map.of("app", OWN), PASSWORD);

        assertThat(bound(store).password(PASSWORD).load().applicationCertificate())
                .contains(OWN_CERTIFICATE);
    }

    @Test
    void takesAPrivateKeyThatShowsItsPublicHalf() {
        assertThat(bound(OWN.getPrivate()).load().applicationPublicKey()).isEqualTo(OWN.getPublic());
    }

    @Test
    void takesCertificatesAloneOrSeveral() {
        for (Object several :
                List.of(CALLER, new X509Certificate[] {CALLER}, List.of(CALLER, CALLER), Set.of(CALLER))) {
            TestNaming.BOUND.put(CALLERS, several);
            assertThat(bound(OWN.getPrivate()).load().callerCertificates()).containsExactly(CALLER);
        }
    }

    @Test
    void takesAFileByPathUrlOrText() throws Exception {
        Path file = Path.of(TestPlaces.write(folder, "own.pem", TestKeys.pkcs8Pem(OWN)));
        for (Object place : List.of(
                file,
                file.toFile(),
                file.toString(),
                file.toUri().toURL(),
                file.toUri().toString())) {
            assertThat(bound(place).load().applicationPublicKey()).isEqualTo(OWN.getPublic());
        }
    }

    @Test
    void takesPropertiesAndIgnoresKeysOfTheServers() {
        Properties properties = properties("PKCS12", PASSWORD);
        properties.setProperty("alias", "app");
        properties.setProperty("factory", "org.glassfish.resources.custom.factory.PropertiesFactory");

        assertThat(bound(properties).load().applicationPublicKey()).isEqualTo(OWN.getPublic());
        assertThat(TestNaming.ASKED).containsOnly(KEY, CALLERS);
    }

    @Test
    void namesThePropertyWhosePasswordIsWrong() {
        Problem problem = bound(properties("PKCS12", TestKeys.WRONG)).refusal();

        assertThat(problem.setting()).isEqualTo("application-key");
        assertThat(problem.place()).startsWith(KEY + " -> ").endsWith("own.p12");
        assertThat(problem.fault()).contains("does not open");
        assertThat(problem.remedy()).contains("property password of the JNDI resource");
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "alias", "password", "key-password", "type"})
    void refusesAnUnresolvedAliasInAProperty(String name) {
        Properties properties = properties("PKCS12", PASSWORD);
        properties.setProperty(name, "${ALIAS=mykey}");

        refused(properties, "did not resolve the alias or variable in the JNDI property " + name, "restart");
    }

    @Test
    void refusesPropertiesThatAreNoUse() {
        refused(new Properties(), "no path", "Add the property path");
        Properties numbers = properties("PKCS12", PASSWORD);
        numbers.put("password", 1234);
        refused(numbers, "password is not a String", "java.lang.String");
        Properties remote = properties("PKCS12", PASSWORD);
        remote.setProperty("path", "ldap://evil.example/x");
        refused(remote, "never looked up", "absolute file path");
        Properties strange = properties("BCFKS", PASSWORD);
        strange.setProperty("path", TestPlaces.write(folder, "strange", new byte[] {1, 2, 3, 4}));
        refused(strange, "no keystores of type BCFKS", "security provider");
    }

    @Test
    void refusesATextThatLeadsToAnotherName() {
        refused("ldap://evil.example/x", "never looked up", "absolute file path");
        refused("java:comp/env/other", "no absolute file path", "Bind");
        refused("server", "no absolute file path", "Bind");
        refused("${ALIAS=x}", "did not resolve", "restart");
        refused("-----BEGIN PRIVATE KEY-----PRIVATE-MARK", "the key itself", "Put it into a file");
        assertThat(TestNaming.ASKED).containsOnly(KEY, CALLERS);
    }

    @Test
    void refusesAUrlOfAnotherMachine() throws Exception {
        refused(new java.net.URI("http://evil.example/x").toURL(), "never looked up", "absolute file path");
    }

    @Tag("K21")
    @Test
    void refusesOtherObjectsByTheirClass() throws NamingException {
        refused(42, "java.lang.Integer", "Bind a java.security.KeyStore");
        refused(new InitialContext(), "a folder of names", "Bind a java.security.KeyStore");
        refused(new Reference("java.security.KeyStore", "org.example.Factory", null), "org.example.Factory", "Bind");
        refused("null", "holds null", "Bind");
        refused(List.of("x"), "a list with java.lang.String in it", "X509Certificate");
        refused(new Object[] {null}, "a list with null in it", "X509Certificate");
        refused(CALLER, "only certificates", "private key");
        refused(OWN.getPublic(), OWN.getPublic().getClass().getName(), "Bind");
    }

    @Test
    void refusesAKeyStoreThatWasNeverLoaded() throws Exception {
        refused(KeyStore.getInstance("PKCS12"), "not loaded", "KeyStore.load");
    }

    @Tag("K04")
    @Test
    void saysWhichCaseOfLettersTheKeyStoreWants() {
        KeyStore store = TestKeys.keyStore("CaseExactJKS", Map.of("App", OWN), PASSWORD);
        Problem problem = bound(store).password(PASSWORD).alias("app").refusal();

        assertThat(problem.setting()).isEqualTo("application-key-alias");
        assertThat(problem.fault()).contains("no entry [app], only [App]");
        assertThat(problem.remedy()).contains("Write [App]");
    }

    @Test
    void refusesAKeyInHardwareWithoutItsCertificate() {
        refused(opaque("RSA"), "does not show its public half", "together with its certificate");
        refused(opaque("EC"), "of type EC and not RSA", "-keyalg RSA");
    }

    @Tag("K21")
    @Test
    void tellsANameThatIsNotBoundFromALookupThatFails() {
        Problem absent = TestPlaces.of("java:comp/env/other", CALLERS).refusal();
        assertThat(absent.fault()).contains("nothing is bound");
        assertThat(absent.remedy()).contains("Bind it in the server", "resource-env-ref");

        refused(new CommunicationException("down"), "CommunicationException", "server's log");
        refused(new IllegalStateException("factory: " + PASSWORD.length()), "IllegalStateException", "server's log");
    }

    @Test
    void saysSoWhereThereIsNoNamingService() {
        TestNaming.stop();
        Problem problem = TestPlaces.of(KEY, TestPlaces.write(folder, "caller", TestKeys.der(CALLER)))
                .refusal();

        assertThat(problem.fault()).isEqualTo("this server has no JNDI");
        assertThat(problem.remedy()).contains("absolute file path");
    }

    @Tag("K19")
    @Test
    void asksNothingForANameWithAScheme() {
        assertThat(TestPlaces.of(" LDAP://evil.example/x", CALLERS).refusal().fault())
                .contains("never looked up");
        assertThat(TestNaming.ASKED).containsOnly(CALLERS);
    }

    private Properties properties(String type, String password) {
        Properties properties = new Properties();
        properties.setProperty(
                "path", TestPlaces.write(folder, "own.p12", TestKeys.store("PKCS12", Map.of("app", OWN))));
        properties.setProperty("type", type);
        properties.setProperty("password", password);
        return properties;
    }

    private static PrivateKey opaque(String algorithm) {
        return new PrivateKey() {
            @Override
            public String getAlgorithm() {
                return algorithm;
            }

            @Override
            public String getFormat() {
                return null;
            }

            @Override
            public byte[] getEncoded() {
                return null;
            }
        };
    }
}
