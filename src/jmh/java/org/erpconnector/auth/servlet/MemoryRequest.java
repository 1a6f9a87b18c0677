package org.erpconnector.auth.servlet;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;

/** A request whose head is Tomcat's own and whose body lies in memory, to be read as often as its stream is asked for. */
final class MemoryRequest extends HttpServletRequestWrapper {
    private final byte[] body;

    private MemoryRequest(HttpServletRequest head, byte[] body) {
        super(head);
        this.body = body;
    }

    static MemoryRequest post(String path, String contentType, String action, byte[] body) {
        return new MemoryRequest(head("POST", path, contentType, action, body.length), body);
    }

    /**
     * As Tomcat hands it to the filter.
     *
     * @param contentType empty: none
     * @param action the header SOAPAction; empty: none
     */
    static HttpServletRequest head(String method, String path, String contentType, String action, int length) {
        org.apache.coyote.Request coyote = new org.apache.coyote.Request();
        Request request = new Request(new Connector());
        request.setCoyoteRequest(coyote);
        coyote.method().setString(method);
        coyote.protocol().setString("HTTP/1.1");
        coyote.remoteAddr().setString("203.0.113.9");
        request.getMappingData().wrapperPath.setString(path);
        header(coyote, "Host", "erp.example.com");
        header(
                coyote,
                "User-Agent",
                "Mozilla/4.0 (compatible; MSIE 6.0; MS Web Services Client Protocol 4.0.30319.42000)");
        header(coyote, "Accept", "*/*");
        header(coyote, "Accept-Encoding", "gzip, deflate");
        header(coyote, "Connection", "Keep-Alive");
        header(coyote, "X-Forwarded-For", "203.0.113.9");
        header(coyote, "Content-Type", contentType);
        header(coyote, "SOAPAction", action.isEmpty() ? "" : '"' + action + '"');
        coyote.setContentLength(length);
        return request;
    }

    private static void header(org.apache.coyote.Request request, String name, String value) {
        if (!value.isEmpty()) {
            request.getMimeHeaders().addValue(name).setString(value);
        }
    }

    @Override
    public ServletInputStream getInputStream() {
        return new MemoryStream(body);
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }
}
