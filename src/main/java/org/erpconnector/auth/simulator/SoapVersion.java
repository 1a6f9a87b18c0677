package org.erpconnector.auth.simulator;

import javax.xml.namespace.QName;

/** SOAP 1.1 (W3C note of 2000) and SOAP 1.2 (second edition), as far as they differ here. */
enum SoapVersion {
    SOAP_1_1("1.1", "http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
    SOAP_1_2("1.2", "http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

    private final String number;
    private final String namespace;
    private final String mediaType;

    SoapVersion(String number, String namespace, String mediaType) {
        this.number = number;
        this.namespace = namespace;
        this.mediaType = mediaType;
    }

    /** The version number, as on the command line. */
    @Override
    public String toString() {
        return number;
    }

    String mediaType() {
        return mediaType;
    }

    QName name(String localName) {
        return new QName(namespace, localName);
    }

    /** SOAP 1.1 has the action in the SOAPAction header (section 6.1.1), SOAP 1.2 in the media type (RFC 3902). */
    OutgoingMessage message(String action, String header, String body) {
        String envelope = "<s:Envelope xmlns:s=\"" + namespace + "\">"
                + (header.isEmpty() ? "" : "<s:Header>" + header + "</s:Header>")
                + "<s:Body>" + body + "</s:Body></s:Envelope>";
        return this == SOAP_1_1
                ? new OutgoingMessage("text/xml; charset=utf-8", "\"" + action + "\"", envelope)
                : new OutgoingMessage("application/soap+xml; charset=utf-8; action=\"" + action + "\"", null, envelope);
    }
}
