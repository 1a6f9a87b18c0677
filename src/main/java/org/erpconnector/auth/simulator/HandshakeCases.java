package org.erpconnector.auth.simulator;

import static org.erpconnector.auth.simulator.Case.accepted;
import static org.erpconnector.auth.simulator.Case.either;
import static org.erpconnector.auth.simulator.Case.message;
import static org.erpconnector.auth.simulator.Case.text;
import static org.erpconnector.auth.simulator.Case.token;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every form in which a genuine handshake may come. */
final class HandshakeCases {

    private static final String ARTICLE = "SuperOffice, Secure connectors in Online, step 3";
    private static final String CONTRACT = "no WSDL is published: the connector chooses its form";
    private static final String XML = "XML 1.0, ";
    private static final int AT_ONCE = 8;

    private HandshakeCases() {}

    static List<Case> all() {
        return Stream.of(shapes(), writing(), transport(), tokens())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> shapes() {
        return List.of(
                accepted("H-01", "a genuine handshake is accepted", ARTICLE, Subject::genuine),
                form("H-02", Contract.CONNECTOR_PARAMETER),
                form("H-03", Contract.CONNECTOR_MESSAGE),
                form("H-04", Contract.CONNECTOR_HEADER),
                either(
                        "H-05",
                        "one in SOAP 1.2 is accepted or refused",
                        "basicHttpBinding speaks SOAP 1.1; SOAP 1.2 part 1, A.1",
                        subject -> {
                            HandshakeSettings twelve = subject.settings().in(SoapVersion.SOAP_1_2);
                            return subject.handshake(twelve, subject.token(), (message, token) -> message);
                        }),
                Case.of(
                        "H-06",
                        "a connector that accepts SOAP 1.2 answers in SOAP 1.2",
                        "SOAP 1.2 part 1, A.1",
                        HandshakeCases::twelve));
    }

    private static Case form(String id, Contract contract) {
        return Case.of(
                id, "the form " + contract + " is accepted or refused, as the connector has it", CONTRACT, subject -> {
                    HandshakeSettings settings = subject.settings();
                    if (settings.contract() == contract || settings.contract() == Contract.MIRRORING) {
                        return Finding.skipped("the form " + settings.contract() + " is what H-01 tries");
                    }
                    Exchange exchange =
                            subject.handshake(settings.in(contract), subject.token(), (message, token) -> message);
                    return Finding.of(
                            exchange.outcome() != Exchange.Outcome.OTHER, "the connector " + exchange.shown());
                });
    }

    private static Finding twelve(Subject subject) throws UnreachableException {
        Exchange exchange = subject.handshake(
                subject.settings().in(SoapVersion.SOAP_1_2), subject.token(), (message, token) -> message);
        if (exchange.outcome() != Exchange.Outcome.ACCEPTED || exchange.reply().isEmpty()) {
            return Finding.skipped("the connector " + exchange.shown());
        }
        HttpReply reply = exchange.reply().get();
        try {
            SoapReply.bodyChild(reply, SoapVersion.SOAP_1_2);
            return Finding.passed();
        } catch (MalformedException e) {
            return Finding.failed(Shown.cause(e));
        }
    }

    private static List<Case> writing() {
        return List.of(
                accepted(
                        "H-07",
                        "white space around the token is no part of it",
                        "published sample of a mirroring request",
                        text((text, token) -> text.replace(token, "\r\n   " + token + "\t\n"))),
                accepted(
                        "H-08",
                        "a CDATA section is text",
                        XML + "2.7",
                        text((text, token) -> text.replace(token, "<![CDATA[" + token + "]]>"))),
                accepted(
                        "H-09",
                        "character references are text",
                        XML + "4.1",
                        text((text, token) -> text.replace(token, token.replace(".", "&#46;")))),
                accepted(
                        "H-10",
                        "the envelope may have any prefix",
                        "Namespaces in XML, 4",
                        text((text, token) -> text.replace("<s:", "<soapenv:")
                                .replace("</s:", "</soapenv:")
                                .replace(" s:", " soapenv:")
                                .replace("xmlns:s=", "xmlns:soapenv="))),
                accepted(
                        "H-11",
                        "an XML declaration may be in front",
                        XML + "2.8",
                        text((text, token) -> "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + text)),
                accepted(
                        "H-12",
                        "a byte order mark may be in front",
                        XML + "4.3.3",
                        text((text, token) -> "\uFEFF" + text)),
                accepted(
                        "H-13",
                        "white space and comments between elements are ignored",
                        XML + "2.5 and 2.10",
                        text((text, token) -> text.replace("<s:Body>", "\n  <!-- x -->\n  <s:Body>\n    ")
                                .replace("</s:Body>", "\n  </s:Body>\n"))),
                accepted(
                        "H-14",
                        "attributes may be in single quotes",
                        XML + "2.3",
                        text((text, token) -> text.replace('"', '\''))),
                either(
                        "H-15",
                        "UTF-16 with its mark is accepted or refused",
                        XML + "4.3.3, which WCF's servers read",
                        message((message, token) -> message.with("Content-Type", "text/xml; charset=utf-16")
                                .body(message.text().getBytes(StandardCharsets.UTF_16)))),
                accepted(
                        "H-16",
                        "a header without mustUnderstand is ignored",
                        "SOAP 1.1, 4.2.3",
                        text((text, token) -> withHeader(text, "<x xmlns=\"urn:x\">1</x>"))),
                either(
                        "H-17",
                        "a member that the contract does not have is passed over, or the message refused",
                        "WCF passes it over",
                        text((text, token) -> text.replace("</s:Body>", "<!-- --></s:Body>")
                                .replaceFirst("(</[^<>]*SignedToken>)", "$1<Extra xmlns=\"urn:x\">1</Extra>"))));
    }

    /** Adds a header block, and the header if there is none. */
    static String withHeader(String envelope, String block) {
        return envelope.contains("<s:Header>")
                ? envelope.replace("<s:Header>", "<s:Header>" + block)
                : envelope.replace("<s:Body>", "<s:Header>" + block + "</s:Header><s:Body>");
    }

    private static List<Case> transport() {
        return List.of(
                accepted(
                        "H-18",
                        "charset may be in quotes and in capitals",
                        "RFC 9110, 8.3.1",
                        message((message, token) -> message.with("Content-Type", "Text/XML; charset=\"UTF-8\""))),
                accepted(
                        "H-19",
                        "Content-Type may name no charset",
                        "RFC 7303, 3",
                        message((message, token) -> message.with("Content-Type", "text/xml"))),
                accepted(
                        "H-20",
                        "the body may come in chunks",
                        "RFC 9112, 7.1",
                        message((message, token) -> message.sent(HttpMessage.Flow.CHUNKED))),
                accepted(
                        "H-21",
                        "a caller that expects 100-continue is served",
                        ".NET Framework sends it; RFC 9110, 10.1.1",
                        message((message, token) -> message.sent(HttpMessage.Flow.EXPECTED))),
                either(
                        "H-22",
                        "SOAPAction without its quotes is accepted or refused",
                        "SOAP 1.1, 6.1.1",
                        message((message, token) -> message.with(
                                "SOAPAction",
                                message.headers().getOrDefault("SOAPAction", "").replace("\"", "")))),
                either(
                        "H-23",
                        "an empty SOAPAction is accepted or refused",
                        "SOAP 1.1, 6.1.1",
                        message((message, token) -> message.with("SOAPAction", "\"\""))),
                Case.of(
                        "H-24",
                        "simultaneous handshakes each get their own nonce back",
                        "SuperOffice calls for all tenants",
                        HandshakeCases::atOnce));
    }

    private static Finding atOnce(Subject subject) throws UnreachableException {
        List<Exchange> done = subject.atOnce(AT_ONCE, subject::token);
        for (Exchange one : done) {
            String token = one.reply().flatMap(ReplyFacts::tokenAnywhere).orElse("");
            boolean mixed = done.stream()
                    .map(other -> other.sent().nonce())
                    .anyMatch(nonce -> !nonce.equals(one.sent().nonce()) && token.contains(nonce));
            if (one.outcome() != Exchange.Outcome.ACCEPTED || mixed) {
                return Finding.failed("of " + AT_ONCE + " at once the connector " + one.shown()
                        + (mixed ? ", with the nonce of another" : ""));
            }
        }
        return Finding.passed();
    }

    private static List<Case> tokens() {
        String open = "RFC 7519, 4: claims that are not understood are ignored";
        return List.of(
                accepted(
                        "H-25",
                        "x5t alone may name the key",
                        "published samples of older tokens have no kid",
                        token(draft -> draft.withoutHeader("kid"))),
                accepted(
                        "H-26",
                        "kid alone may name the key",
                        "RFC 7515, 4.1.4",
                        token(draft -> draft.withoutHeader("x5t"))),
                accepted(
                        "H-27",
                        "the token's JSON may have white space and escapes",
                        "RFC 8259, 2 and 7",
                        token(draft -> draft.headerText(
                                json -> json.replace("{", "{ \n ").replace("RS256", "\\u0052S256")))),
                accepted("H-28", "unknown claims are ignored", open, token(draft -> draft.claim("jti", "\"4711\""))),
                accepted(
                        "H-29",
                        "iat may be there",
                        "RFC 7519, 4.1.6",
                        subject -> subject.handshake(draft ->
                                draft.claim("iat", Long.toString(subject.now().getEpochSecond())))),
                accepted("H-30", "another tenant is accepted", ARTICLE, token(draft -> draft.tenant("Cust99999"))),
                either(
                        "H-31",
                        "an audience in capitals is accepted or refused",
                        "RFC 7519, 4.1.3 is exact; SuperOffice's own code is not",
                        subject -> subject.handshake(draft -> draft.claim(
                                "aud",
                                TokenDraft.json(
                                        ("spn:" + subject.settings().terms().applicationId())
                                                .toUpperCase(Locale.ROOT))))));
    }
}
