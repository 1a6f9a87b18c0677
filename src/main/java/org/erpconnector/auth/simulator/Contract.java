package org.erpconnector.auth.simulator;

/**
 * The wire forms of the handshake. Mirroring's is published as WSDL. The one of connectors is not: its class and member
 * names are known, so the three forms that WCF can give such a contract are played, with the namespace as a setting. The
 * two plain HTTP forms are for connectors that speak no SOAP.
 */
enum Contract {
    /** A DataContract as parameter: {@code Authenticate/request/SignedToken}. */
    CONNECTOR_PARAMETER("connector-parameter", true),
    /** A MessageContract with the token in its body: {@code AuthenticationRequest/SignedToken}. */
    CONNECTOR_MESSAGE("connector-message", true),
    /** A MessageContract with the token in a SOAP header. */
    CONNECTOR_HEADER("connector-header", true),
    /** Database mirroring, {@code IMirroringClientService}. */
    MIRRORING("mirroring", true),
    /** The bare token as {@code application/jwt}. */
    HTTP_JWT("http-jwt", false),
    /** The token in a JSON object. */
    HTTP_JSON("http-json", false);

    private final String option;
    private final boolean soap;

    Contract(String option, boolean soap) {
        this.option = option;
        this.soap = soap;
    }

    /** As the command line names it. */
    @Override
    public String toString() {
        return option;
    }

    boolean isSoap() {
        return soap;
    }

    /** A MessageContract of unpublished member order. */
    boolean hasUnknownOrder() {
        return this == CONNECTOR_MESSAGE || this == CONNECTOR_HEADER;
    }
}
