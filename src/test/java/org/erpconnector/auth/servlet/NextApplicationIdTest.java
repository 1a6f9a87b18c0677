package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.ServletException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.Form;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Shape;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.testkit.CapturedLog;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SuperOffice regenerates a client id: for a while a filter answers for two. */
class NextApplicationIdTest {
    private static final String OLD = "Old-id-4711";
    private static final String NEXT = "next-id-4712";
    private static final String CONTEXT = "/two-ids";
    private static final Shape JWT = new Shape.Http(Contract.HTTP_JWT);
    private static final Shape SOAP =
            new Shape.Soap(Contract.CONNECTOR_MESSAGE, SoapVersion.SOAP_1_1, "AuthenticateRequest", "urn:x", "urn:x");
    private static final Caller CALLER = new Caller("192.0.2.7", "192.0.2.1", "/x");
    private static final AtomicInteger NONCES = new AtomicInteger();
    private static final Logger LOGGER = Logger.getLogger("org.erpconnector.auth");

    private static TestKeys caller;
    private static TestKeys own;

    @TempDir
    Path folder;

    private final CapturedLog log = new CapturedLog();
    private final Map<String, String> settings = new HashMap<>();
    private Level before = Level.INFO;
    private Instant now = TestTokens.NOW;

    @BeforeAll
    static void makeKeys() {
        caller = TestKeys.ofBits(2048);
        own = TestKeys.ofBits(2048);
    }

