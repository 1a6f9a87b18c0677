package org.erpconnector.auth.attack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.TestTokens;

/** The handshake's forms on the wire, and attacks that put a token into each of them. */
final class Forms {
    static final String SERVICE = "{context}/Services/ErpConnectorWS.svc";
    static final String AUTHENTICATE = "{context}/authenticate";
    static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    static final String MIRRORING = "http://www.superoffice.com/online/mirroring/0.1";
    static final String TEXT_XML = "Content-Type: text/xml; charset=utf-8";
    static final String ACTION = "SOAPAction: \"urn:x/Authenticate\"";

    private static final byte[] NOTHING = new byte[0];

    private Forms() {}

    /** A token in the HTTP contract, the connector's parameter style and mirroring, as far as they can carry it. */
    static Stream<Attack> token(String row, String name, String token, Expected expected) {
        Attack jwt = jwt(row, name, token, expected);
        if (token.chars().anyMatch(Forms::noCharacterOfXml)) {
            return Stream.of(jwt);
        }
        String text = token.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return Stream.of(
                jwt,
                soap(row, name, "connector", envelope("", question(text)), expected),
                soap(row, name, "mirroring", mirroring(text), expected));
    }

    static Stream<Attack> refused(String row, String name, String token, String reason) {
        return token(row, name, token, Expected.refused(reason));
    }

    private static boolean noCharacterOfXml(int c) {
        return (c < ' ' && c != '\t' && c != '\n') || (c >= 0xD800 && c <= 0xDFFF) || c >= 0xFFFE;
    }

    static Attack jwt(String row, String name, String token, Expected expected) {
        return post(row, name, "jwt", AUTHENTICATE, "Content-Type: application/jwt", token, expected);
    }

    /** Under the action Authenticate. */
    static Attack soap(String row, String name, String envelope, Expected expected) {
        return soap(row, name, "", envelope, expected);
    }

    private static Attack soap(String row, String name, String form, String envelope, Expected expected) {
        return post(row, name, form, SERVICE, TEXT_XML + "\r\n" + ACTION, envelope, expected);
    }

    static Attack post(
            String row, String name, String form, String path, String headers, String body, Expected expected) {
        return post(row, name, form, path, headers, body.getBytes(StandardCharsets.UTF_8), expected);
    }

    static Attack post(
            String row, String name, String form, String path, String headers, byte[] body, Expected expected) {
        String head = "POST " + path + " HTTP/1.1\r\n" + headers + "\r\nContent-Length: " + body.length;
        return new Attack(row, name, form, head, body, false, expected);
    }

    /** A request line and headers of any kind. */
    static Attack raw(String row, String name, String head, String body, Expected expected) {
        return new Attack(row, name, "", head, body.getBytes(StandardCharsets.UTF_8), false, expected);
    }

    /** A request after which the caller ends its side. */
    static Attack ending(String row, String name, String head, String body, Expected expected) {
        return new Attack(row, name, "", head, body.getBytes(StandardCharsets.UTF_8), true, expected);
    }

    static Attack empty(String row, String name, String head, Expected expected) {
        return new Attack(row, name, "", head, NOTHING, false, expected);
    }

    /** Handshakes of which a few bytes come and more are promised, each second one in chunks, half in each contract. */
    static Attack stalling(AttackKeys keys, int number) {
        String length = number % 2 == 0 ? "Content-Length: 4000" : "Transfer-Encoding: chunked";
        String start = number % 2 == 0
                ? keys.valid().substring(0, 20)
                : "ff\r\n" + keys.valid().substring(0, 20);
        String to = number % 4 < 2
                ? AUTHENTICATE + " HTTP/1.1\r\nContent-Type: application/jwt\r\n"
                : SERVICE + " HTTP/1.1\r\n" + TEXT_XML + "\r\n" + ACTION + "\r\n";
        // What a sender says of another protocol is no reason to wait for its body (F64).
        to += "Connection: Upgrade\r\nUpgrade: h2c\r\n";
        return raw("H01", "stalls", "POST " + to + length, start, Expected.unreadable("body-too-slow", 408));
    }

    static String question(String token) {
        return "<Authenticate xmlns='urn:x'><request><SignedToken xmlns='urn:y'>" + token
                + "</SignedToken></request></Authenticate>";
    }

    static String mirroring(String token) {
        return envelope(mirroringHeader(token), "<AuthenticateRequest xmlns='" + MIRRORING + "'/>");
    }

    static String mirroringHeader(String token) {
        return "<h:SignedToken s:mustUnderstand='1' xmlns:h='" + MIRRORING + "'>" + token + "</h:SignedToken>";
    }

    static String envelope(String header, String body) {
        return envelope(SOAP_11, header, body);
    }

    static String envelope(String soap, String header, String body) {
        String head = header.isEmpty() ? "" : "<s:Header>" + header + "</s:Header>";
        return "<s:Envelope xmlns:s='" + soap + "'>" + head + "<s:Body>" + body + "</s:Body></s:Envelope>";
    }

    /** What must never be in an answer or in the log. */
    static List<String> secrets(Attack attack) {
        return attack.head().contains(TestTokens.NONCE) ? List.of() : List.of(TestTokens.NONCE);
    }
}
