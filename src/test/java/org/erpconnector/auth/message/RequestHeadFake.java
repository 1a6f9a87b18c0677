package org.erpconnector.auth.message;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A head that remembers what it was asked, since every question costs each request of the connector some time. */
final class RequestHeadFake implements RequestHead {
    private final Set<String> asked = new TreeSet<>();
    private String method = "POST";
    private String path = "/Services/ErpConnectorWS.svc";
    private String contentType = "text/xml; charset=utf-8";
    private String contentEncoding;
    private long contentLength = 1500;
    private List<String> soapActions = List.of();

    RequestHeadFake method(String value) {
        method = value;
        return this;
    }

    RequestHeadFake path(String value) {
        path = value;
        return this;
    }

    RequestHeadFake contentType(String value) {
        contentType = value;
        return this;
    }

    RequestHeadFake contentEncoding(String value) {
        contentEncoding = value;
        return this;
    }

    RequestHeadFake contentLength(long value) {
        contentLength = value;
        return this;
    }

    RequestHeadFake soapActions(String... values) {
        soapActions = List.of(values);
        return this;
    }

    Set<String> asked() {
        return asked;
    }

    @Override
    public String method() {
        asked.add("method");
        return method;
    }

    @Override
    public String path() {
        asked.add("path");
        return path;
    }

    @Override
    public String contentType() {
        asked.add("contentType");
        return contentType;
    }

    @Override
    public String contentEncoding() {
        asked.add("contentEncoding");
        return contentEncoding;
    }

    @Override
    public long contentLength() {
        asked.add("contentLength");
        return contentLength;
    }

    @Override
    public List<String> soapActions() {
        asked.add("soapActions");
        return soapActions;
    }
}
