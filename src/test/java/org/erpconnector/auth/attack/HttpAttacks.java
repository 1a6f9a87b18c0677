package org.erpconnector.auth.attack;

import static org.erpconnector.auth.attack.Expected.accepted;
import static org.erpconnector.auth.attack.Expected.brokenOff;
import static org.erpconnector.auth.attack.Expected.passed;
import static org.erpconnector.auth.attack.Expected.refused;
import static org.erpconnector.auth.attack.Expected.server;
import static org.erpconnector.auth.attack.Expected.unreadable;
import static org.erpconnector.auth.attack.Forms.ACTION;
import static org.erpconnector.auth.attack.Forms.AUTHENTICATE;
import static org.erpconnector.auth.attack.Forms.SERVICE;
import static org.erpconnector.auth.attack.Forms.TEXT_XML;
import static org.erpconnector.auth.attack.Forms.empty;
import static org.erpconnector.auth.attack.Forms.ending;
import static org.erpconnector.auth.attack.Forms.post;
import static org.erpconnector.auth.attack.Forms.raw;
import static org.erpconnector.auth.attack.Forms.soap;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.TestTokens;

/** Groups 1, 14 and 20: what has to be accepted, what HTTP can do to a request, and what is the connector's. */
final class HttpAttacks {
    private static final String HTTP = " HTTP/1.1\r\n";
    private static final String CHUNKED = "\r\nTransfer-Encoding: chunked";
    private static final String CALL = TEXT_XML + "\r\nSOAPAction: \"urn:x/WSGetConfigData\"";

    private final AttackKeys keys;

    HttpAttacks(AttackKeys keys) {
        this.keys = keys;
    }

    Stream<Attack> all() {
        return Stream.of(controls(), bodies(), lengths(), codings(), methods(), paths(), heads(), calls())
                .flatMap(group -> group);
    }

