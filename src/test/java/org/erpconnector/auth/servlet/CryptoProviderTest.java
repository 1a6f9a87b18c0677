package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.Form;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Shape;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.testkit.FakeCrypto;
import org.erpconnector.auth.testkit.FakeCrypto.Fault;
import org.erpconnector.auth.testkit.NativeProviders;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole handshakes with the security provider that the deployer names, and what becomes of them when it fails. */
class CryptoProviderTest {
    private static final String NAME = "FakeOfTheHandshake";
    private static final Shape SOAP =
            new Shape.Soap(Contract.CONNECTOR_MESSAGE, SoapVersion.SOAP_1_1, "AuthenticationRequest", "urn:x", "urn:x");
    private static final Shape HTTP = new Shape.Http(Contract.HTTP_JWT);
    private static final Pattern TOKEN =
            Pattern.compile("<SignedApplicationToken>([0-9A-F]{32}\\.[0-9]{12})\\.([^<]+)</SignedApplicationToken>");

    private static TestKeys caller;
    private static TestKeys own;

    @TempDir
    static Path folder;

    private final Map<String, String> settings = new HashMap<>();
    private final RecordedLog log = new RecordedLog();
    private FakeCrypto fake;

    @BeforeAll
    static void makeKeys() throws IOException, GeneralSecurityException {
        caller = TestKeys.ofBits(2048);
        own = TestKeys.ofBits(2048);
        Files.write(folder.resolve("caller.crt"), caller.certificate().getEncoded());
        Path key = Files.writeString(
                folder.resolve("own.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(own.pair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
            // Else that would be warned of.
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @BeforeEach
    void register() {
        settings.put("application-id", TestTokens.APPLICATION_ID);
        settings.put("environment", "custom");
        settings.put("authenticate-path", "/authenticate");
        settings.put("application-key", folder.resolve("own.pem").toString());
        settings.put("caller-keys", folder.resolve("caller.crt").toString());
        settings.put("crypto-provider", NAME);
        fake = FakeCrypto.named(NAME, Fault.NONE);
        Security.addProvider(fake);
    }

    @AfterEach
    void unregister() {
        Security.removeProvider(NAME);
    }

    @Test
    void theNamedProviderVerifiesAndSignsEveryHandshake() throws Exception {
        FilterComponents parts = start();
        assertThat(parts.summary()).contains(" crypto-provider=" + NAME + " ");
        fake.signed();
        fake.verified();

        expectAnswers(parts);

        assertThat(fake.verified()).isEqualTo(2);
        assertThat(fake.signed()).isEqualTo(2);
    }

    @Test
    void noProviderIsUsedThatIsNotNamed() throws Exception {
        settings.remove("crypto-provider");
        FilterComponents parts = start();
        assertThat(parts.summary()).contains(" crypto-provider=default ");

        expectAnswers(parts);

        assertThat(fake.verified()).isZero();
        assertThat(fake.signed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AmazonCorrettoCryptoProvider", "Conscrypt", "SunPKCS11-NSS"})
    void answersWithANativeProvider(String name) throws Exception {
        Provider provider = NativeProviders.loaded(name);
        Security.addProvider(provider);
        try {
            settings.put("crypto-provider", name);
            FilterComponents parts = start();
            assertThat(parts.keys().keys().warnings()).isEmpty();
            assertThat(parts.summary()).contains(" crypto-provider=" + name + " ");

            expectAnswers(parts);

            expectRefusal(parts, forged());
            // As long as that of a key of 3072 bits: some providers throw, others say no.
            String token = TestTokens.fresh(caller);
            expectRefusal(parts, token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(512));
        } finally {
            Security.removeProvider(name);
        }
    }

    @Test
    void answersWithoutAProviderThatIsNotThere() throws Exception {
        settings.put("crypto-provider", "NotRegistered");
        FilterComponents parts = start();
        assertThat(parts.summary()).contains(" crypto-provider=default ");
        assertThat(parts.keys().keys().warnings()).singleElement().asString().startsWith("crypto-provider [NotReg");

        expectAnswers(parts);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SIGNING_THROWS", "SIGNING_LACKS_ITS_LIBRARY", "VERIFYING_THROWS", "VERIFYING_LACKS_ITS_LIBRARY"})
    void aProviderThatFailsLaterIsAFaultOfThePlatformAndSignsNothing(Fault fault) throws Exception {
        FilterComponents parts = start();
        fake.become(fault);

        for (Shape shape : new Shape[] {SOAP, HTTP}) {
            HandshakeReply reply = ask(parts, shape, TestTokens.fresh(caller));
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.text()).doesNotContain("eyJ", "Succeeded>true");
        }

        String code = fault.name().startsWith("SIGNING") ? "signing-failed" : "internal-error";
        assertThat(log.lines()).hasSize(2).allSatisfy(line -> {
            assertThat(line.level()).isEqualTo(Level.SEVERE);
            assertThat(line.text()).contains(code);
        });
        assertThat(log.printed()).contains(fault.name().endsWith("THROWS") ? "ProviderException" : "UnsatisfiedLink");
    }

    /** Else anybody could fill the log with faults of the platform's while the provider is out of order. */
    @Test
    void aForgedTokenIsTheCallersFaultWhateverTheProviderDoes() throws Exception {
        FilterComponents parts = start();
        fake.become(Fault.VERIFYING_THROWS);

        expectRefusal(parts, forged());
    }

    @Test
    void aProviderThatSaysNoIsBelieved() throws Exception {
        FilterComponents parts = start();
        fake.become(Fault.VERIFIES_NOTHING);

        expectRefusal(parts, TestTokens.fresh(caller));
    }

    @Test
    void aProviderThatFailsLaterIsLeftAtTheNextReloadAndTakenUpAgainAfterwards() throws Exception {
        FilterComponents parts = start();
        fake.become(Fault.SIGNING_LACKS_ITS_LIBRARY);
        parts.keys().reload();

        assertThat(log.take())
                .satisfiesExactly(
                        line -> assertThat(line).contains("keys replaced: ").endsWith(" crypto-provider=default"),
                        line -> assertThat(line)
                                .startsWith("WARNING filter erp: crypto-provider [" + NAME + "]: its self-test ended in"
                                        + " java.lang.UnsatisfiedLinkError"));
        expectAnswers(parts);

        log.clear();
        parts.keys().reload();
        assertThat(log.take()).isEmpty();

        fake.become(Fault.NONE);
        parts.keys().reload();
        assertThat(log.take())
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith(" crypto-provider=" + NAME));
    }

    private FilterComponents start() throws ConfigurationException {
        Clock clock = Clock.fixed(TestTokens.NOW, ZoneOffset.UTC);
        return FilterComponents.of(
                SettingValues.read(settings, attribute -> null),
                clock,
                TestParts.everyLine(log, "erp"),
                new KeyLog(log, "erp"));
    }

    private static HandshakeReply ask(FilterComponents parts, Shape shape, String token) {
        return parts.handshake()
                .answer(
                        new HandshakeRequest(shape, token, false, Form.TOKEN),
                        new Caller("192.0.2.7", "192.0.2.1", "/x"));
    }

    /** What SuperOffice would accept, in both forms. */
    private static void expectAnswers(FilterComponents parts) throws Exception {
        Matcher token = TOKEN.matcher(ask(parts, SOAP, TestTokens.fresh(caller)).text());
        assertThat(token.find()).isTrue();
        Signature check = Signature.getInstance("SHA256withRSA", "SunRsaSign");
        check.initVerify(own.publicKey());
        check.update(token.group(1).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(Base64.getDecoder().decode(token.group(2)))).isTrue();

        SignedJWT jwt =
                SignedJWT.parse(ask(parts, HTTP, TestTokens.fresh(caller)).text());
        assertThat(jwt.verify(new RSASSAVerifier(own.publicKey()))).isTrue();
    }

    private void expectRefusal(FilterComponents parts, String token) {
        log.clear();
        assertThat(ask(parts, SOAP, token).text()).contains("<Succeeded>false</Succeeded>");
        assertThat(log.only().text()).contains("signature-invalid");
    }

    /** The signature of another token. */
    private static String forged() {
        String one = TestTokens.fresh(caller);
        String other = TestTokens.fresh(caller);
        return one.substring(0, one.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    }
}
