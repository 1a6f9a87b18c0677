package org.erpconnector.auth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.message.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * A servlet request's head, asked only as far as recognition needs it.
 *
 * @param request whose head this is
 * @param calls knows the secret segment that a path may begin with
 */
record ServletHead(HttpServletRequest request, CallGuard calls) implements RequestHead {
    private static final String SOAP_ACTION = "SOAPAction";

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return call().path();
    }

    /** Decoded and normalised by the server, as the connector's own mapping sees it: a raw URI has many spellings. */
    CallGuard.Call call() {
        return calls.call(wholePath());
    }

    /** Likewise, with whatever may be the secret. */
    String wholePath() {
        String pathInfo = request.getPathInfo();
        return pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
    }

    /** Who asks, for the log. */
    Caller caller() {
        return new Caller(String.valueOf(request.getRemoteAddr()), String.valueOf(request.getLocalAddr()), shownPath());
    }

    /** The path as a log may show it. */
    String shownPath() {
        return calls.shown(call());
    }

    @Override
    public @Nullable String contentType() {
        return request.getContentType();
    }

    @Override
    public @Nullable String contentEncoding() {
        return request.getHeader("Content-Encoding");
    }

    @Override
    public long contentLength() {
        return request.getContentLengthLong();
    }

    @Override
    public List<String> soapActions() {
        Enumeration<String> actions = request.getHeaders(SOAP_ACTION);
        return actions == null ? List.of() : List.copyOf(Collections.list(actions));
    }

    /** Asks once: servers go through all headers at each question. */
    @Override
    public @Nullable String soapAction() {
        Enumeration<String> actions = request.getHeaders(SOAP_ACTION);
        if (actions == null || !actions.hasMoreElements()) {
            return null;
        }
        String first = actions.nextElement();
        return actions.hasMoreElements() ? "," : first;
    }
}
