package org.erpconnector.auth.message;

import org.erpconnector.auth.reason.Reason;

/** What the head of a request says of it. */
public sealed interface Recognition {
    /** The SOAP version in which a refusal is worded, where it is one of SOAP. */
    default SoapVersion version() {
        return SoapVersion.SOAP_1_1;
    }

    /** Not a handshake: goes on to the connector, body untouched. */
    record NotOurs() implements Recognition {}

    /**
     * A SOAP request whose body decides: its action says Authenticate, or is absent from one that declares the length of a
     * handshake.
     *
     * @param version the version that the media type names
     * @param authenticate true if the action says Authenticate, so that nothing else may be in the body
     * @param action as sent, without quotes; empty: none
     */
    record Soap(SoapVersion version, boolean authenticate, String action) implements Recognition {}

    /**
     * A request to the HTTP contract.
     *
     * @param contract {@link Contract#HTTP_JWT} or {@link Contract#HTTP_JSON}
     */
    record Http(Contract contract) implements Recognition {}

    /**
     * A handshake that is refused without reading its body.
     *
     * @param problem why
     * @param version the SOAP version of a fault
     */
    record Refused(Reason problem, SoapVersion version) implements Recognition {}
}
