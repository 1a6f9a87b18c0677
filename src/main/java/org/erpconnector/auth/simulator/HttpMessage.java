package org.erpconnector.auth.simulator;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An HTTP request.
 *
 * @param headers by name, one value each
 * @param flow how its body is sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpMessage(String method, Map<String, String> headers, byte[] body, Flow flow) {

    /** How a body is sent. */
    enum Flow {
        /** With Content-Length. */
        WHOLE,
        /** In chunks (RFC 9112, section 7.1). */
        CHUNKED,
        /** After 100 Continue (RFC 9110, section 10.1.1). */
        EXPECTED
    }

    static HttpMessage of(OutgoingMessage message) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", message.contentType());
        headers.put("Accept-Encoding", "gzip, deflate");
        String action = message.soapAction();
        if (action != null) {
            headers.put("SOAPAction", action);
        }
        return new HttpMessage("POST", headers, message.body().getBytes(StandardCharsets.UTF_8), Flow.WHOLE);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    HttpMessage with(String header, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(header, value);
        return new HttpMessage(method, changed, body, flow);
    }

    HttpMessage text(UnaryOperator<String> change) {
        return body(change.apply(text()).getBytes(StandardCharsets.UTF_8));
    }

    HttpMessage body(byte[] other) {
        return new HttpMessage(method, headers, other, flow);
    }

    HttpMessage by(String otherMethod) {
        return new HttpMessage(otherMethod, headers, body, flow);
    }

    HttpMessage sent(Flow otherFlow) {
        return new HttpMessage(method, headers, body, otherFlow);
    }

    HttpRequest.Builder to(URI url) {
        BodyPublisher publisher = flow == Flow.CHUNKED
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).method(method, publisher).expectContinue(flow == Flow.EXPECTED);
        headers.forEach(request::header);
        return request;
    }

    /** Without the token in the body. */
    @Override
    public String toString() {
        return "HttpMessage[" + method + ", " + body.length + " bytes]";
    }
}
