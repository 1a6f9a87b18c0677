package org.erpconnector.auth.servlet;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.CollidingNames;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;

/**
 * What a connector hears in its life: mostly handshakes that are good, some calls, and every now and then an attack. Each
 * message knows the only answer that is right for it. Safe for use by several threads.
 */
final class SoakTraffic {
    private static final String URL = "POST /Services/ErpConnectorWS.svc HTTP/1.1\r\n";
    private static final String XML = "Content-Type: text/xml; charset=utf-8";
    private static final String AUTHENTICATE = URL + XML + "\r\nSOAPAction: \"urn:x/Authenticate\"";
    private static final String JWT = "POST /authenticate HTTP/1.1\r\nContent-Type: application/jwt";
    private static final String MIRRORING = "http://www.superoffice.com/online/mirroring/0.1";
    private static final Pattern APPLICATION_TOKEN =
            Pattern.compile("SignedApplicationToken[^>]*>([0-9A-F]{32}\\.[0-9]{12})\\.([^<]+)<");
    private static final Pattern SIGNED_JWT =
            Pattern.compile("[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}");
    private static final long LIFETIME = 90;

    /** Kinds of messages: the first seven are good handshakes, then come calls, then attacks. */
    enum Kind {
        CONNECTOR_MESSAGE,
        CONNECTOR_PARAMETER,
        SOAP_1_2,
        MIRRORING,
        HTTP_JWT,
        HTTP_JSON,
        SLOW_BODY,
        CALL,
        LARGE_CALL,
        SIGNATURE_OF_A_STRANGER,
        ALGORITHM_NONE,
        EXPIRED,
        WRONG_AUDIENCE,
        UNKNOWN_KEY,
        COLLIDING_NAMES,
        DOTTED_NONCE,
        REPLAY,
        MALFORMED_XML,
        DTD,
        OVERSIZE,
        BROKEN_BODY;

        private static final List<Kind> ALL = List.of(values());

        /** Of a hundred 84 are good handshakes, four are calls, and one is each of the twelve attacks. */
        static Kind any(Random random) {
            int percent = random.nextInt(100);
            if (percent < 84) {
                return ALL.get(percent % 7);
            }
            return percent < 88 ? ALL.get(7 + percent % 2) : ALL.get(9 + percent - 88);
        }
    }

    private final int port;
    private final TestKeys caller;
    private final TestKeys stranger = TestKeys.ofBits(2048);
    private final List<TestKeys> application;
    private final FailingGuard store;
    private final AtomicIntegerArray signed;

    /**
     * @param application the keys of which one signs, whichever is in its file
     * @param store tells when a handshake cannot be answered
     */
    SoakTraffic(int port, TestKeys caller, List<TestKeys> application, FailingGuard store) {
        this.port = port;
        this.caller = caller;
        this.application = application;
        this.store = store;
        this.signed = new AtomicIntegerArray(application.size());
    }

    /** How often each key has signed. */
    String signatures() {
        return signed.toString();
    }

