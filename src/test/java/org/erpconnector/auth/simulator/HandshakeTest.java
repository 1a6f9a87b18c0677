package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.erpconnector.auth.simulator.FakeConnector.Request;
import org.erpconnector.auth.simulator.FakeConnector.Response;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code handshake}, against connectors of a few lines. */
class HandshakeTest {

    private static final Pattern TOKEN = Pattern.compile("eyJ[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]+");
    private static final String NS = PartyOptions.DEFAULT_NAMESPACE;
    private static final String MIRROR = "http://www.superoffice.com/online/mirroring/0.1";

    @TempDir
    static Path folder;

    private static DemoKeys keys;
    private static RsaIdentity application;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = DemoKeys.make(folder);
        DemoKeys.StoredKey stored = keys.application();
        application = RsaIdentity.load(stored.keystore(), stored.password(), Optional.of(stored.alias()));
    }

    @Test
    void verifiesAConnectorOfParameterStyle() {
        try (FakeConnector connector = connector(r -> Response.soap(parameterReply(applicationToken(r))))) {
            assertThat(handshake(connector)).isZero();

            Request request = connector.requests().get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.header("Content-type")).isEqualTo("text/xml; charset=utf-8");
            assertThat(request.header("Soapaction"))
                    .isEqualTo("\"" + NS + "/IIntegrationServiceConnectorAuth/Authenticate\"");
            assertThat(request.body())
                    .matches("(?s).*<s:Body><Authenticate xmlns=\"" + NS + "\"><request .*"
                            + "<a:SignedToken>eyJ[^<]+</a:SignedToken></request></Authenticate></s:Body></s:Envelope>");
        }
    }

    @Test
    void verifiesAConnectorOfMessageStyleThatPutsTheStatusFirst() {
        try (FakeConnector connector =
                connector(r -> Response.soap(messageReply("<Succeeded>true</Succeeded><SignedApplicationToken>"
                        + applicationToken(r) + "</SignedApplicationToken>")))) {
            assertThat(handshake(connector, "--contract", "connector-message")).isZero();
            assertThat(connector.requests().get(0).body())
                    .contains("<s:Body><AuthenticationRequest xmlns=\"" + NS + "\"><SignedToken>eyJ");
        }
    }

    @Test
    void losesATokenThatComesInTheWrongOrderAndSaysSo() {
        try (FakeConnector connector = connector(r -> Response.soap(messageReply("<SignedApplicationToken>"
                + applicationToken(r) + "</SignedApplicationToken><Succeeded>true</Succeeded>")))) {
            assertThat(handshake(connector, "--contract", "connector-message")).isEqualTo(1);
            assertThat(printed()).contains("note: Succeeded comes after SignedApplicationToken", "reads as false");

            assertThat(handshake(connector, "--contract", "connector-header", "--member-order", "alphabetical"))
                    .isZero();
        }
    }

    @Test
    void sendsTheTokenInAHeaderThatMustBeUnderstood() {
        try (FakeConnector connector =
                connector(r -> Response.soap(messageReply("<Succeeded>true</Succeeded><SignedApplicationToken>"
                        + applicationToken(r) + "</SignedApplicationToken>")))) {
            assertThat(handshake(connector, "--contract", "connector-header")).isZero();
            assertThat(connector.requests().get(0).body())
                    .contains("<s:Header><h:SignedToken s:mustUnderstand=\"1\" xmlns:h=\"" + NS + "\">eyJ")
                    .contains("<AuthenticationRequest xmlns=\"" + NS + "\"></AuthenticationRequest>");
        }
    }

    @Test
    void verifiesAMirroringService() {
        try (FakeConnector connector = connector(r -> Response.soap("<AuthenticateResponse xmlns=\"" + MIRROR
                + "\"><IsSuccessful>true</IsSuccessful><ErrorMessage/><SignedApplicationToken>" + applicationToken(r)
                + "</SignedApplicationToken><SupportedInterfaces>1</SupportedInterfaces></AuthenticateResponse>"))) {
            assertThat(handshake(connector, "--contract", "mirroring")).isZero();
            assertThat(connector.requests().get(0).header("Soapaction"))
                    .isEqualTo("\"" + MIRROR + "/IMirroringClientService/Authenticate\"");
            assertThat(connector.requests().get(0).body())
                    .contains("<h:SignedToken s:mustUnderstand=\"1\" xmlns:h=\"" + MIRROR + "\">eyJ")
                    .contains("<AuthenticateRequest xmlns=\"" + MIRROR + "\"><ClientState/></AuthenticateRequest>");
        }
    }

    @Test
    void speaksSoap12() {
        try (FakeConnector connector = connector(r -> Response.of(
                200,
                "application/soap+xml; charset=utf-8",
                Response.envelope(parameterReply(applicationToken(r)))
                        .replace(
                                "http://schemas.xmlsoap.org/soap/envelope/",
                                "http://www.w3.org/2003/05/soap-envelope")))) {
            assertThat(handshake(connector, "--soap", "1.2")).isZero();
            assertThat(connector.requests().get(0).header("Content-type"))
                    .isEqualTo("application/soap+xml; charset=utf-8; action=\"" + NS
                            + "/IIntegrationServiceConnectorAuth/Authenticate\"");
            assertThat(connector.requests().get(0).headers()).doesNotContainKey("Soapaction");
        }
    }

    @Test
    void verifiesABareJwt() {
        try (FakeConnector connector = connector(r -> Response.of(200, "application/jwt", jwt(r)))) {
            assertThat(handshake(connector, "--contract", "http-jwt")).isZero();
            assertThat(connector.requests().get(0).header("Content-type")).isEqualTo("application/jwt");
            assertThat(connector.requests().get(0).body()).matches(TOKEN);
        }
    }

    @Test
    void verifiesAJwtInJson() {
        try (FakeConnector connector = connector(r -> Response.of(
                200, "application/json", "{\"Succeeded\":true,\"SignedApplicationToken\":\"" + jwt(r) + "\"}"))) {
            assertThat(handshake(connector, "--contract", "http-json")).isZero();
            assertThat(connector.requests().get(0).body()).startsWith("{\"SignedToken\":\"eyJ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "\"Succeeded\"",
                "{",
                "{} x",
                "{'Succeeded':true}",
                "{\"Succeeded\":true,}",
                "{\"Succeeded\":false,\"Succeeded\":true}"
            })
    void jsonThatOthersReadOtherwiseIsUnreadable(String body) {
        try (FakeConnector connector = connector(r -> Response.of(200, "application/json", body))) {
            assertThat(handshake(connector, "--contract", "http-json")).isEqualTo(1);
            assertThat(printed()).contains("UNREADABLE");
        }
    }

    @Test
    void theReplyFormCanBeTurnedRound() {
        try (FakeConnector connector = connector(r -> Response.soap(parameterReply(jwt(r))))) {
            assertThat(handshake(connector, "--reply", "jwt")).isZero();
            assertThat(handshake(connector)).isEqualTo(1);
            assertThat(printed()).contains("--reply jwt");
        }
    }

    @Test
    void tellsTheReasonOfARefusal() {
        try (FakeConnector connector = connector(r -> Response.of(
                401,
                "application/json",
                "{\"Succeeded\":false,\"Reason\":\"Failed to validate authentication request\"}"))) {
            assertThat(handshake(connector, "--contract", "http-jwt", "--signed-by", "foreign"))
                    .isEqualTo(1);
            assertThat(printed()).contains("HTTP 401", "reason: Failed to validate authentication request");
        }
    }

    @Test
    void tellsASoapFault() {
        try (FakeConnector connector = connector(r -> Response.of(
                500,
                "text/xml",
                Response.envelope("<s:Fault><faultcode>s:Client</faultcode><faultstring>no such token"
                        + "</faultstring></s:Fault>")))) {
            assertThat(handshake(connector)).isEqualTo(1);
            assertThat(printed()).contains("a SOAP fault, s:Client: no such token");
        }
    }

    @Test
    void refusesAReplySignedWithAnotherKey() throws Exception {
        RsaIdentity stranger = TestIdentity.generate(2048);
        try (FakeConnector connector = connector(
                r -> Response.soap(parameterReply(TestIdentity.applicationToken(stranger, nonce(r), Instant.now()))))) {
            assertThat(handshake(connector)).isEqualTo(1);
            assertThat(printed()).contains("FAILED  the signature is of the application's key", "ok      the nonce");
        }
    }

    @Test
    void followsNoRedirect() {
        Map<String, String> elsewhere = Map.of("Location", "/elsewhere");
        try (FakeConnector connector = connector(r -> new Response(302, elsewhere, ""))) {
            assertThat(handshake(connector)).isEqualTo(1);
            assertThat(connector.requests()).hasSize(1);
            assertThat(printed()).contains("which SuperOffice does not follow");
        }
    }

    @Test
    void readsNoMoreThanAWcfClient() {
        try (FakeConnector connector =
                connector(r -> Response.of(200, "text/xml", "<a>" + " ".repeat(70_000) + "</a>"))) {
            assertThat(handshake(connector)).isEqualTo(1);
            assertThat(printed()).contains("larger than 65536 bytes");
        }
    }

    @Test
    void showsNoSecretInFullEvenWhenTheConnectorRepeatsIt() {
        try (FakeConnector connector =
                connector(r -> Response.soap(messageReply("<Succeeded>false</Succeeded><Reason>nonce " + nonce(r)
                        + " of " + token(r) + "\u009b31m" + "</Reason>")))) {
            assertThat(handshake(connector, "--contract", "connector-message")).isEqualTo(1);
            String token = token(connector.requests().get(0));
            assertThat(printed())
                    .doesNotContain(token, nonce(connector.requests().get(0)), "\u009b")
                    .doesNotContain(token.substring(token.lastIndexOf('.') + 1))
                    .contains("nonce ");
        }
    }

    @Test
    void sendsAnExpiredTokenOnDemand() throws Exception {
        try (FakeConnector connector = connector(r -> Response.soap(messageReply("")))) {
            handshake(connector, "--lifetime-seconds", "-120", "--tenant", "Cust7", "--issuer", "Somebody");
            JWTClaimsSet claims =
                    SignedJWT.parse(token(connector.requests().get(0))).getJWTClaimsSet();
            assertThat(claims.getExpirationTime().toInstant()).isBefore(Instant.now());
            assertThat(claims.getSubject()).isEqualTo("Cust7");
            assertThat(claims.getIssuer()).isEqualTo("Somebody");
        }
    }

    @Test
    void saysWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(run("--url", "http://127.0.0.1:" + port + "/")).isEqualTo(3);
        assertThat(printed()).contains("could not reach 127.0.0.1:" + port + ": connection refused");
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givesUpOnAConnectorThatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";
            assertThat(run("--url", url, "--timeout-seconds", "1")).isEqualTo(3);
            assertThat(printed()).contains("no answer within 1 seconds");
        }
    }

    @Test
    void readsTheUrlFromThePropertiesAndFilesBesideThem() throws IOException {
        try (FakeConnector connector = connector(r -> Response.of(200, "application/jwt", jwt(r)))) {
            Path moved = folder.resolve("demo.properties");
            Files.writeString(
                    moved,
                    "endpoint.http=" + connector.url() + "\napplication.id=" + keys.applicationId()
                            + "\ncaller.keystore=caller.p12\ncaller.password="
                            + keys.caller().password() + "\napplication.public=application-public.xml\n");
            assertThat(command("handshake", "--properties", moved.toString(), "--contract", "http-jwt"))
                    .isZero();
        }
    }

    /** Of the filter all answer handshakes anywhere; the connector behind it answers at its own path alone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | text/html | HTTP 404: there is no endpoint listening at this path
            405 | text/html | HTTP 405: this path does not take POST
            302 | text/html | HTTP 302: a redirect, which SuperOffice does not follow
            403 | text/html | HTTP 403: the server wants other credentials
            200 | text/html | HTTP 200 of the type [text/html], which is no SOAP
            """)
    @Tag("F11")
    void warnsOfAUrlThatAnswersNothingButHandshakes(int status, String type, String what) {
        for (String contract : List.of("connector-parameter", "mirroring")) {
            out.reset();
            Response nobody = Response.of(status, type, "<html/>");
            try (FakeConnector connector = new FakeConnector(r -> isHandshake(r) ? genuine(r) : nobody)) {
                assertThat(handshake(connector, "--contract", contract)).isZero();
                assertThat(printed().substring(printed().indexOf("VERIFIED")))
                        .contains("WARNING: handshakes are answered at this URL, but another call gets " + what)
                        .contains("Compare the URL");
                assertThat(connector.requests()).hasSize(2);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"500, text/xml", "200, text/xml", "200, multipart/related", "500, text/html", "503, text/html"})
    @Tag("F11")
    void warnsOfNoUrlThatAServiceOrItsFaultAnswers(int status, String type) {
        Response somebody = Response.of(status, type, Response.envelope("<a/>"));
        try (FakeConnector connector = new FakeConnector(r -> isHandshake(r) ? genuine(r) : somebody)) {
            assertThat(handshake(connector)).isZero();
            assertThat(printed()).contains("VERIFIED").doesNotContain("WARNING");
        }
    }

    /** What follows a handshake at a connector has no token; mirroring's has one of its own, which is used up by it. */
    @Test
    @Tag("F11")
    void callsAsSuperOfficeWouldAfterwards() {
        try (FakeConnector connector = new FakeConnector(HandshakeTest::genuine)) {
            handshake(connector);
            assertThat(connector.lastRequest().header("Soapaction")).endsWith("/IErpConnectorWS/WSGetConfigData\"");
            assertThat(connector.lastRequest().body()).doesNotContainPattern(TOKEN);
            handshake(connector, "--contract", "mirroring");
            List<Request> requests = connector.requests();
            assertThat(requests).hasSize(4);
            assertThat(token(requests.get(3))).isNotEqualTo(token(requests.get(2)));
        }
    }

    @Test
    @Tag("F53")
    void savesTheRequestForItsOwnerAloneAndReplacesNoFile() throws IOException {
        Path saved = Files.createTempDirectory(folder, "saved").resolve("request.xml");
        try (FakeConnector connector = new FakeConnector(HandshakeTest::genuine)) {
            assertThat(handshake(connector, "--save-request", saved.toString())).isZero();
            assertThat(saved).hasContent(connector.requests().get(0).body());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
                    .isEqualTo("rw-------");
            assertThat(printed())
                    .contains("doctor token --token-file " + saved)
                    .doesNotContain(token(connector.requests().get(0)));
            assertThat(handshake(connector, "--save-request", saved.toString())).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains(saved + " exists already");
            assertThat(connector.requests())
                    .as("none was sent that is not saved")
                    .hasSize(2);
        }
    }

    private static boolean isHandshake(Request request) {
        return request.header("Soapaction").endsWith("/Authenticate\"")
                || request.header("Content-type").contains("/Authenticate\"")
                || !request.header("Content-type").contains("xml");
    }

    /** Of either contract. */
    private static Response genuine(Request request) {
        if (!isHandshake(request)) {
            return Response.soap("<a/>");
        }
        return Response.soap(
                request.header("Soapaction").contains(MIRROR)
                        ? "<AuthenticateResponse xmlns=\"" + MIRROR
                                + "\"><IsSuccessful>true</IsSuccessful><SignedApplicationToken>"
                                + applicationToken(request) + "</SignedApplicationToken></AuthenticateResponse>"
                        : parameterReply(applicationToken(request)));
    }

    /** One that takes the call after the handshake, too. */
    private static FakeConnector connector(Function<Request, Response> handshakes) {
        return new FakeConnector(r -> isHandshake(r) ? handshakes.apply(r) : Response.soap("<a/>"));
    }

    private int handshake(FakeConnector connector, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--url", connector.url()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("handshake", "--properties", keys.properties().toString()));
        arguments.addAll(List.of(options));
        return command(arguments.toArray(String[]::new));
    }

    private int command(String... arguments) {
        return Simulator.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String parameterReply(String replyToken) {
        return "<AuthenticateResponse xmlns=\"" + NS + "\"><AuthenticateResult"
                + " xmlns:a=\"http://schemas.datacontract.org/2004/07/SuperOffice.SuperID.Contracts.V1\""
                + " xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><a:Reason i:nil=\"true\"/>"
                + "<a:SignedApplicationToken>" + replyToken + "</a:SignedApplicationToken>"
                + "<a:Succeeded>true</a:Succeeded></AuthenticateResult></AuthenticateResponse>";
    }

    private static String messageReply(String members) {
        return "<AuthenticationResponse xmlns=\"" + NS + "\">" + members + "</AuthenticationResponse>";
    }

    private static String token(Request request) {
        Matcher token = TOKEN.matcher(request.body());
        assertThat(token.find()).isTrue();
        return token.group();
    }

    private static String nonce(Request request) {
        try {
            return SignedJWT.parse(token(request)).getJWTClaimsSet().getStringClaim("nonce");
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String applicationToken(Request request) {
        return TestIdentity.applicationToken(application, nonce(request), Instant.now());
    }

    private static String jwt(Request request) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.RS256),
                    new JWTClaimsSet.Builder()
                            .issuer("spn:" + keys.applicationId())
                            .audience("SuperOffice AS")
                            .subject(keys.tenant())
                            .claim("nonce", nonce(request))
                            .notBeforeTime(Date.from(Instant.now()))
                            .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                            .build());
            jwt.sign(new RSASSASigner(application.privateKey()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
