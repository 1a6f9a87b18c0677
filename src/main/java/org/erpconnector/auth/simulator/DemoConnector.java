package org.erpconnector.auth.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The demo connector, on the loopback address: it answers the handshake in every contract, and the operations of ERP
 * Sync with a few actors in memory. Not an example to copy: a real connector uses the filter.
 */
final class DemoConnector implements AutoCloseable {

    private static final String SERVICE = "/Services/ErpConnectorWS.svc";
    private static final String PLAIN = "/authenticate";
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int LONGEST_HANDSHAKE = 64 * 1024;
    private static final String MIRRORED = HandshakeMessages.MIRRORING_NAMESPACE;

    private final Application application;
    private final DemoToken tokens;
    private final DemoErp erp = new DemoErp();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "demo connector");
        thread.setDaemon(true);
        return thread;
    });

    /** A response. */
    record Answer(int status, String type, String body) {}

    DemoConnector(String id, RsaIdentity key, X509Certificate caller, Clock clock) throws IOException {
        application = new Application(id, (RSAPublicKey) key.certificate().getPublicKey());
        tokens = new DemoToken(id, key, caller, clock);
        server = BenchServer.onLoopback(0);
        server.setExecutor(threads);
        server.createContext(SERVICE, exchange -> answer(exchange, this::soap));
        server.createContext(PLAIN, exchange -> answer(exchange, this::plain));
        server.start();
    }

    Application application() {
        return application;
    }

    String soapUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + SERVICE;
    }

    String httpUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PLAIN;
    }

    /** Changes an actor, as a user of the ERP system would. */
    void change() {
        erp.change();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Answers a request after its body was read. */
    @FunctionalInterface
    private interface Answering {
        Answer to(HttpExchange exchange, byte[] body);
    }

    private static void answer(HttpExchange exchange, Answering answering) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
            Answer answer = !exchange.getRequestMethod().equals("POST")
                    ? new Answer(405, "text/plain", "POST")
                    : body.length > MOST_BYTES
                            ? new Answer(413, "text/plain", "too large")
                            : answering.to(exchange, body);
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (answer.status() == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            }
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer soap(HttpExchange exchange, byte[] body) {
        String type = header(exchange, "Content-type");
        Optional<SoapVersion> known = List.of(SoapVersion.values()).stream()
                .filter(version -> mediaType(type).equals(version.mediaType()))
                .findFirst();
        String written = type.toLowerCase(Locale.ROOT).replace("\"", "");
        if (known.isEmpty() || (written.contains("charset=") && !written.contains("charset=utf-8"))) {
            return new Answer(415, "text/plain", "text/xml or application/soap+xml, in UTF-8");
        }
        SoapVersion soap = known.get();
        try {
            XmlElement envelope = XmlElement.parse(decoded(body));
            XmlElement question = question(envelope, soap);
            String action = action(exchange, type);
            if (body.length > LONGEST_HANDSHAKE && !action.startsWith(ErpOperation.NAMESPACE)) {
                return new Answer(413, "text/plain", "too large");
            }
            return action.startsWith(ErpOperation.NAMESPACE)
                    ? erp(action, question, soap)
                    : handshake(action, envelope, question, soap);
        } catch (MalformedException e) {
            return fault(soap, Shown.cause(e));
        }
    }

    private Answer erp(String action, XmlElement question, SoapVersion soap) throws MalformedException {
        for (ErpOperation operation : ErpOperation.values()) {
            if (action.endsWith("/" + operation.wireName())) {
                return message(soap, 200, erp.answer(operation, question));
            }
        }
        throw new MalformedException("no such operation");
    }

    /** Refuses bytes that are not UTF-8. */
    private static byte[] decoded(byte[] body) throws MalformedException {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return body;
        } catch (CharacterCodingException e) {
            throw new MalformedException("it is not UTF-8", e);
        }
    }

    /** The only child of the body, or the envelope if the body is empty, as one operation has it. */
    private static XmlElement question(XmlElement envelope, SoapVersion soap) throws MalformedException {
        List<XmlElement> parts = envelope.children();
        boolean whole = envelope.qname().equals(soap.name("Envelope"))
                && (parts.size() == 1
                        || (parts.size() == 2 && parts.get(0).qname().equals(soap.name("Header"))))
                && parts.get(parts.size() - 1).qname().equals(soap.name("Body"));
        if (!whole) {
            throw new MalformedException("no envelope of SOAP " + soap);
        }
        boolean strange = envelope.child(soap.name("Header")).stream()
                .flatMap(header -> header.children().stream())
                .anyMatch(block -> block.isTrue(soap.name("mustUnderstand"))
                        && !block.name().equals("SignedToken"));
        List<XmlElement> questions = parts.get(parts.size() - 1).children();
        if (strange || questions.size() > 1) {
            throw new MalformedException(strange ? "MustUnderstand" : "two questions");
        }
        return questions.isEmpty() ? envelope : questions.get(0);
    }

    private static String action(HttpExchange exchange, String type) {
        int named = type.indexOf("action=");
        String action = named < 0 ? header(exchange, "Soapaction") : type.substring(named + "action=".length());
        return action.replace("\"", "").replaceFirst(";.*", "").strip();
    }

    private Answer handshake(String action, XmlElement envelope, XmlElement question, SoapVersion soap)
            throws MalformedException {
        boolean ours = List.of("Authenticate", "AuthenticationRequest", "AuthenticateRequest")
                .contains(question.name());
        if (!ours || !(action.isEmpty() || action.endsWith("/Authenticate"))) {
            throw new MalformedException("no such operation");
        }
        List<XmlElement> found = tokens(envelope);
        if (found.size() != 1 || !found.get(0).children().isEmpty()) {
            throw new MalformedException("not one SignedToken");
        }
        DemoToken.Verdict verdict = tokens.judge(found.get(0).text().strip());
        boolean parameter =
                question.children().stream().anyMatch(child -> !tokens(child).isEmpty())
                        && question.child("SignedToken").isEmpty();
        String ns = " xmlns=\"" + Xml.escaped(question.namespace()) + "\"";
        if (question.namespace().equals(MIRRORED)) {
            return message(soap, 200, element("AuthenticateResponse", ns, mirrored(verdict)));
        }
        if (parameter) {
            String members = " xmlns:a=\"" + Xml.escaped(found.get(0).namespace())
                    + "\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";
            String result = element("AuthenticateResult", members, alphabetical(verdict));
            return message(soap, 200, element("AuthenticateResponse", ns, result));
        }
        String wrapper = question.name().replaceFirst("Request$", "") + "Response";
        return message(soap, 200, element(wrapper, ns, statusFirst(verdict)));
    }

    private static List<XmlElement> tokens(XmlElement element) {
        return element.name().equals("SignedToken")
                ? List.of(element)
                : element.children().stream()
                        .flatMap(child -> tokens(child).stream())
                        .toList();
    }

    private static String element(String name, String attributes, String content) {
        return "<" + name + attributes + ">" + content + "</" + name + ">";
    }

    private static String mirrored(DemoToken.Verdict verdict) {
        return verdict.reply()
                .map(token -> Xml.element("IsSuccessful", "true") + Xml.element(ReplyShape.TOKEN, token))
                .orElseGet(() -> Xml.element("IsSuccessful", "false") + Xml.element("ErrorMessage", verdict.reason()));
    }

    private static String alphabetical(DemoToken.Verdict verdict) {
        return verdict.reply()
                .map(token -> "<a:Reason i:nil=\"true\"/>" + Xml.element("a:" + ReplyShape.TOKEN, token)
                        + Xml.element("a:Succeeded", "true"))
                .orElseGet(() -> Xml.element("a:Reason", verdict.reason()) + "<a:" + ReplyShape.TOKEN
                        + " i:nil=\"true\"/>" + Xml.element("a:Succeeded", "false"));
    }

    private static String statusFirst(DemoToken.Verdict verdict) {
        return verdict.reply()
                .map(token -> Xml.element("Succeeded", "true") + Xml.element(ReplyShape.TOKEN, token))
                .orElseGet(() -> Xml.element("Succeeded", "false") + Xml.element("Reason", verdict.reason()));
    }

    private Answer plain(HttpExchange exchange, byte[] body) {
        String type = mediaType(header(exchange, "Content-type"));
        boolean json = type.equals("application/json");
        if (!json && !type.equals("application/jwt")) {
            return new Answer(415, "text/plain", "application/jwt or application/json");
        }
        String text = new String(body, UTF_8);
        Object token = json ? ReplyFacts.json(text).get("SignedToken") : text.strip();
        DemoToken.Verdict verdict = tokens.judge(token instanceof String given ? given : "");
        return verdict.jwt()
                .map(jwt -> json
                        ? new Answer(200, type, json(Map.of("Succeeded", true, ReplyShape.TOKEN, jwt)))
                        : new Answer(200, type, jwt))
                .orElseGet(() -> new Answer(
                        401, "application/json", json(Map.of("Succeeded", false, "Reason", verdict.reason()))));
    }

    private static String json(Map<String, Object> members) {
        return JSONObjectUtils.toJSONString(members);
    }

    private static Answer message(SoapVersion soap, int status, String content) {
        OutgoingMessage message = soap.message("", "", content);
        return new Answer(status, soap.mediaType() + "; charset=utf-8", message.body());
    }

    private static Answer fault(SoapVersion soap, String text) {
        String said = Xml.escaped(text);
        return message(
                soap,
                500,
                soap == SoapVersion.SOAP_1_1
                        ? "<s:Fault><faultcode>s:Client</faultcode><faultstring>" + said + "</faultstring></s:Fault>"
                        : "<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en\">"
                                + said + "</s:Text></s:Reason></s:Fault>");
    }

    private static String mediaType(String contentType) {
        return contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }
}
