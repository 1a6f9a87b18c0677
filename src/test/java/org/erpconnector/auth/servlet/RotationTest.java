package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.Form;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Shape;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys change while handshakes go on: no handshake is lost, and none is answered with a mixture of two sets. */
class RotationTest {
    private static final Shape QUESTION =
            new Shape.Soap(Contract.CONNECTOR_MESSAGE, SoapVersion.SOAP_1_1, "AuthenticationRequest", "urn:x", "urn:x");
    private static final Pattern TOKEN =
            Pattern.compile("<SignedApplicationToken>([0-9A-F]{32}\\.[0-9]{12})\\.([^<]+)</SignedApplicationToken>");

    private static TestKeys caller;
    private static TestKeys first;
    private static TestKeys second;

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();
    private Instant now = TestTokens.NOW;

    @BeforeAll
    static void makeKeys() {
        caller = TestKeys.ofBits(2048);
        // Small ones, which SuperOffice has issued, too: ten thousand signatures take a fifth of the time.
        first = TestKeys.ofBits(1024);
        second = TestKeys.ofBits(1024);
    }

    @BeforeEach
    void writeSettings() throws IOException, GeneralSecurityException {
        Path certificate =
                Files.write(folder.resolve("caller.crt"), caller.certificate().getEncoded());
        settings.put("application-id", TestTokens.APPLICATION_ID);
        settings.put("environment", "custom");
        settings.put("caller-keys", certificate.toString());
        settings.put("application-key", write("own.pem", first.pair()));
        // Ten thousand handshakes with one token: to sign as many of them would cost more than all the rest.
        settings.put("replay-store", "none");
    }

