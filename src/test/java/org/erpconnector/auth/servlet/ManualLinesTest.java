package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.Form;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Shape;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.observe.LogRateLimiter;
import org.erpconnector.auth.observe.Observation;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.CapturedLog;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestSigner;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines, fields and patterns of the manual's page on logging are those of the log, and so are troubleshooting's lines. */
class ManualLinesTest {
    private static final Page LOGGING = Page.manual("logging");
    private static final Page TROUBLESHOOTING = Page.manual("troubleshooting");
    private static final String FILTER = "erp-connector-auth";
    private static final Caller CALLER = new Caller("192.0.2.7", "192.0.2.1", "/Services/ErpConnectorWS.svc");
    private static final String CALLER_KEY = "60B61583DBB2B7EEC46FD01EC0056E62451D61F3";

    private static TestParts parts;

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final RecordedLog recorded = new RecordedLog();
    private final HandshakeLog log = new HandshakeLog(
            recorded,
            FILTER,
            new Observation(Clock.systemUTC(), recorded),
            new LogRateLimiter(LogRateLimiter.LINES, nanos::get),
            new KnownForms(KnownForms.FORMS));
    private final Logger library = Logger.getLogger(FilterLifecycle.LOGGER);
    private final Level before = library.getLevel();
    private final CapturedLog captured = new CapturedLog();

    @BeforeAll
    static void makeKeys() {
        parts = TestParts.make();
    }

    @BeforeEach
    void listen() {
        library.setLevel(Level.ALL);
        library.setUseParentHandlers(false);
        library.addHandler(captured);
    }

    @AfterEach
    void stopListening() {
        library.removeHandler(captured);
        library.setUseParentHandlers(true);
        library.setLevel(before);
    }

    @Test
    void everyLineIsInTheTableWithItsLevelAndTheTableHasNoOther() throws Exception {
        Map<String, String> levels = new LinkedHashMap<>();
        for (MatchResult row : rows(LOGGING.section("## What each line means"), 2)) {
            levels.put(row.group(1).replace("NAME", FILTER), row.group(2));
        }
        List<String> lines = Stream.of(handshakeLines(), keyLines(), startLines())
                .flatMap(List::stream)
                .toList();
        assertThat(lines).allSatisfy(line -> assertThat(levels.entrySet()).anyMatch(row -> begins(line, row)));
        assertThat(levels.entrySet()).allSatisfy(row -> assertThat(lines).anyMatch(line -> begins(line, row)));
    }

    private static boolean begins(String line, Map.Entry<String, String> row) {
        return line.startsWith(row.getValue() + " " + row.getKey());
    }

    @Test
    void theTableOfFieldsHasEachThatALineHasAndNoOther() {
        Set<String> shown = rows(LOGGING.section("## The fields"), 1).stream()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        Set<String> written = handshakeLines().stream()
                .flatMap(line -> parsed(line).keySet().stream())
                .filter(name -> !name.equals("outcome"))
                .collect(Collectors.toSet());
        assertThat(shown).isEqualTo(written);
    }

    @Test
    void theContractsAreTheOnesThatTheFieldsNameAndMore() {
        String field = LOGGING.section("## The fields");
        assertThat(Stream.of(Contract.values()).map(Contract::label))
                .allSatisfy(label -> assertThat(field).contains("`" + label + "`"));
        assertThat(field).contains("`" + SoapVersion.SOAP_1_1.label() + "`");
    }

    @Test
    void thePatternsForASiemTakeALineApartAsShown() throws IOException {
        refuse(Reason.SIGNATURE_INVALID, "not signed by key " + CALLER_KEY);
        Map<String, String> shown = new ObjectMapper()
                .readValue(LOGGING.block("## Into a SIEM", "json"), new TypeReference<Map<String, String>>() {});
        assertThat(parsed("Nov 29 12:00:00 erp java[42]: " + recorded.take().get(0)))
                .isEqualTo(shown);
    }

    /** What a caller writes adds no field, and takes none away. */
    @Test
    void nobodyForgesAFieldForASiem() {
        log.refused(
                Subject.handshake("soap", new Caller("x tenant=Cust1", "y", "/a detail=[b] signed-by=c")),
                Reason.ENVELOPE_UNREADABLE,
                "d] tenant=Cust2 [");
        assertThat(parsed(recorded.take().get(0)))
                .containsOnlyKeys("outcome", "reason", "filter", "contract", "from", "to", "path", "detail")
                .containsEntry("detail", "[d] tenant=Cust2 []");
    }

    @Test
    void aFloodIsSummedUpAsShown() {
        for (int i = 0; i < 200; i++) {
            refuse(Reason.TOKEN_MALFORMED, "no dots");
        }
        assertThat(recorded.take()).hasSize(LogRateLimiter.LINES);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        log.summarise();
        assertThat(recorded.take()).containsExactly("WARNING " + LOGGING.block("## What each line means", "text"));
    }

    /** README has the line of an expired token, which a test compares with the verifier's. */
    @Test
    void aWrongClockLooksAsShown() {
        assertThat(Page.readme().text()).contains("\n" + TROUBLESHOOTING.block("## The clock", "text") + "\n");
    }

