package org.erpconnector.auth.simulator;

/**
 * The wire forms of the handshake. Database Mirroring has a published WSDL. The connectors' contract has none, but its
 * class and member names are known: the simulator offers the three forms that WCF can give it, with a configurable
 * namespace. The two plain HTTP forms are for connectors without SOAP.
 */
enum Contract {
    /** A DataContract as parameter: {@code Authenticate/request/SignedToken}. */
    CONNECTOR_PARAMETER("connector-parameter", true),
    /** A MessageContract with the token in its body: {@code AuthenticationRequest/SignedToken}. */
    CONNECTOR_MESSAGE("connector-message", true),
    /** A MessageContract with the token in a SOAP header. */
    CONNECTOR_HEADER("connector-header", true),
    /** Database Mirroring, {@code IMirroringClientService}. */
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

    /** Whether it is a MessageContract, whose member order is not published. */
    boolean hasUnknownOrder() {
        return this == CONNECTOR_MESSAGE || this == CONNECTOR_HEADER;
    }
}
