package org.erpconnector.auth.servlet;

import java.nio.charset.StandardCharsets;

/** A handshake as it comes over the wire, in each contract. */
public enum WireForm {
    PARAMETER("text/xml; charset=utf-8", "http://www.superoffice.com/erp/Authenticate") {
        @Override
        String body(String token) {
            return envelope(
                    "",
                    "<Authenticate xmlns=\"urn:a\"><request xmlns:b=\"urn:b\"><b:SignedToken>" + token
                            + "</b:SignedToken></request></Authenticate>");
        }
    },
    MESSAGE("text/xml; charset=utf-8", "http://www.superoffice.com/erp/Authenticate") {
        @Override
        String body(String token) {
            return envelope(
                    "",
                    "<AuthenticationRequest xmlns=\"urn:a\"><SignedToken>" + token
                            + "</SignedToken></AuthenticationRequest>");
        }
    },
    MIRRORING("text/xml; charset=utf-8", "http://www.superoffice.com/online/mirroring/0.1/Authenticate") {
        @Override
        String body(String token) {
            String namespace = "http://www.superoffice.com/online/mirroring/0.1";
            return envelope(
                    "<h:SignedToken xmlns:h=\"" + namespace + "\">" + token + "</h:SignedToken>",
                    "<AuthenticateRequest xmlns=\"" + namespace + "\"/>");
        }
    },
    HTTP_JWT("application/jwt", "") {
        @Override
        String body(String token) {
            return token;
        }
    },
    HTTP_JSON("application/json", "") {
        @Override
        String body(String token) {
            return "{\"SignedToken\": \"" + token + "\"}";
        }
    };

    private final String contentType;
    private final String action;

    WireForm(String contentType, String action) {
        this.contentType = contentType;
        this.action = action;
    }

    abstract String body(String token);

    MemoryRequest request(String token) {
        String path = action.isEmpty() ? TestParts.PATH : "/Services/ErpConnectorWS.svc";
        return MemoryRequest.post(path, contentType, action, body(token).getBytes(StandardCharsets.UTF_8));
    }

    /** All bytes of it as a SOAP client sends them, or of a call of another operation with the same body. */
    byte[] overHttp(String token, String operation) {
        String body = body(token);
        return String.join(
                        "\r\n",
                        "POST /Services/ErpConnectorWS.svc HTTP/1.1",
                        "Host: erp.example.com",
                        "User-Agent: Mozilla/4.0 (compatible; MSIE 6.0; MS Web Services Client Protocol 4.0.30319.42000)",
                        "Accept: */*",
                        "Accept-Encoding: gzip, deflate",
                        "X-Forwarded-For: 203.0.113.9",
                        "Content-Type: " + contentType,
                        "SOAPAction: \"" + action.replaceFirst("\\w+$", operation) + '"',
                        "Content-Length: " + body.length(),
                        "",
                        body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String envelope(String header, String body) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>" + header
                + "</s:Header><s:Body>" + body + "</s:Body></s:Envelope>";
    }
}
