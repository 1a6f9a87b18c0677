package org.erpconnector.auth.message;

import java.util.Optional;

/** The two SOAP versions, each with the namespace of its envelope and the media type that carries it. */
public enum SoapVersion {
    SOAP_1_1("http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
    SOAP_1_2("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

    private final String namespace;
    private final String mediaType;

    SoapVersion(String namespace, String mediaType) {
        this.namespace = namespace;
        this.mediaType = mediaType;
    }

    String namespace() {
        return namespace;
    }

    /** What an answer of this version is sent as. */
    String contentType() {
        return mediaType + "; charset=utf-8";
    }

    static Optional<SoapVersion> ofMediaType(String mediaType) {
        for (SoapVersion version : values()) {
            if (version.mediaType.equals(mediaType)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
