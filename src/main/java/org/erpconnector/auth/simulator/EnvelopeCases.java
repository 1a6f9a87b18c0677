package org.erpconnector.auth.simulator;

import static org.erpconnector.auth.simulator.Case.either;
import static org.erpconnector.auth.simulator.Case.message;
import static org.erpconnector.auth.simulator.Case.refused;
import static org.erpconnector.auth.simulator.Case.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Hostile messages around a genuine token, which a careless parser would accept. */
final class EnvelopeCases {

    private static final String DTD = "SOAP 1.1, 3: no document type declaration";
    private static final String XML = "XML 1.0, 2.1: well-formed, or refused";
    private static final String WRAPPING = "two readers of one message must not read two tokens";
    private static final String SOAP = "SOAP 1.1, 4";
    private static final String MEDIA = "SOAP 1.1, 6: text/xml";
    private static final int MANY = 2000;

    private EnvelopeCases() {}

    static List<Case> all() {
        return Stream.of(documents(), tokens(), wellFormed(), structure(), types(), sizes())
                .flatMap(List::stream)
                .toList();
    }

    private static Case envelope(String id, String rule, String source, BiFunction<String, String, String> change) {
        return refused(id, rule, source, text(change));
    }

    private static List<Case> documents() {
        String laughs = IntStream.range(1, 20)
                .mapToObj(i -> "<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>")
                .collect(Collectors.joining("", "<!ENTITY l0 'ha'>", ""));
        return List.of(
                envelope(
                        "M-01",
                        "an empty document type declaration is refused",
                        DTD,
                        (text, token) -> "<!DOCTYPE x>" + text),
                envelope(
                        "M-02",
                        "a token that is an entity is refused",
                        DTD,
                        (text, token) -> "<!DOCTYPE x [<!ENTITY t \"" + token + "\">]>" + text.replace(token, "&t;")),
                envelope(
                        "M-03",
                        "an entity that is a file is refused",
                        DTD,
                        (text, token) -> "<!DOCTYPE x [<!ENTITY t SYSTEM \"file:///etc/hostname\">]>"
                                + text.replace(token, token + "&t;")),
                envelope(
                        "M-04",
                        "an external document type is refused",
                        DTD,
                        (text, token) -> "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\">" + text),
                envelope(
                        "M-05",
                        "entities that grow without end are refused",
                        DTD,
                        (text, token) -> "<!DOCTYPE x [" + laughs + "]>" + text.replace(token, token + "&l19;")));
    }

    /** Changes the element that holds the token. */
    private static String element(String envelope, String token, UnaryOperator<String> change) {
        String name = "<[^<>]*SignedToken[^<>]*>";
        return Pattern.compile(name + Pattern.quote(token) + "</[^<>]*>")
                .matcher(envelope)
                .replaceFirst(found -> Matcher.quoteReplacement(change.apply(found.group())));
    }

    private static List<Case> tokens() {
        return List.of(
                envelope(
                        "M-06",
                        "two tokens are refused",
                        WRAPPING,
                        (text, token) -> element(text, token, found -> found + found)),
                envelope(
                        "M-07",
                        "two tokens are refused, garbage first",
                        WRAPPING,
                        (text, token) -> element(text, token, found -> found.replace(token, "garbage") + found)),
                envelope(
                        "M-08", "a token in the header and one in the body are refused", WRAPPING, EnvelopeCases::both),
                envelope(
                        "M-09",
                        "a token with a comment and more behind it is refused",
                        "CWE-20: the text ends at its element",
                        (text, token) -> text.replace(token, token + "<!-- x -->AAAA")),
                envelope(
                        "M-10",
                        "a token with an element in it is refused",
                        WRAPPING,
                        (text, token) -> text.replace(token, token + "<x/>AAAA")),
                envelope(
                        "M-11",
                        "a token within a token is refused",
                        WRAPPING,
                        (text, token) -> element(text, token, found -> found.replace(token, "garbage" + found))),
                envelope(
                        "M-12",
                        "XInclude is not followed",
                        "XML 1.0 knows no inclusion",
                        (text, token) -> text.replace(
                                token,
                                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\""
                                        + " href=\"file:///etc/hostname\"/>")),
                envelope(
                        "M-13",
                        "a token in an element that no contract has is refused",
                        SOAP,
                        (text, token) -> text.replaceAll("(?s)<s:Header>.*</s:Header>", "")
                                .replaceFirst(
                                        "(?s)<s:Body>.*</s:Body>",
                                        "<s:Body><x xmlns=\"urn:x\"><SignedToken>" + token
                                                + "</SignedToken></x></s:Body>")));
    }

    /** Adds a token in the place where another contract has it, and another parser would look. */
    private static String both(String text, String token) {
        String more = "<SignedToken xmlns=\"" + PartyOptions.DEFAULT_NAMESPACE + "\">" + token + "</SignedToken>";
        return text.contains("<s:Header>")
                ? text.replaceFirst("(<s:Body><[^<>]*>)", "$1" + Matcher.quoteReplacement(more))
                : HandshakeCases.withHeader(text, more);
    }