    private String good() {
        return Forms.envelope("", Forms.question(keys.valid()));
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    private Stream<Attack> controls() {
        String message = "<AuthenticationRequest xmlns='urn:x'><SignedToken>%s</SignedToken></AuthenticationRequest>";
        String twelve = "Content-Type: application/soap+xml; charset=utf-8; action=\"urn:x/Authenticate\"";
        String header = keys.headerJson().replace("{", "{ \n ").replace("RS256", "\\u0052S256");
        String second = TestTokens.signed(
                TestTokens.header(keys.second().certificate()),
                keys.claims(),
                keys.second().pair().getPrivate());
        return Stream.of(
                        Stream.of(
                                soap(
                                        "P01",
                                        "message style",
                                        Forms.envelope("", message.formatted(keys.valid())),
                                        accepted()),
                                soap("P02", "mirroring", Forms.mirroring(keys.valid()), accepted()),
                                soap(
                                        "P03",
                                        "white space around",
                                        Forms.mirroring("\r\n   " + keys.valid() + "\t\n"),
                                        accepted()),
                                post(
                                        "P04",
                                        "SOAP 1.2",
                                        "",
                                        SERVICE,
                                        twelve,
                                        Forms.envelope(Forms.SOAP_12, "", Forms.question(keys.valid())),
                                        accepted()),
                                post(
                                        "P05",
                                        "JSON",
                                        "",
                                        AUTHENTICATE,
                                        "Content-Type: application/json",
                                        "{\"SignedToken\":\"" + keys.valid() + "\"}",
                                        accepted()),
                                soap(
                                        "P06",
                                        "CDATA",
                                        Forms.envelope("", Forms.question("<![CDATA[" + keys.valid() + "]]>")),
                                        accepted()),
                                soap(
                                        "P06",
                                        "references",
                                        Forms.envelope(
                                                "", Forms.question(keys.valid().replace(".", "&#46;"))),
                                        accepted()),
                                soap("P12", "byte order mark", "\uFEFF" + good(), accepted()),
                                post(
                                        "P12",
                                        "UTF-16 with its mark",
                                        "",
                                        SERVICE,
                                        "Content-Type: text/xml\r\n" + ACTION,
                                        good().getBytes(StandardCharsets.UTF_16),
                                        accepted())),
                        Forms.token(
                                        "P07",
                                        "white space and an escape",
                                        keys.signed(header, keys.claimsJson()),
                                        accepted())
                                .limit(1),
                        Forms.token("P08", "expired 59 s ago", keys.withTimes(-400, -59), accepted())
                                .limit(1),
                        Forms.token("P08", "valid in 59 s", keys.withTimes(59, 300), accepted())
                                .limit(1),
                        Forms.token("P09", "X.509 v1, SHA-1, of no authority", keys.valid(), accepted())
                                .limit(1),
                        Forms.token("P13", "the other pinned key", second, accepted())
                                .limit(1),
                        Stream.of(
                                raw(
                                        "P11",
                                        "chunked",
                                        "POST " + SERVICE + HTTP + TEXT_XML + "\r\n" + ACTION + CHUNKED,
                                        chunk(good()) + "0\r\n\r\n",
                                        accepted()),
                                raw(
                                        "P11",
                                        "in chunks of a byte",
                                        "POST " + SERVICE + HTTP + TEXT_XML + "\r\n" + ACTION + CHUNKED,
                                        bytewise(good()),
                                        accepted()),
                                raw(
                                        "P11",
                                        "Expect",
                                        "POST " + SERVICE + HTTP + TEXT_XML + "\r\n" + ACTION
                                                + "\r\nExpect: 100-continue" + CHUNKED,
                                        chunk(good()) + "0\r\n\r\n",
                                        accepted()),
                                // Without an action and a length nothing in the head says that it may be a handshake,
                                // and
                                // to look into the body would be to take it from others.
                                raw(
                                        "P11",
                                        "chunked, without an action",
                                        "POST " + SERVICE + HTTP + TEXT_XML + CHUNKED,
                                        chunk(good()) + "0\r\n\r\n",
                                        passed())))
                .flatMap(group -> group);
    }

    private static String bytewise(String text) {
        StringBuilder chunks = new StringBuilder();
        text.chars().forEach(c -> chunks.append(chunk(String.valueOf((char) c))));
        return chunks + "0\r\n\r\n";
    }

    private Stream<Attack> bodies() {
        String head = "POST " + SERVICE + HTTP + TEXT_XML + "\r\n" + ACTION;
        Expected large = unreadable("message-too-large", 413);
        return Stream.of(
                soap("H02", "64 KB and a byte", good() + " ".repeat(65_537), large),
                empty("H02", "10 GB announced", head + "\r\nContent-Length: 10737418240", large),
                raw(
                        "H02",
                        "chunked",
                        head + "\r\nTransfer-Encoding: chunked",
                        chunk(good() + " ".repeat(65_537)) + "0\r\n\r\n",
                        large),
                ending(
                        "H04",
                        "Content-Length larger than the body",
                        head + "\r\nContent-Length: 9000",
                        good(),
                        brokenOff()),
                ending(
                        "H04",
                        "a chunk that breaks off",
                        head + "\r\nTransfer-Encoding: chunked",
                        chunk(good()).substring(0, 300),
                        brokenOff()),
                ending("H04", "no last chunk", head + "\r\nTransfer-Encoding: chunked", chunk(good()), brokenOff()),
                ending("H04", "no chunk", head + "\r\nTransfer-Encoding: chunked", "zz\r\n", server(0, 400)));
    }

    /** Of these some are answered by the server itself; none may be accepted, since the two ends would differ in what was sent. */
    private Stream<Attack> lengths() {
        String head = "POST " + SERVICE + HTTP + TEXT_XML + "\r\n" + ACTION;
        String body = good();
        return Stream.of(
                raw(
                        "H05",
                        "Content-Length smaller than the body",
                        head + "\r\nContent-Length: 100",
                        body,
                        unreadable("envelope-unreadable")),
                raw("H05", "two lengths", head + "\r\nContent-Length: 100\r\nContent-Length: 200", body, server(400)),
                raw(
                        "H05",
                        "an unknown transfer coding",
                        head + "\r\nTransfer-Encoding: xchunked",
                        body,
                        server(400, 500, 501)),
                raw("H05", "a length that is no number", head + "\r\nContent-Length: +10", body, server(400)));
    }

    private Stream<Attack> codings() {
        Stream<Attack> ours = Stream.of("gzip", "br", "deflate", "x-gzip, identity")
                .map(coding -> post(
                        "H06",
                        coding,
                        "",
                        SERVICE,
                        TEXT_XML + "\r\n" + ACTION + "\r\nContent-Encoding: " + coding,
                        good(),
                        unreadable("media-type-unsupported", 415)));
        Stream<Attack> others = Stream.of("gzip", "br")
                .map(coding -> post(
                        "H06",
                        coding + " of another operation",
                        "",
                        SERVICE,
                        CALL + "\r\nContent-Encoding: " + coding,
                        "xyz",
                        passed()));
        return Stream.of(ours, others, Stream.of(odd("H07", "Expect: x", "\r\nExpect: x", server(200, 417))))
                .flatMap(group -> group);
    }

    /** A good handshake, with something in its head about which servers differ. */
    private Attack odd(String row, String name, String headers, Expected expected) {
        String body = good();
        String head = "POST " + SERVICE + HTTP + TEXT_XML + "\r\nContent-Length: " + length(body) + headers;
        return raw(row, name, head, body, expected);
    }

    private Stream<Attack> methods() {
        Stream<Attack> withToken = Stream.of("GET", "PUT", "DELETE", "post", "FOO", "OPTIONS")
                .map(method -> raw(
                        "H08",
                        method,
                        method + " " + SERVICE + HTTP + TEXT_XML + "\r\n" + ACTION + "\r\nContent-Length: "
                                + length(good()),
                        good(),
                        method.equals("GET") || method.equals("DELETE")
                                // Some servers refuse a body with these.
                                ? server(400, 405)
                                : unreadable("method-not-allowed", 405)));
        Stream<Attack> without = Stream.of("GET", "PUT", "DELETE", "FOO", "OPTIONS")
                .map(method -> empty(
                        "H08", method + " of another operation", method + " " + SERVICE + HTTP + "X: y", passed()));
        Stream<Attack> override = Stream.of("GET", "PUT")
                .map(method -> post(
                        "H10",
                        method,
                        "",
                        SERVICE + "?_method=" + method,
                        TEXT_XML + "\r\nX-HTTP-Method-Override: " + method,
                        good(),
                        accepted()));
        return Stream.of(
                        withToken,
                        without,
                        override,
                        Stream.of(empty("H09", "?wsdl", "GET " + SERVICE + "?wsdl" + HTTP + "X: y", passed())))
                .flatMap(group -> group);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private Stream<Attack> paths() {
        Stream<Attack> spellings = Stream.of(
                        "/Services/X.svc/",
                        "/X.svc%20",
                        "/Services/ErpConnectorWS.svc/Authenticate",
                        "/SERVICES/erpconnectorws.SVC",
                        "/")
                .map(path -> post("H11", path, "", "{context}" + path, TEXT_XML, good(), accepted()));
        Stream<Attack> parameters = Stream.of("/Services/X.svc;jsessionid=1", "/Services;x=y/X.svc")
                .map(path -> post("H12", path, "", "{context}" + path, TEXT_XML, good(), accepted()));
        // Each server normalises some of them and refuses others; nobody may get by.
        Stream<Attack> contract = Stream.of(
                        "/authenticate;x=y",
                        "//authenticate",
                        "/./authenticate",
                        "/x/../authenticate",
                        "/%61uthenticate",
                        "/x/..;/authenticate")
                .map(path -> post(
                        "H12",
                        path,
                        "",
                        "{context}" + path + "?then=path",
                        "Content-Type: application/jwt",
                        keys.valid(),
                        server(200, 400, 404)));
        Stream<Attack> refused = Stream.of("/Services%2fX.svc", "/X%00.svc", "/X\\.svc", "/X.svc#x")
                .map(path -> post("H13", path, "", "{context}" + path, TEXT_XML, good(), server(200, 400, 404, 500)));
        return Stream.of(spellings, parameters, contract, refused).flatMap(group -> group);
    }

    private Stream<Attack> heads() {
        String hostile = "X-Forwarded-For: <script>alert(1)</script>, ${jndi:ldap://x}\r\nUser-Agent: %n%x{}\u001b[2J";
        return Stream.of(
                odd("H15", "two hosts", "\r\nHost: a\r\nHost: b", server(200, 400)),
                odd("H15", "a header with NUL", "\r\nX: a\0b", server(200, 400)),
                odd("H15", "a blank before the colon", "\r\nX : a", server(200, 400)),
                odd("H15", "a header of 80 KB", "\r\nX: " + "a".repeat(80_000), server(400, 431)),
                post(
                        "H16",
                        "forged addresses",
                        "",
                        AUTHENTICATE,
                        "Content-Type: application/jwt\r\nX-Forwarded-For: <script>, ${jndi:ldap://x}\r\nForwarded: for=203.0.113.9",
                        "x",
                        refused("token-malformed")),
                post(
                        "H22",
                        "line breaks in what is asked",
                        "",
                        AUTHENTICATE,
                        "Content-Type: application/jwt",
                        keys.withClaim("nonce", "\"" + AttackKeys.freshNonce() + "\\r\\nX: y\""),
                        refused("nonce-not-allowed")),
                post(
                        "L01",
                        "control characters in the head",
                        "",
                        SERVICE,
                        TEXT_XML + "\r\nSOAPAction: \"urn:\u0085x\u009b[2J/Authenticate\"",
                        "<x",
                        unreadable("envelope-unreadable")),
                post(
                        "L02",
                        "formats in the head",
                        "",
                        AUTHENTICATE,
                        "Content-Type: application/jwt\r\n" + hostile.replace("\u001b", ""),
                        "${jndi:ldap://x}",
                        refused("token-malformed")));
    }

    private Stream<Attack> calls() {
        Stream<Attack> sizes = Stream.of(1, 9_000, 65_536, 65_537, 3_000_000)
                .map(size -> post("T02", size + " bytes", "", SERVICE, CALL, new byte[size], passed()));
        String broken = "<s:Envelope xmlns:s='" + Forms.SOAP_11 + "'><s:Body><WSGetConfigData></s:Body>";
        return Stream.of(
                        sizes,
                        Stream.of(
                                post(
                                        "T01",
                                        "WSGetConfigData",
                                        "",
                                        SERVICE,
                                        CALL,
                                        Forms.envelope("", "<WSGetConfigData xmlns='urn:x'/>"),
                                        passed()),
                                post("T02", "no action, large", "", SERVICE, TEXT_XML, " ".repeat(200_000), passed()),
                                raw(
                                        "T02",
                                        "chunked",
                                        "POST " + SERVICE + HTTP + CALL + "\r\nTransfer-Encoding: chunked",
                                        chunk("x".repeat(70_000)) + "0\r\n\r\n",
                                        passed()),
                                post("T03", "broken, with its action", "", SERVICE, CALL, broken, passed()),
                                post("T03", "broken, without", "", SERVICE, TEXT_XML, broken, passed()),
                                post(
                                        "T04",
                                        "a handshake behind 64 KB",
                                        "",
                                        SERVICE,
                                        TEXT_XML,
                                        "<!--" + "x".repeat(70_000) + "-->" + good(),
                                        passed())))
                .flatMap(group -> group);
    }
}
