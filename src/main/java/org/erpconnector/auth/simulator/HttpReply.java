package org.erpconnector.auth.simulator;

import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** An HTTP response, its body decompressed. */
final class HttpReply {

    private final int status;
    private final HttpHeaders headers;
    private final Optional<SSLSession> tls;
    private final byte[] body;
    private final boolean truncated;
    private final long millis;

    HttpReply(int status, HttpHeaders headers, Optional<SSLSession> tls, byte[] body, boolean truncated, long millis) {
        this.status = status;
        this.headers = headers;
        this.tls = tls;
        this.body = body.clone();
        this.truncated = truncated;
        this.millis = millis;
    }

    int status() {
        return status;
    }

    String contentType() {
        return header("Content-Type").orElse("");
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The TLS session, over https. */
    Optional<SSLSession> tls() {
        return tls;
    }

    byte[] body() {
        return body.clone();
    }

    /** Whether the body was larger than the caller reads. */
    boolean truncated() {
        return truncated;
    }

    long millis() {
        return millis;
    }

    /** The media type without its parameters, in lower case. */
    String mediaType() {
        String type = contentType();
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * Why this reply shows that no SOAP service listens here; empty if one does, even if it answers with a fault.
     */
    Optional<String> takesNoCalls() {
        boolean soap = mediaType().endsWith("/xml")
                || mediaType().endsWith("+xml")
                || mediaType().startsWith("multipart/");
        if (isSuccess()) {
            return soap
                    ? Optional.empty()
                    : Optional.of(
                            statusInWords() + " of the type [" + Shown.text(contentType()) + "], which is no SOAP");
        }
        return switch (status) {
            case 404, 405, 410 -> Optional.of(statusInWords());
            case 401, 403 ->
                Optional.of(statusInWords() + "; or the URL lacks the secret-path, or the filter's settings refuse it");
            default -> status >= 300 && status < 400 ? Optional.of(statusInWords()) : Optional.empty();
        };
    }

    /** The status, with its usual cause. */
    String statusInWords() {
        String meaning = switch (status) {
            case 301, 302, 303, 307, 308 -> ": a redirect, which SuperOffice does not follow";
            case 401, 403 -> ": the server wants other credentials before the connector is asked";
            case 404 -> ": there is no endpoint listening at this path";
            case 405 -> ": this path does not take POST";
            case 413 -> ": the message is too large for the server";
            case 415 -> ": this path does not take this content type";
            case 503 -> ": the server is too busy, or the connector is not ready";
            default -> "";
        };
        return "HTTP " + status + meaning;
    }
}