    private static List<Case> wellFormed() {
        return List.of(
                envelope(
                        "M-14",
                        "an envelope that breaks off is refused",
                        XML,
                        (text, token) -> text.substring(0, text.length() - 10)),
                envelope(
                        "M-15", "an envelope with something behind it is refused", XML, (text, token) -> text + "<x/>"),
                envelope(
                        "M-16",
                        "two attributes of one name are refused",
                        XML,
                        (text, token) -> text.replace("<s:Body>", "<s:Body a=\"1\" a=\"2\">")),
                envelope(
                        "M-17",
                        "a prefix of no namespace is refused",
                        "Namespaces in XML, 5",
                        (text, token) -> text.replace("<s:Body>", "<s:Body q:a=\"1\">")),
                envelope(
                        "M-18",
                        "a reference to the character 0 is refused",
                        "XML 1.0, 2.2",
                        (text, token) -> text.replace(token, "&#0;" + token)),
                refused(
                        "M-19",
                        "bytes that are not UTF-8 are refused",
                        "XML 1.0, 4.3.3",
                        message((message, token) ->
                                message.body(HandshakeCases.withHeader(message.text(), "<x>\u00FF</x>")
                                        .getBytes(StandardCharsets.ISO_8859_1)))),
                envelope("M-20", "garbage is refused", XML, (text, token) -> "This is no XML: " + token),
                envelope("M-21", "an empty message is refused", XML, (text, token) -> ""));
    }

    private static List<Case> structure() {
        return List.of(
                envelope(
                        "M-22",
                        "a header that must be understood and is not is refused",
                        "SOAP 1.1, 4.2.3",
                        (text, token) ->
                                HandshakeCases.withHeader(text, "<x xmlns=\"urn:x\" s:mustUnderstand=\"1\"/>")),
                envelope(
                        "M-23",
                        "an envelope of an unknown version is refused",
                        "SOAP 1.1, 4.1.2",
                        (text, token) -> text.replace("http://schemas.xmlsoap.org/soap/envelope/", "urn:soap")),
                envelope(
                        "M-24",
                        "two bodies are refused",
                        SOAP,
                        (text, token) -> text.replace("</s:Body>", "</s:Body><s:Body/>")),
                envelope(
                        "M-25",
                        "a body with a second question in it is refused",
                        SOAP,
                        (text, token) -> text.replace(
                                "</s:Body>",
                                "<WSDeleteConnection xmlns=\"" + ErpOperation.NAMESPACE + "\"/></s:Body>")),
                Case.unsigned(
                        "M-26",
                        "a handshake under the SOAPAction of another operation is none",
                        "SOAP 1.1, 6.1.1",
                        message((message, token) -> message.with(
                                "SOAPAction", "\"" + ErpOperation.NAMESPACE + "/IErpConnectorWS/WSGetConfigData\""))),
                envelope(
                        "M-27",
                        "SOAPAction Authenticate with another question in the body is refused",
                        "SOAP 1.1, 6.1.1",
                        (text, token) -> text.replaceAll("(?s)<s:Header>.*</s:Header>", "")
                                .replaceFirst(
                                        "(?s)<s:Body>.*</s:Body>",
                                        "<s:Body><RequestBase xmlns=\"" + ErpOperation.NAMESPACE
                                                + "\"><ConnectionGuid>" + SyncSession.NO_CONNECTION
                                                + "</ConnectionGuid></RequestBase></s:Body>")));
    }

    private static Case type(String id, String rule, String contentType) {
        return refused(id, rule, MEDIA, message((message, token) -> message.with("Content-Type", contentType)));
    }

    private static List<Case> types() {
        return List.of(
                type("M-28", "SOAP 1.1 as application/soap+xml is refused", "application/soap+xml; charset=utf-8"),
                type("M-29", "SOAP as text/plain is refused", "text/plain; charset=utf-8"),
                type("M-30", "a charset that does not exist is refused", "text/xml; charset=nope"),
                type("M-31", "UTF-7 is refused", "text/xml; charset=utf-7"),
                refused(
                        "M-32",
                        "a message in parts that includes its token, MTOM, is refused",
                        "no published message attaches its token",
                        message((message, token) -> message.with(
                                        "Content-Type",
                                        "multipart/related; boundary=b; type=\"application/xop+xml\"; start-info=\"text/xml\"")
                                .text(text -> "--b\r\nContent-Type: application/xop+xml; type=\"text/xml\"\r\n\r\n"
                                        + text.replace(
                                                token,
                                                "<x:Include xmlns:x=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:t\"/>")
                                        + "\r\n--b\r\nContent-ID: <t>\r\n\r\n" + token + "\r\n--b--\r\n"))),
                refused(
                        "M-33",
                        "a handshake by GET is refused",
                        "SOAP 1.1, 6: POST",
                        message((message, token) -> message.by("GET"))),
                refused(
                        "M-34",
                        "a handshake by PUT is refused",
                        "SOAP 1.1, 6: POST",
                        message((message, token) -> message.by("PUT"))),
                either(
                        "M-35",
                        "a body that says it is compressed, and is not, is answered",
                        "RFC 9110, 8.4",
                        message((message, token) -> message.with("Content-Encoding", "gzip"))));
    }

    private static List<Case> sizes() {
        return List.of(
                either(
                        "M-36",
                        "elements nested thousands deep are answered",
                        "the caller waits a minute",
                        text((text, token) ->
                                HandshakeCases.withHeader(text, "<x>".repeat(MANY) + "</x>".repeat(MANY)))),
                either(
                        "M-37",
                        "thousands of attributes are answered",
                        "the caller waits a minute",
                        text((text, token) -> HandshakeCases.withHeader(
                                text,
                                IntStream.range(0, MANY)
                                        .mapToObj(i -> " a" + i + "=\"\"")
                                        .collect(Collectors.joining("", "<x", "/>"))))),
                either(
                        "M-38",
                        "a megabyte in front of the body is answered",
                        "the caller waits a minute",
                        text((text, token) ->
                                HandshakeCases.withHeader(text, "<!--" + " ".repeat(1_000_000) + "-->"))));
    }
}
