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

    /** Every SOAPAction header, as sent, in order. */
    List<String> soapActions();

    /** The first of them, or null. */
    default @Nullable String soapAction() {
        return soapActions().stream().findFirst().orElse(null);
    }

    /** Whether there is more than one. */
    default boolean severalSoapActions() {
        return soapActions().size() > 1;
    }
}