    @Test
    void aBodyThatWasReadBeforeLooksAsShown() throws Exception {
        RecordedLog lines = new RecordedLog();
        TestParts.everyLine(lines, FILTER)
                .failed(
                        Subject.handshake("soap", CALLER),
                        Reason.BODY_ALREADY_READ,
                        "a filter before this one has read the body: map this one first in web.xml");
        assertThat(lines.only().text()).isEqualTo(TROUBLESHOOTING.block("## The body was read before", "text"));
    }

    @Test
    void oneProblemLooksAsShown() throws Exception {
        Map<String, String> settings = settings();
        settings.put("clock-skew", "301");
        assertThatThrownBy(() -> FilterLifecycle.start(FILTER, settings, name -> null, Clock.systemUTC()))
                .isInstanceOf(ServletException.class)
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .containsExactlyElementsOf(TROUBLESHOOTING
                                .block("## It does not deploy", "text")
                                .lines()
                                .toList()));
    }

    /** Every failure of a handshake that the table of 503 names is one that is answered so. */
    @Test
    void theTableOf503NamesReasonsOfFailures() {
        Set<String> codes = Stream.of(Reason.values()).map(Reason::code).collect(Collectors.toSet());
        assertThat(rows(TROUBLESHOOTING.section("## 503"), 1))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(codes).contains(row.group(1).replaceAll(".*reason=", "")));
    }

    private Map<String, String> settings() throws IOException, GeneralSecurityException {
        return new HashMap<>(parts.settings(folder));
    }

    private void refuse(Reason reason, String detail) {
        log.refused(Subject.handshake(Contract.CONNECTOR_MESSAGE.label(), CALLER), reason, detail);
    }

    private List<String> handshakeLines() {
        Subject handshake =
                Subject.handshake(Contract.CONNECTOR_MESSAGE.label(), CALLER).of(Optional.of("Cust12345"));
        log.accepted(handshake, "4711", CALLER_KEY, CALLER_KEY);
        log.form(new HandshakeRequest(new Shape.Http(Contract.HTTP_JWT), "", false, Form.TOKEN));
        log.refused(handshake, Reason.TOKEN_EXPIRED, "expired");
        log.failed(handshake, Reason.SIGNING_FAILED, "the key does not sign");
        log.passedOn(CALLER, Reason.PASSED_MEDIA_TYPE, "text/plain; x");
        log.refused(Subject.call("sync", CALLER), Reason.SECRET_PATH_MISSING, "no segment");
        log.failed(Subject.call("mirroring-call", CALLER), Reason.BODY_UNREADABLE, "a.Filter throws");
        return recorded.take();
    }

    private List<String> keyLines() {
        KeyLog keyLog = new KeyLog(recorded, FILTER);
        TestKeys own = parts.application();
        LoadedKeys keys = new LoadedKeys(
                TestSigner.of(own.pair().getPrivate(), own.publicKey(), Optional.of(own.certificate())),
                Optional.of(new Credentials.Next(TestSigner.of(parts.other().pair()), TestTokens.NOW)),
                Optional.of(CallerKeys.pinned(List.of(parts.caller().certificate()))),
                List.of(),
                "test",
                Set.of(),
                Optional.empty());
        keyLog.look(keys, TestTokens.NOW.minusSeconds(1));
        recorded.take();
        keyLog.look(keys, TestTokens.NOW);
        keyLog.look(keys, own.certificate().getNotAfter().toInstant().minusSeconds(1));
        keyLog.replaced(keys);
        keyLog.kept(new ConfigurationException(new Problem("application-key", "/a", "no such file", "Put it there")));
        keyLog.recovered();
        keyLog.callerKeysWarned("no answer");
        keyLog.callerKeysRecovered();
        return recorded.take().stream()
                .filter(line -> !line.startsWith("FINE "))
                .filter(line -> !line.startsWith("WARNING filter " + FILTER + ": caller-keys ["))
                .toList();
    }

    private List<String> startLines() throws Exception {
        FilterLifecycle.start(FILTER, settings(), name -> null, Clock.systemUTC())
                .end();
        Map<String, String> wrong = settings();
        wrong.put("clock-skew", "301");
        try {
            FilterLifecycle.start(FILTER, wrong, name -> null, Clock.systemUTC());
        } catch (ServletException e) {
            NotStarted closed = new NotStarted(e, System::nanoTime);
            closed.report();
            assertThatThrownBy(() -> closed.answer(null)).isInstanceOf(ServletException.class);
        }
        return captured.lines().stream()
                .filter(line -> !line.startsWith("FINE "))
                .toList();
    }

    /** The rows of a table whose first columns are each in backquotes. */
    private static List<MatchResult> rows(String section, int columns) {
        return Pattern.compile("(?m)^\\|" + " `([^`]*)` \\|".repeat(columns))
                .matcher(section)
                .results()
                .toList();
    }

    /** As a SIEM does it with the two patterns of the manual. */
    private static Map<String, String> parsed(String line) {
        List<String> patterns = LOGGING.block("## Into a SIEM", "regex").lines().toList();
        Matcher whole = Pattern.compile(patterns.get(0)).matcher(line);
        assertThat(whole.find()).as(line).isTrue();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("outcome", whole.group(1));
        Pattern.compile(patterns.get(1))
                .matcher(whole.group(2))
                .results()
                .forEach(field -> assertThat(fields.put(field.group(1), field.group(2)))
                        .as("a second %s in %s", field.group(1), line)
                        .isNull());
        return fields;
    }
}
