package org.erpconnector.auth.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The body and headers of a POST request.
 *
 * @param soapAction the value of the SOAPAction header, null for none
 */
record OutgoingMessage(String contentType, @Nullable String soapAction, String body) {

    /** Without the token in the body. */
    @Override
    public String toString() {
        return "OutgoingMessage[" + contentType + ", " + body.length() + " characters]";
    }
}
