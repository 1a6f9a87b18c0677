package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.X509CertUtils;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.erpconnector.auth.testkit.RawServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the buttons of the bench do, event by event, and what becomes of connectors that behave badly. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BenchTest {

    private static final RsaIdentity CALLER = DemoKeys.identity(DemoKeys.CALLER_SUBJECT, TestIdentity.NOW);

    private Bench bench;
    private BenchLog.Watcher page;

    static BenchSetup setup(Duration timeout) {
        return setup(CALLER, timeout);
    }

    private static BenchSetup setup(RsaIdentity caller, Duration timeout) {
        return new BenchSetup(
                caller,
                Optional.empty(),
                new CallerToken.Terms("", DemoKeys.TENANT, "SuperOffice AS", 300),
                PartyOptions.DEFAULT_NAMESPACE,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                url -> new HttpCaller(url, timeout, HttpCaller.WCF_MESSAGE_SIZE, Optional.empty()));
    }

    @BeforeEach
    void start() {
        bench = new Bench(setup(Duration.ofMinutes(3)), Clock.systemUTC());
        page = bench.log().watch();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private Map<String, Object> ask(String contract, String fault) {
        Map<String, Object> state = bench.state();
        Map<String, Object> given = new HashMap<>(Map.of("contract", contract, "soap", "1.1", "fault", fault));
        given.put("appUrl", "app://" + state.get("applicationId"));
        given.put("url", state.get(contract.startsWith("http") ? "httpUrl" : "soapUrl"));
        return given;
    }

    private Map<String, Object> ask(String url) {
        Map<String, Object> given = ask("connector-parameter", "");
        given.put("url", url);
        return given;
    }

    /** The events of the next run, from its beginning to its end. */
    private List<Map<String, Object>> run() throws Exception {
        List<Map<String, Object>> events = new ArrayList<>();
        do {
            events.add(JSONObjectUtils.parse(Objects.requireNonNull(page.next(240))));
        } while (!events.get(events.size() - 1).get("type").equals("end"));
        return events;
    }

    private List<Map<String, Object>> run(String action, Map<String, Object> given) throws Exception {
        bench.act(action, given);
        return run();
    }

    private static Map<String, Object> verdict(List<Map<String, Object>> events) {
        return events.stream()
                .filter(event -> event.get("type").equals("verdict"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> states(List<Map<String, Object>> events) {
        Map<Object, String> last = new TreeMap<>();
        events.stream()
                .filter(event -> event.get("type").equals("step"))
                .forEach(event -> last.put(event.get("n"), String.valueOf(event.get("state"))));
        return List.copyOf(last.values());
    }

    @ParameterizedTest
    @EnumSource(Contract.class)
    void walksTheFiveSteps(Contract contract) throws Exception {
        bench.startDemo();
        List<Map<String, Object>> events = run("handshake", ask(contract.toString(), ""));
        assertThat(states(events)).containsExactly("ok", "ok", "ok", "ok", "ok");
        // the demo has no operations of mirroring
        assertThat(verdict(events).get("sentence").toString()).startsWith("VERIFIED");
        assertThat(events)
                .anyMatch(event ->
                        event.get("type").equals("request") && event.toString().contains("eyJ"));
    }

    @ParameterizedTest
    @CsvSource({
        "S-01, connector-parameter", "C-01, connector-message", "J-12, connector-header", "J-40, http-json",
        "R-01, connector-parameter", "J-42, http-jwt", "M-01, connector-parameter", "S-04, connector-parameter"
    })
    void sendsAFaultAndJudgesTheAnswer(String fault, String contract) throws Exception {
        bench.startDemo();
        List<Map<String, Object>> events = run("handshake", ask(contract, fault));
        assertThat(states(events)).containsExactly("ok", "ok", "ok", "ok", "skipped");
        assertThat(verdict(events).get("sentence").toString()).startsWith(fault + " ok: ");
    }

    /** The certificate is another bench's, so that this one is a stranger to the connector. */
    @Test
    void saysWhatIsSeenAndWhatToDoWhereTheConnectorTrustsAnotherKey() throws Exception {
        RsaIdentity another = DemoKeys.identity(DemoKeys.CALLER_SUBJECT, TestIdentity.NOW);
        Bench other = new Bench(setup(another, Duration.ofSeconds(60)), Clock.systemUTC());
        try {
            other.startDemo();
            Map<String, Object> state = other.state();
            bench.act(
                    "register",
                    Map.of("applicationId", state.get("applicationId"), "publicKey", state.get("publicKey")));
            List<Map<String, Object>> events =
                    run("handshake", ask(state.get("soapUrl").toString()));
            assertThat(states(events)).containsExactly("ok", "ok", "failed", "skipped", "failed");
            assertThat(verdict(events))
                    .containsEntry("seen", "Succeeded=false, Reason: Failed to validate authentication request")
                    .extracting("remedy")
                    .asString()
                    .contains("give it this bench's certificate");
        } finally {
            other.close();
        }
    }

    @Test
    void showsTheCheckThatAReplyFails() throws Exception {
        bench.startDemo();
        RsaIdentity another = DemoKeys.identity("another", Instant.now());
        Map<String, Object> state = bench.state();
        String key = RsaKeyValue.ofPublic(TestIdentity.publicKey(another));
        bench.act("register", Map.of("applicationId", state.get("applicationId"), "publicKey", key));
        List<Map<String, Object>> events = run("handshake", ask("connector-parameter", ""));
        assertThat(states(events)).containsExactly("ok", "ok", "ok", "failed", "failed");
        assertThat(verdict(events)).containsEntry("seen", "Error code 7, InvalidSignature.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app://another            | No application has the client id [another].
            https://host/x           | Online takes app://CLIENT-ID and no other URL
            app:// x                 | is no URL
            """)
    void resolvesTheUrlAsThePortalDoes(String typed, String sentence) throws Exception {
        bench.startDemo();
        Map<String, Object> given = ask("connector-parameter", "");
        given.put("appUrl", typed);
        List<Map<String, Object>> events = run("handshake", given);
        assertThat(states(events)).containsExactly("failed");
        assertThat(events.toString()).contains(sentence);

        given.put(
                "appUrl",
                "APP://" + bench.state().get("applicationId").toString().toUpperCase(Locale.ROOT) + "/");
        assertThat(states(run("handshake", given))).hasSize(5);
    }

    @Test
    void synchronises() throws Exception {
        bench.startDemo();
        List<Map<String, Object>> events = run("synchronise", ask("connector-parameter", ""));
        assertThat(verdict(events)).containsEntry("state", "ok");
        assertThat(verdict(events).get("sentence").toString()).startsWith("DONE: all 17 operations");
        assertThat(events).noneMatch(event -> event.toString().contains("state=failed"));
    }

    @Test
    void showsActorsThatChangeWhileItPolls() throws Exception {
        bench.startDemo();
        bench.act("watch", ask("connector-parameter", ""));
        List<Object> labels = new ArrayList<>();
        while (labels.size() < 6) {
            Map<String, Object> event = JSONObjectUtils.parse(Objects.requireNonNull(page.next(240)));
            if (event.get("type").equals("actor")) {
                labels.add(event.get("label"));
                if (labels.size() == 5) {
                    bench.act("change", Map.of());
                }
            }
        }
        assertThat(labels).last().isEqualTo("Fjord Fisk AS (changed 1)");
        bench.act("stop", Map.of());
        assertThat(verdict(run()).get("sentence").toString()).startsWith("DONE");
    }

    @Test
    void replaysASavedRequest() throws Exception {
        bench.startDemo();
        assertThatThrownBy(() -> bench.act("save", Map.of())).hasMessageContaining("nothing to save");
        run("handshake", ask("connector-message", ""));
        assertThat((List<?>) bench.act("save", Map.of()).get("saved")).hasSize(1);
        assertThat(verdict(run("replay", Map.of("index", 0))).get("sentence").toString())
                .startsWith("REFUSED, as a copy has to be: The token has been used before");
        assertThatThrownBy(() -> bench.act("replay", Map.of("index", 1))).hasMessageContaining("no such saved request");
    }

    /** A signature for a copy is one, also in a reply that the contract's reader does not understand. */
    @Test
    void seesThatACopyIsAcceptedInAnotherForm() throws Exception {
        bench.startDemo();
        try (FakeConnector connector = new FakeConnector(request ->
                FakeConnector.Response.soap("<AuthenticationResponse xmlns=\"" + PartyOptions.DEFAULT_NAMESPACE
                        + "\"><Succeeded>true</Succeeded></AuthenticationResponse>"))) {
            assertThat(verdict(run("handshake", ask(connector.url())))
                            .get("sentence")
                            .toString())
                    .startsWith("UNREADABLE");
            bench.act("save", Map.of());
            assertThat(verdict(run("replay", Map.of("index", 0)))
                            .get("sentence")
                            .toString())
                    .startsWith("ACCEPTED AGAIN");
        }
    }

    @Test
    void takesAPublicKeyInEachFormAndNoPrivateOne() throws Exception {
        RsaIdentity key = DemoKeys.identity("mine", Instant.now());
        String spki = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(key.certificate().getPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        String certificate = X509CertUtils.toPEMString(key.certificate());
        String xml = RsaKeyValue.ofPublic(TestIdentity.publicKey(key));
        for (String form : List.of(spki, certificate, xml)) {
            assertThat(bench.act("register", Map.of("applicationId", "mine", "publicKey", form)))
                    .containsEntry("publicKey", xml.strip());
        }
        String secret = RsaKeyValue.ofPrivate((RSAPrivateCrtKey) key.privateKey());
        for (String wrong : List.of(secret, "-----BEGIN PRIVATE KEY-----", "<RSAKeyValue/>", "key", "")) {
            assertThatThrownBy(() -> bench.act("register", Map.of("applicationId", "mine", "publicKey", wrong)))
                    .isInstanceOf(UsageException.class);
        }
        assertThatThrownBy(() -> bench.act("register", Map.of("applicationId", "<b>", "publicKey", xml)))
                .hasMessageContaining("letters, digits");
    }

    private Map<String, Object> tried(String url) throws Exception {
        bench.startDemo();
        return verdict(run("handshake", ask(url)));
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(tried("http://127.0.0.1:" + port + "/x").toString())
                .contains("connection refused, nobody listens there", "There was no endpoint listening at");
    }

    /** A fault that reaches no connector is not judged. */
    @Test
    void judgesNoFaultWhereNobodyListens() throws Exception {
        bench.startDemo();
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Map<String, Object> given = ask("connector-parameter", "S-01");
        given.put("url", "http://127.0.0.1:" + port + "/x");
        List<Map<String, Object>> events = run("handshake", given);
        assertThat(states(events)).containsExactly("ok", "ok", "failed", "skipped", "skipped");
        assertThat(events).noneMatch(event -> event.get("type").equals("check"));
        assertThat(verdict(events).get("state")).isEqualTo("failed");
        assertThat(verdict(events).get("sentence").toString())
                .startsWith("S-01 NOT JUDGED: ")
                .contains("connection refused");
        assertThat(verdict(events).get("seen").toString()).startsWith("There was no endpoint listening at");
    }

    @Test
    void saysThatAConnectorNeverAnswers() throws Exception {
        bench.close();
        bench = new Bench(setup(Duration.ofSeconds(1)), Clock.systemUTC());
        page = bench.log().watch();
        try (ServerSocket silent = new ServerSocket(0)) {
            assertThat(tried("http://127.0.0.1:" + silent.getLocalPort() + "/x").toString())
                    .contains("no answer within 1 seconds", "The request channel timed out");
        }
    }

    @Test
    void aSilentConnectorIsOneWhoeverNoticesItFirst() {
        for (Exception fault : List.of(new TimeoutException(), new HttpTimeoutException("of its head"))) {
            assertThat(Advice.unreachable(new UnreachableException("no answer", fault, false), "http://x")
                            .seen())
                    .startsWith("The request channel timed out");
        }
        Exception noConnection = new HttpConnectTimeoutException("of the connection");
        assertThat(Advice.unreachable(new UnreachableException("no answer", noConnection, false), "http://x")
                        .seen())
                .startsWith("There was no endpoint listening");
    }

    @Test
    void stopsWaitingForOneWhoNeverAnswers() throws Exception {
        bench.startDemo();
        try (ServerSocket silent = new ServerSocket(0)) {
            bench.act("handshake", ask("http://127.0.0.1:" + silent.getLocalPort() + "/x"));
            String event;
            do {
                event = Objects.requireNonNull(page.next(240));
            } while (!event.contains("\"type\":\"request\""));
            assertThatThrownBy(() -> bench.act("synchronise", ask("http://127.0.0.1:1/x")))
                    .hasMessage("One run at a time: press Stop first.");
            bench.act("stop", Map.of());
            assertThat(verdict(run())).containsEntry("sentence", "STOPPED");
        }
        assertThat(verdict(run("handshake", ask("connector-parameter", "")))).containsEntry("state", "ok");
    }

    /** The end of a run that was stopped says nothing of the one that waits for it. */
    @Test
    void oneRunAtATimeAlsoAfterAStop() throws Exception {
        bench.startDemo();
        try (ServerSocket silent = new ServerSocket(0)) {
            Map<String, Object> given = ask("http://127.0.0.1:" + silent.getLocalPort() + "/x");
            bench.act("handshake", given);
            while (!Objects.requireNonNull(page.next(240)).contains("\"type\":\"request\"")) {
                // The first run is on.
            }
            bench.act("stop", Map.of());
            bench.act("handshake", given);
            assertThat(verdict(run())).containsEntry("sentence", "STOPPED");
            assertThatThrownBy(() -> bench.act("synchronise", given))
                    .hasMessage("One run at a time: press Stop first.");
            bench.act("stop", Map.of());
        }
    }

    @Test
    void readsNoGigabyte() throws Exception {
        byte[] megabyte = new byte[1 << 20];
        try (RawServer server = RawServer.http((head, out) -> {
            out.write(
                    RawServer.bytes("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 1073741824\r\n\r\n"));
            for (int i = 0; i < 1024; i++) {
                out.write(megabyte);
            }
        })) {
            Map<String, Object> verdict = tried("http://127.0.0.1:" + server.port() + "/x");
            assertThat(verdict.toString()).contains("UNREADABLE", "it is larger than 65536 bytes");
        }
    }

    @Test
    void saysThatAConnectorEndsTheConnection() throws Exception {
        try (RawServer server = RawServer.http((head, out) -> {})) {
            assertThat(tried("http://127.0.0.1:" + server.port() + "/x").toString())
                    .contains("the connection broke", "The underlying connection was closed");
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (RawServer server = RawServer.http((head, out) -> out.write(RawServer.bytes(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/y\r\nContent-Length: 0\r\n\r\n")))) {
            assertThat(tried("http://127.0.0.1:" + server.port() + "/x").toString())
                    .contains("an unexpected response: (302)", "Redirects are not followed");
        }
    }

    private static SSLContext expired() throws Exception {
        RsaIdentity key = RsaIdentity.generate(2048, "127.0.0.1", Instant.now().minus(Duration.ofDays(500)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("tls", key.privateKey(), new char[0], new Certificate[] {key.certificate()});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void saysThatACertificateIsNotTrusted() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(expired()));
        server.start();
        try {
            assertThat(tried("https://127.0.0.1:" + server.getAddress().getPort() + "/x")
                            .toString())
                    .contains("Could not establish trust relationship", "has not expired");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ftp://host/x        | is no URL of the form https://host/path
            x y                 | is no URL
            ''                  | is no URL of the form https://host/path
            """)
    void saysWhatIsWrongWithAUrl(String url, String complaint) throws Exception {
        bench.startDemo();
        assertThatThrownBy(() -> bench.act("handshake", ask(url))).hasMessageContaining(complaint);
    }

    @Test
    void saysWhatItDoesNotKnow() throws Exception {
        bench.startDemo();
        assertThatThrownBy(() -> bench.act("dance", Map.of())).hasMessageContaining("There is no action [dance]");
        assertThatThrownBy(() -> bench.act("handshake", ask("carrier-pigeon", "")))
                .hasMessageContaining("It is one of");
        assertThatThrownBy(() -> bench.act("handshake", ask("connector-message", "W-01")))
                .hasMessageContaining("There is no fault [W-01]");
    }

    /** A page without it would offer no Stop for a poll that has gone on for an hour. */
    @Test
    void aPageThatOpensLateHearsThatARunHasBegun() throws Exception {
        BenchLog log = new BenchLog();
        log.begin("Polling of x");
        for (int i = 0; i < 10_000; i++) {
            log.add("poll", Map.of("number", i));
        }
        BenchLog.Watcher late = log.watch();
        assertThat(late.next(0)).contains("\"type\":\"begin\"", "Polling of x");
        assertThat(late.next(0)).contains("\"number\":8000}");
        log.begin("Handshake with y");
        assertThat(log.watch().next(0)).contains("Handshake with y");
    }

    @Test
    void forgetsWhatIsTooMuch() throws Exception {
        BenchLog log = new BenchLog();
        String much = "x".repeat(1_000_000);
        for (int i = 0; i < 20; i++) {
            log.add("note", Map.of("text", much));
        }
        BenchLog.Watcher late = log.watch();
        int seen = 0;
        while (late.next(0) != null) {
            seen++;
        }
        assertThat(seen).isEqualTo(7);

        BenchLog.Watcher asleep = log.watch();
        for (int i = 0; i < 10_000; i++) {
            log.add("note", Map.of("text", i));
        }
        assertThat(asleep.isGone()).isTrue();
        for (int i = 0; i < 8; i++) {
            assertThat(log.watch().isGone()).isFalse();
        }
        assertThat(late.isGone()).isTrue();
    }
}
