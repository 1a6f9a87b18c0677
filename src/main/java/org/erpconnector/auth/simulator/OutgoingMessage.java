package org.erpconnector.auth.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What is POSTed.
 *
 * @param soapAction the value of the SOAPAction header, null when there is none to send
 */
record OutgoingMessage(String contentType, @Nullable String soapAction, String body) {

    /** Keeps the token in the body out of anything that prints this record. */
    @Override
    public String toString() {
        return "OutgoingMessage[" + contentType + ", " + body.length() + " characters]";
    }
}
