package org.erpconnector.auth.message;

import java.util.Optional;
import java.util.function.Function;

/** The two SOAP versions, each with the namespace of its envelope and the media type that carries it. */
public enum SoapVersion implements Dialect {
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

    @Override
    public String label() {
        return "soap";
    }

    @Override
    public <A> A either(Function<? super SoapVersion, A> soap, Function<? super Shape.Http, A> http) {
        return soap.apply(this);
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
