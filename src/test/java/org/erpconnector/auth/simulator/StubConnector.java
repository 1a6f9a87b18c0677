package org.erpconnector.auth.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.erpconnector.auth.erp.ErpContract;
import org.erpconnector.auth.simulator.FakeConnector.Request;
import org.erpconnector.auth.simulator.FakeConnector.Response;

/**
 * A whole connector of every profile that does all the conformance kit asks for, written without a line of the filter's;
 * with a fault it does one thing wrong.
 */
final class StubConnector implements AutoCloseable {

    static final String SERVICE = "/Services/ErpConnectorWS.svc";
    static final String AUTHENTICATE = "/authenticate";

    private static final int LARGE = 100_000;
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";]+)\"?");

    private final Set<Fault> faults;
    private final StubSoap soap;
    private final StubToken tokens;
    private final StubErp erp = new StubErp();
    private final HttpServer server;
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    StubConnector(DemoKeys keys, Fault... faults) throws IOException, UsageException {
        this.faults = faults.length == 0 ? Set.of() : EnumSet.of(faults[0], faults);
        this.tokens = new StubToken(keys, this.faults);
        this.soap = new StubSoap(tokens, this.faults);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(SERVICE, exchange -> answer(exchange, this::service));
        server.createContext(AUTHENTICATE, exchange -> answer(exchange, this::plain));
        server.start();
    }

    String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Answers a request of which the body has been read. */
    private interface Answering {
        Response to(HttpExchange exchange, byte[] body);
    }

    private void answer(HttpExchange exchange, Answering answering) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean unknownLength = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
            Response response = faults.contains(Fault.NO_CHUNKS) && unknownLength
                    ? Response.of(411, "text/plain", "length required")
                    : answering.to(exchange, body);
            response.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Response service(HttpExchange exchange, byte[] bytes) {
        boolean get = exchange.getRequestMethod().equals("GET");
        if (!exchange.getRequestMethod().equals("POST") && !(get && faults.contains(Fault.ALLOWS_GET))) {
            return Response.of(405, "text/plain", "POST");
        }
        String type = header(exchange, "Content-type").toLowerCase(Locale.ROOT);
        if (!type.replaceFirst(";.*", "").strip().equals("text/xml") && !faults.contains(Fault.ANY_MEDIA_TYPE)) {
            return Response.of(415, "text/plain", "text/xml");
        }
        if (faults.contains(Fault.NO_QUOTED_CHARSET)
                && header(exchange, "Content-type").contains("\"")) {
            return Response.of(415, "text/plain", "charset");
        }
        Optional<String> text = text(type, bytes);
        if (text.isEmpty()) {
            return Response.of(415, "text/plain", "charset");
        }
        String action = header(exchange, "Soapaction").replace("\"", "");
        boolean large = faults.contains(Fault.DROPS_LARGE_BODY) && bytes.length > LARGE;
        String body = large ? text.get().substring(0, LARGE) : text.get();
        String operation = action.substring(action.lastIndexOf('/') + 1);
        if (faults.contains(Fault.IGNORES_ACTION) && body.contains("SignedToken>ey")) {
            return soap.handshake(body, "Authenticate");
        }
        if (action.contains("IErpConnectorWS") || action.contains("IOnlineQuoteConnector")) {
            return action.contains("Quote") ? quote(operation) : operation(exchange, operation, body);
        }
        if (!operation.equals("Authenticate") && action.contains("IMirroringClientService")) {
            written.add(operation);
        }
        return soap.handshake(body, operation);
    }

    private Optional<String> text(String type, byte[] bytes) {
        Matcher named = CHARSET.matcher(type);
        String charset = named.find() ? named.group(1).strip() : "utf-8";
        if (!Set.of("utf-8", "utf-16").contains(charset)) {
            return Optional.empty();
        }
        try {
            String text = Charset.forName(charset)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean marked = text.startsWith("\uFEFF");
            if (marked && faults.contains(Fault.NO_MARK)) {
                return Optional.empty();
            }
            return Optional.of(marked ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The operations that were called and write. */
    List<String> written() {
        return written;
    }

    private Response operation(HttpExchange exchange, String operation, String body) {
        if (List.of("WSSaveConnection", "WSDeleteConnection", "WSCreateActor", "WSSaveActors")
                .contains(operation)) {
            written.add(operation);
        }
        if (faults.contains(Fault.MANGLES_LETTERS)) {
            body = new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }
        if (ErpContract.operations().stream().noneMatch(known -> known.name().equals(operation))) {
            return faults.contains(Fault.UNKNOWN_OPERATION_IS_404)
                    ? Response.of(404, "text/plain", "no such operation")
                    : StubSoap.fault("Client", "no such operation");
        }
        if (!StubSoap.isWellFormed(body)) {
            return StubSoap.fault("Client", "no XML");
        }
        Response reply;
        synchronized (erp) {
            reply = erp.answer(new Request("POST", Map.copyOf(exchange.getRequestHeaders()), body));
        }
        if (faults.contains(Fault.BARE_NUMBERS)) {
            // the country is a number all at once, and its value is not written as one
            return new Response(
                    reply.status(),
                    reply.headers(),
                    reply.body().replaceAll("(<FieldKey>COUNTRY</FieldKey><FieldType>)List", "$1Integer"));
        }
        if (faults.contains(Fault.OTHER_CODE) && operation.equals("WSGetListItems") && body.contains("no such")) {
            return Response.soap(StubErp.refusal(operation, "ODD"));
        }
        boolean unknown = reply.body().contains("UNKNOWN_CONNECTION_ID");
        if (unknown && faults.contains(Fault.UNKNOWN_CONNECTION_IS_FAULT)) {
            return StubSoap.fault("Server", "no such connection");
        }
        if (faults.contains(Fault.STATUS_LAST) && operation.equals("WSGetConfigData")) {
            return new Response(
                    reply.status(),
                    reply.headers(),
                    reply.body().replaceFirst("<State>Ok</State>(<IsOk>true</IsOk>)", "$1<State>Ok</State>"));
        }
        return reply;
    }

    private static Response quote(String operation) {
        return operation.equals("GetConfigurationFields")
                ? Response.soap("<GetConfigurationFieldsResponse xmlns=\"http://www.superoffice.net/EIS/Quote/1.0\"/>")
                : StubSoap.fault("Client", "no such operation");
    }

    private Response plain(HttpExchange exchange, byte[] bytes) {
        String type = header(exchange, "Content-type").replaceFirst(";.*", "").strip();
        String body = new String(bytes, StandardCharsets.UTF_8);
        return exchange.getRequestMethod().equals("POST")
                ? tokens.overHttp(type, body)
                : Response.of(405, "text/plain", "POST");
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }
}
