package org.erpconnector.auth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the filter costs a request that is not ours, which is nearly every one. */
@State(Scope.Benchmark)
public class ForeignBenchmark {
    private final MeasuredFilter filter = new MeasuredFilter();
    private final HttpServletRequest otherOperation = MemoryRequest.head(
            "POST",
            "/Services/ErpConnectorWS.svc",
            "text/xml; charset=utf-8",
            "http://www.superoffice.com/erp/GetActors",
            8192);
    private final HttpServletRequest page = MemoryRequest.head("GET", "/index.html", "", "", 0);
    private final HttpServletRequest json = MemoryRequest.head("POST", "/api/orders", "application/json", "", 8192);
    private final MemoryRequest noAction =
            MemoryRequest.post("/Services/ErpConnectorWS.svc", "text/xml; charset=utf-8", "", soap());
    private final BodyLimits limits = new BodyLimits(65_536, BodyLimits.PATIENCE);
    private final HttpServletResponse response = new Response();
    private final byte[] connector = new byte[16_384];

    @Benchmark
    public Object soapOfAnotherAction() {
        return filter.gate.decide(otherOperation);
    }

    @Benchmark
    public Object get() {
        return filter.gate.decide(page);
    }

    @Benchmark
    public Object json() {
        return filter.gate.decide(json);
    }

    /** The baseline of the two that follow: the connector reads the body. */
    @Benchmark
    public int bodyRead() throws IOException {
        return read(noAction);
    }

    @Benchmark
    public int bodyPeekedAndReplayed() throws IOException {
        PeekedBody body = BodyReader.peek(noAction.getInputStream(), noAction.getContentLengthLong(), limits);
        return read(replayed(body));
    }

    /** A SOAP request without an action, of which only the body tells whose it is. */
    @Benchmark
    public int bodyJudgedAndReplayed() throws IOException {
        HandshakeInterceptor.Decision decision = filter.gate.decide(noAction);
        noAction.removeAttribute(HandshakeInterceptor.class.getName() + ".erp");
        return read(replayed(
                ((HandshakeInterceptor.Decision.Passed) decision).peeked().orElseThrow()));
    }

    private HttpServletRequest replayed(PeekedBody body) {
        return new ReplayedRequest(noAction, response, body);
    }

    private int read(HttpServletRequest request) throws IOException {
        InputStream stream = request.getInputStream();
        int size = 0;
        for (int count = 0; count >= 0; count = stream.read(connector, 0, connector.length)) {
            size += count;
        }
        return size;
    }

    private static byte[] soap() {
        String head = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                + "<GetActors xmlns=\"urn:a\"><names>";
        String tail = "</names></GetActors></s:Body></s:Envelope>";
        return (head + "n".repeat(8192 - head.length() - tail.length()) + tail).getBytes(StandardCharsets.UTF_8);
    }
}
