package org.erpconnector.auth.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What recognition asks of a request's head. Each method is called only when the answer matters. */
public interface RequestHead {
    /** The HTTP method, as sent. */
    String method();

    /** The path inside the web application, decoded and normalised by the server; never the raw URI. */
    String path();

    /** The value of Content-Type, or null. */
    @Nullable
    String contentType();

    /** The value of Content-Encoding, or null. */
    @Nullable
    String contentEncoding();

    /** The value of Content-Length; -1: none, as with a chunked body. */
    long contentLength();

    /** Every SOAPAction header, as sent, in order. */
    List<String> soapActions();

    /**
     * The one SOAPAction as sent, or null. Of several {@code ","}, which no one action is: a proxy might have joined them
     * by it (RFC 9110 section 5.3). For the quick look that every request gets.
     */
    default @Nullable String soapAction() {
        List<String> actions = soapActions();
        if (actions.isEmpty()) {
            return null;
        }
        return actions.size() > 1 ? "," : actions.get(0);
    }
}