    /** Whether each key has signed at all. */
    boolean everyKeyHasSigned() {
        for (int i = 0; i < signed.length(); i++) {
            if (signed.get(i) == 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Sends one.
     *
     * @throws AssertionError if it gets another answer than the right one
     */
    void send(Kind kind, Random random) throws IOException {
        switch (kind) {
            case CALL -> passed(URL + "Content-Type: text/plain", "c".repeat(random.nextInt(5000)));
            case LARGE_CALL -> passed(URL + XML, "c".repeat(TestParts.MAX_MESSAGE_SIZE + 1 + random.nextInt(5000)));
            case SIGNATURE_OF_A_STRANGER ->
                refused(Reason.SIGNATURE_INVALID, token(Map.of("kid", kid(caller)), Map.of(), stranger));
            case ALGORITHM_NONE ->
                refused(Reason.ALGORITHM_NOT_ALLOWED, token(Map.of("alg", "\"none\""), Map.of(), caller));
            case EXPIRED -> refused(Reason.TOKEN_EXPIRED, token(Map.of(), times(-100, -70), caller));
            case WRONG_AUDIENCE ->
                refused(Reason.AUDIENCE_WRONG, token(Map.of(), Map.of("aud", "\"spn:other\""), caller));
            case UNKNOWN_KEY -> refused(Reason.KEY_UNKNOWN, token(Map.of("kid", kid(stranger)), Map.of(), stranger));
            case COLLIDING_NAMES ->
                refused(Reason.SIGNATURE_INVALID, token(Map.of("kid", kid(caller)), names(random), stranger));
            case DOTTED_NONCE ->
                refused(
                        Reason.NONCE_NOT_ALLOWED,
                        token(Map.of(), Map.of("nonce", "\"My-App-pzqc70604i.202603011200\""), caller));
            case REPLAY -> replay();
            case MALFORMED_XML ->
                fault(Reason.ENVELOPE_UNREADABLE, message(valid()).replace("</s:Envelope>", "<"));
            case DTD -> fault(Reason.DTD_FORBIDDEN, "<!DOCTYPE x>" + message(valid()));
            case OVERSIZE -> {
                RawHttp.Reply reply = cut("65537", "", false);
                check(reply.status() == 413, reply);
            }
            case BROKEN_BODY -> {
                RawHttp.Reply reply = cut("5000", message(valid()), true);
                check(reply.status() == 400, reply);
            }
            default -> handshake(kind, TestTokens.freshNonce());
        }
    }

    private static void check(boolean right, RawHttp.Reply reply) {
        if (!right) {
            throw new AssertionError("answered [" + reply.status() + " " + reply.body() + "]");
        }
    }

    private void handshake(Kind kind, String nonce) throws IOException {
        String token = token(Map.of(), Map.of("nonce", "\"" + nonce + "\""), caller);
        int before = store.turns();
        RawHttp.Reply reply = post(kind, token);
        FailingGuard.Span span = new FailingGuard.Span(before, store.turns());
        check(reply.status() == 503 ? span.mayHaveFailed() : span.mayHaveWorked() && isProven(reply, nonce), reply);
    }

    private RawHttp.Reply post(Kind kind, String token) throws IOException {
        return switch (kind) {
            case CONNECTOR_PARAMETER ->
                RawHttp.send(
                        port,
                        AUTHENTICATE,
                        envelope(
                                "",
                                "<Authenticate xmlns=\"urn:x\"><request xmlns:a=\"urn:y\"><a:SignedToken>" + token
                                        + "</a:SignedToken></request></Authenticate>"));
            case SOAP_1_2 ->
                RawHttp.send(
                        port,
                        URL + "Content-Type: application/soap+xml; charset=utf-8; action=\"urn:x/Authenticate\"",
                        message(token)
                                .replace(
                                        "http://schemas.xmlsoap.org/soap/envelope/",
                                        "http://www.w3.org/2003/05/soap-envelope"));
            case MIRRORING ->
                RawHttp.send(
                        port,
                        AUTHENTICATE,
                        envelope(
                                "<SignedToken xmlns=\"" + MIRRORING + "\">" + token + "</SignedToken>",
                                "<AuthenticateRequest xmlns=\"" + MIRRORING
                                        + "\"><ClientState/></AuthenticateRequest>"));
            case HTTP_JWT -> RawHttp.send(port, JWT, token);
            case HTTP_JSON -> RawHttp.send(port, JWT.replace("/jwt", "/json"), "{\"SignedToken\":\"" + token + "\"}");
            case SLOW_BODY -> RawHttp.slowly(port, AUTHENTICATE, message(token), 10, 20_000_000);
            default -> RawHttp.send(port, AUTHENTICATE, message(token));
        };
    }

    /** Signed by one of the keys, for this very nonce. */
    private boolean isProven(RawHttp.Reply reply, String nonce) {
        Matcher soap = APPLICATION_TOKEN.matcher(reply.body());
        Matcher http = SIGNED_JWT.matcher(reply.body());
        for (int i = 0; reply.status() == 200 && i < application.size(); i++) {
            boolean proven = soap.find(0)
                    ? soap.group(1).startsWith(nonce) && verifies(i, soap.group(1), soap.group(2))
                    : http.find(0) && verifiesJwt(i, http.group(), nonce);
            if (proven) {
                signed.incrementAndGet(i);
                return true;
            }
        }
        return false;
    }

    private boolean verifies(int key, String statement, String signature) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(application.get(key).publicKey());
            check.update(statement.getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean verifiesJwt(int key, String text, String nonce) {
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            return nonce.equals(jwt.getJWTClaimsSet().getStringClaim("nonce"))
                    && jwt.verify(new RSASSAVerifier(application.get(key).publicKey()));
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The second of two answers must be a refusal, unless the first was none. */
    private void replay() throws IOException {
        String token = valid();
        int before = store.turns();
        RawHttp.Reply first = post(Kind.HTTP_JWT, token);
        RawHttp.Reply second = post(Kind.CONNECTOR_MESSAGE, token);
        FailingGuard.Span span = new FailingGuard.Span(before, store.turns());
        if (first.status() == 503 || second.status() == 503) {
            check(span.mayHaveFailed(), second);
            return;
        }
        check(first.status() == 200, first);
        check(
                second.body().contains(Reason.TOKEN_REPLAYED.sentence())
                        && second.body().contains("<Succeeded>false</Succeeded>"),
                second);
    }

    private void refused(Reason reason, String token) throws IOException {
        RawHttp.Reply http = post(Kind.HTTP_JWT, token);
        check(http.status() == 401 && http.body().contains(reason.sentence()), http);
        RawHttp.Reply soap = post(Kind.CONNECTOR_MESSAGE, token);
        check(
                soap.status() == 200
                        && soap.body().contains("<Succeeded>false</Succeeded>")
                        && soap.body().contains(reason.sentence()),
                soap);
    }

    private void fault(Reason problem, String body) throws IOException {
        RawHttp.Reply reply = RawHttp.send(port, AUTHENTICATE, body);
        check(reply.status() == 500 && reply.body().contains(problem.sentence()), reply);
    }

    private void passed(String head, String body) throws IOException {
        RawHttp.Reply reply = RawHttp.send(port, head, body);
        check(reply.status() == 200 && reply.body().equals("connector read " + body.length()), reply);
    }

    /** Announces more than comes. */
    private RawHttp.Reply cut(String length, String body, boolean end) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return RawHttp.exchange(port, AUTHENTICATE + "\r\nContent-Length: " + length, bytes, end);
    }

    private String valid() {
        return token(Map.of(), Map.of(), caller);
    }

    /** That collide in a table of names, in whose place the genuine ones have to be found, and one that is new. */
    private static Map<String, String> names(Random random) {
        Map<String, String> names = new HashMap<>();
        CollidingNames.of(320).forEach(name -> names.put(name, "1"));
        names.put("new" + random.nextInt(), "1");
        return names;
    }

    private String token(Map<String, String> headers, Map<String, String> changes, TestKeys signer) {
        Map<String, String> header = TestTokens.header(caller.certificate());
        header.remove("x5t");
        header.putAll(headers);
        Map<String, String> claims = TestTokens.claims();
        claims.put("nonce", "\"" + TestTokens.freshNonce() + "\"");
        claims.putAll(times(-10, LIFETIME));
        claims.putAll(changes);
        return TestTokens.signed(header, claims, signer.pair().getPrivate());
    }

    private static Map<String, String> times(long notBefore, long expiry) {
        long now = Instant.now().getEpochSecond();
        return Map.of("nbf", Long.toString(now + notBefore), "exp", Long.toString(now + expiry));
    }

    private static String kid(TestKeys keys) {
        return TestTokens.header(keys.certificate()).get("kid");
    }

    private static String message(String token) {
        return envelope(
                "",
                "<AuthenticationRequest xmlns=\"urn:x\"><SignedToken>" + token
                        + "</SignedToken></AuthenticationRequest>");
    }

    private static String envelope(String header, String body) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>" + header
                + "</s:Header><s:Body>" + body + "</s:Body></s:Envelope>";
    }
}