    @Tag("K17")
    @Test
    @Tag("C02")
    @Tag("C01")
    void tenThousandHandshakesUnderAHundredRotationsAllVerify() throws Exception {
        FilterComponents parts = start();
        String token = TestTokens.valid(caller);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> handshakes = () -> {
                int good = 0;
                for (int i = 0; i < 2500; i++) {
                    HandshakeReply reply = ask(parts, token);
                    good += signedBy(reply, first) || signedBy(reply, second) ? 1 : 0;
                }
                return good;
            };
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(callers.submit(handshakes));
            }
            for (int i = 1; i <= 100; i++) {
                TestKeys next = i % 2 == 0 ? first : second;
                write("own.pem", next.pair());
                parts.keys().reload();
                assertThat(signedBy(ask(parts, token), next))
                        .as("rotation %d", i)
                        .isTrue();
            }
            for (Future<Integer> one : running) {
                assertThat(one.get()).isEqualTo(2500);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void theNextApplicationKeySignsFromItsInstantOn() throws Exception {
        settings.put("next-application-key", write("next.pem", second.pair()));
        settings.put("next-application-key-from", now.plusSeconds(10).toString());
        FilterComponents parts = start();
        String token = TestTokens.valid(caller);
        assertThat(signedBy(ask(parts, token), first)).isTrue();
        now = now.plusSeconds(10).minusNanos(1);
        assertThat(signedBy(ask(parts, token), first)).isTrue();
        now = now.plusNanos(1);
        assertThat(signedBy(ask(parts, token), second)).isTrue();
        assertThat(parts.keys().keys().next().toString()).doesNotContain("PRIVATE");
    }

    @Test
    @Tag("F44")
    void theLogSaysOnceThatTheNextKeyHasTakenOverAndInEachLineWhichSigned() throws Exception {
        settings.put("next-application-key", write("next.pem", second.pair()));
        settings.put("next-application-key-from", now.plusSeconds(10).toString());
        RecordedLog log = new RecordedLog();
        KeyLog keyLog = new KeyLog(log, "filter");
        FilterComponents parts = FilterComponents.of(
                SettingValues.read(settings, attribute -> null), clock(), TestParts.everyLine(log, "filter"), keyLog);
        KeyStatus status = new KeyStatus(
                parts.keys(),
                clock(),
                others -> FilterComponents.check(SettingValues.read(settings, attribute -> null), clock()),
                task -> task);
        String token = TestTokens.valid(caller);
        String oldId = Thumbprints.jwk(first.publicKey());
        String newId = Thumbprints.jwk(second.publicKey());
        keyLog.look(parts.keys().keys(), now);
        ask(parts, token);
        assertThat(log.take())
                .singleElement()
                .asString()
                .endsWith(" signed-by=" + oldId + " application-id=" + TestTokens.APPLICATION_ID);
        assertThat(status.signingKey()).isEqualTo(oldId);
        assertThat(status.nextKeyFrom()).hasValue(now.plusSeconds(10));

        now = now.plusSeconds(10);
        assertThat(status.signingKey()).isEqualTo(newId);
        String said = "INFO filter filter: application key " + newId + " signs from now on, in place of " + oldId;
        // The key thread waits for a disk: the first handshake says it, and nothing says it again.
        ask(parts, token);
        ask(parts, token);
        keyLog.look(parts.keys().keys(), now);
        assertThat(log.take())
                .hasSize(3)
                .satisfiesOnlyOnce(line -> assertThat(line).isEqualTo(said))
                .filteredOn(line -> !line.equals(said))
                .allSatisfy(line -> assertThat(line)
                        .endsWith(" signed-by=" + newId + " application-id=" + TestTokens.APPLICATION_ID));
    }

    @Test
    @Tag("F44")
    void theThreadOfTheKeysSaysItWhereNoHandshakeComes() throws Exception {
        settings.put("next-application-key", write("next.pem", second.pair()));
        settings.put("next-application-key-from", now.plusSeconds(10).toString());
        RecordedLog log = new RecordedLog();
        KeyLog keyLog = new KeyLog(log, "filter");
        FilterComponents parts = FilterComponents.of(
                SettingValues.read(settings, attribute -> null), clock(), TestParts.everyLine(log, "filter"), keyLog);
        keyLog.look(parts.keys().keys(), now);
        keyLog.look(parts.keys().keys(), now.plusSeconds(10).minusNanos(1));
        assertThat(log.take()).isEmpty();
        keyLog.look(parts.keys().keys(), now.plusSeconds(10));
        keyLog.look(parts.keys().keys(), now.plusSeconds(11));
        assertThat(log.take()).singleElement().asString().contains("signs from now on");
    }

    @Test
    void warnsOfANextApplicationKeyWhoseInstantHasPassed() throws Exception {
        settings.put("next-application-key", write("next.pem", second.pair()));
        settings.put("next-application-key-from", now.minusSeconds(10).toString());
        assertThat(start().keys().keys().warnings())
                .anySatisfy(warning ->
                        assertThat(warning).contains("next-application-key-from", "Make it application-key"));
    }

    @Test
    void refusesTheNextApplicationKeyWithoutItsInstantAndTheInstantWithoutTheKey() {
        settings.put("next-application-key-from", now.toString());
        assertThatThrownBy(this::start)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("next-application-key: not set, but next-application-key-from is");
        settings.remove("next-application-key-from");
        settings.put("next-application-key", folder.resolve("own.pem").toString());
        assertThatThrownBy(this::start)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("next-application-key-from: not set, but next-application-key is");
    }

    @Test
    void namesTheSettingsOfTheNextApplicationKeyInItsFaults() throws Exception {
        settings.put("next-application-key", folder.resolve("missing.pem").toString());
        settings.put("next-application-key-from", "2027-01-31T22:00:00Z");
        assertThatThrownBy(this::start).hasMessageContaining("next-application-key [" + folder.resolve("missing.pem"));

        settings.put("next-application-key-from", "2027-01-31 22:00");
        assertThatThrownBy(this::start).hasMessageContaining("next-application-key-from [2027-01-31 22:00");
    }

    @Test
    void anotherCertificateOfTheCallerIsTrustedAfterAReload() throws Exception {
        FilterComponents parts = start();
        TestKeys successor = TestKeys.ofBits(2048);
        String token = TestTokens.valid(successor);
        assertThat(ask(parts, token).text()).contains("<Succeeded>false</Succeeded>");
        Files.write(folder.resolve("caller.crt"), successor.certificate().getEncoded());
        parts.keys().reload();
        assertThat(ask(parts, token).text()).contains("<Succeeded>true</Succeeded>");
        assertThat(ask(parts, TestTokens.valid(caller)).text()).contains("<Succeeded>false</Succeeded>");
    }

    private FilterComponents start() throws ConfigurationException {
        Logger logger = Logger.getLogger("test");
        return FilterComponents.of(
                SettingValues.read(settings, attribute -> null),
                clock(),
                TestParts.everyLine(logger, "filter"),
                new KeyLog(logger, "filter"));
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private static HandshakeReply ask(FilterComponents parts, String token) {
        return parts.handshake()
                .answer(
                        new HandshakeRequest(QUESTION, token, false, Form.TOKEN),
                        new Caller("127.0.0.1", "192.0.2.1", "/x"));
    }

    private static boolean signedBy(HandshakeReply reply, TestKeys keys) {
        Matcher token = TOKEN.matcher(reply.text());
        return token.find() && verifies(keys.publicKey(), token.group(1), token.group(2));
    }

    private static boolean verifies(PublicKey key, String statement, String signature) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update(statement.getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(String name, KeyPair pair) throws IOException {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return Files.writeString(folder.resolve(name), pem).toString();
    }
}
