package org.erpconnector.auth.message;

import java.util.Locale;

/** The wire forms of the handshake. */
public enum Contract {
    /** {@code Authenticate/request/SignedToken}, as WCF wraps a parameter. */
    CONNECTOR_PARAMETER,
    /** {@code AuthenticationRequest/SignedToken}, or the token in the SOAP header, as a WCF message contract. */
    CONNECTOR_MESSAGE,
    /** Database mirroring 0.1, exactly as its published WSDL. */
    MIRRORING,
    /** The token itself in the body of a POST, {@code application/jwt}. */
    HTTP_JWT,
    /** {@code {"SignedToken": "..."}}, {@code application/json}. */
    HTTP_JSON;

    /** The name that logs use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