    @BeforeEach
    void writeSettings() throws Exception {
        before = LOGGER.getLevel();
        LOGGER.setLevel(Level.INFO);
        LOGGER.addHandler(log);
        Path key = Files.writeString(
                folder.resolve("own.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(own.pair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Path certificate =
                Files.write(folder.resolve("caller.crt"), caller.certificate().getEncoded());
        settings.putAll(Map.of(
                "application-id",
                OLD,
                "next-application-id",
                NEXT,
                "environment",
                "custom",
                "application-key",
                key.toString(),
                "caller-keys",
                certificate.toString()));
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(log);
        LOGGER.setLevel(before);
    }

    @Test
    void answersEachForTheIdThatItNames() throws Exception {
        FilterLifecycle filter = start();
        for (String id : List.of(OLD, NEXT)) {
            for (String spelt : List.of(id, id.toUpperCase(Locale.ROOT))) {
                assertThat(issuer(ask(filter, JWT, "spn:" + spelt))).isEqualTo("spn:" + id);
                assertThat(ask(filter, SOAP, "spn:" + spelt))
                        .contains("<Succeeded>true</Succeeded>", "<SignedApplicationToken>");
            }
            assertThat(log.texts()).last().asString().endsWith(" application-id=" + id);
        }
        filter.end();
    }

    @Test
    void refusesEveryOtherAndNamesBoth() throws Exception {
        FilterLifecycle filter = start();
        for (String other : List.of(OLD, NEXT, "spn:", "spn:another", "spn:" + OLD + NEXT, "spn:" + OLD + "] or [")) {
            assertThat(ask(filter, SOAP, other)).contains("<Succeeded>false</Succeeded>");
            assertThat(log.texts())
                    .last()
                    .asString()
                    .contains(
                            "reason=audience-wrong",
                            "detail=[aud [" + other + "] instead of [spn:" + OLD + "] or [spn:" + NEXT + "]]");
        }
        filter.end();
    }

    /** Whichever of two is named first: the token is one. */
    @Test
    void answersATokenOnce() throws Exception {
        FilterLifecycle filter = start();
        String token = token("spn:" + NEXT);
        assertThat(ask(filter, new HandshakeRequest(SOAP, token, false, Form.TOKEN)))
                .contains("<Succeeded>true");
        assertThat(ask(filter, new HandshakeRequest(SOAP, token, false, Form.TOKEN)))
                .contains("<Succeeded>false");
        filter.end();
    }

    @Test
    void saysWhetherTheOldIdIsStillInUse() throws Exception {
        FilterLifecycle filter = start();
        assertThat(log.texts())
                .anyMatch(line -> line.contains(
                        "started: application-id=" + OLD + " next-application-id=" + NEXT + " environment="));
        filter.begin(CONTEXT);
        String filtered = "filter " + CONTEXT + " erp: ";
        assertThat(log.texts())
                .contains(filtered + "accepts two application ids, " + OLD + " and its successor " + NEXT
                        + "; the last use of each is said here once a day and at the end, and in JMX");
        assertThat(lastUse(OLD)).isEmpty();

        Instant used = now;
        ask(filter, SOAP, "spn:" + NEXT);
        assertThat(lastUse(OLD)).isEmpty();
        assertThat(lastUse(NEXT)).isEqualTo(used.toString());

        String remedy = ". When SuperOffice uses the first no more, set application-id to the second and remove"
                + " next-application-id";
        String line = filtered + "application id " + OLD + " not used since the start " + used + ", application id "
                + NEXT + " last used " + used + remedy;
        now = now.plus(Duration.ofDays(1)).minusMillis(1);
        filter.observation().look();
        assertThat(log.texts()).doesNotContain(line);
        now = now.plusMillis(1);
        filter.observation().look();
        filter.observation().look();
        assertThat(log.texts()).containsOnlyOnce(line);

        // What is lost with the web application has been said.
        filter.end();
        assertThat(log.texts().stream().filter(line::equals)).hasSize(2);
    }

    @Test
    void aFilterWithOneIdSaysNothingOfIt() throws Exception {
        settings.remove("next-application-id");
        FilterLifecycle filter = start();
        filter.begin(CONTEXT);
        now = now.plus(Duration.ofDays(2));
        filter.observation().look();
        filter.end();
        assertThat(log.texts())
                .isNotEmpty()
                .noneMatch(line -> line.contains("next-application-id") || line.contains("application id "));
    }

    @Test
    void doesNotStartWithOneIdTwiceNorWithTheNextAlone() {
        settings.put("next-application-id", OLD.toUpperCase(Locale.ROOT));
        assertThatThrownBy(this::start)
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("1 problem:")
                .hasMessageContaining("next-application-id [" + OLD.toUpperCase(Locale.ROOT)
                        + "]: the same as application-id. Write the client id that follows, or remove it where the"
                        + " change is over.");
        settings.remove("application-id");
        assertThatThrownBy(this::start)
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("1 problem:")
                .hasMessageContaining("application-id: not set.");
    }

    private FilterLifecycle start() throws ServletException {
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        return FilterLifecycle.start("erp", settings, attribute -> null, clock);
    }

    private String ask(FilterLifecycle filter, Shape shape, String audience) {
        return ask(filter, new HandshakeRequest(shape, token(audience), false, Form.TOKEN));
    }

    private static String ask(FilterLifecycle filter, HandshakeRequest request) {
        return filter.parts().handshake().answer(request, CALLER).text();
    }

    private static String token(String audience) {
        Map<String, String> claims = TestTokens.claims();
        claims.put("aud", "\"" + audience + "\"");
        claims.put("nonce", "\"" + TestTokens.NONCE.substring(4) + (1000 + NONCES.incrementAndGet()) + "\"");
        return TestTokens.signed(
                TestTokens.header(caller.certificate()), claims, caller.pair().getPrivate());
    }

    private static String issuer(String jwt) throws ParseException {
        return SignedJWT.parse(jwt).getJWTClaimsSet().getIssuer();
    }

    private static String lastUse(String id) throws JMException {
        ObjectName name =
                new ObjectName("org.erpconnector.auth:type=ConnectorAuth,context=\"" + CONTEXT + "\",filter=\"erp\"");
        TabularData uses =
                (TabularData) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "LastUseOfApplicationIds");
        return (String) uses.get(new Object[] {id}).get("value");
    }
}
