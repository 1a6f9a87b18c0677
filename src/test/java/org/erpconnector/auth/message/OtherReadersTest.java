package org.erpconnector.auth.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.message.Messages.HEADER_TOKEN;
import static org.erpconnector.auth.message.Messages.QUESTION;
import static org.erpconnector.auth.message.Messages.SOAP_11;
import static org.erpconnector.auth.message.Messages.SOAP_12;
import static org.erpconnector.auth.message.Messages.TOKEN;
import static org.erpconnector.auth.message.Messages.envelope;
import static org.erpconnector.auth.message.Messages.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.DomReading;
import org.erpconnector.auth.testkit.SaajReading;
import org.junit.jupiter.api.Test;

/**
 * One message, three parsers: the token that we judge is the one that a DOM and Metro's SAAJ see, or we refuse. And what
 * they take for a handshake with a token, we never pass on.
 */
class OtherReadersTest {
    private static final String MEDIA_TYPE = "text/xml";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final List<String> SHAPES = List.of(
            envelope("", QUESTION),
            envelope("", "<Authenticate xmlns='urn:x'><request>" + token() + "</request></Authenticate>"),
            envelope(HEADER_TOKEN, "<Authenticate xmlns='urn:b'/>"),
            envelope(
                    HEADER_TOKEN.replace("urn:x", SoapEnvelope.MIRRORING),
                    "<AuthenticateRequest xmlns='" + SoapEnvelope.MIRRORING + "'/>"));

    private static String token() {
        return "<SignedToken>" + TOKEN + "</SignedToken>";
    }

    /** What can be written in another way, in the same meaning or almost. */
    private static Map<String, UnaryOperator<String>> mutations() {
        Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
        all.put("nothing", text -> text);
        all.put("CDATA", inToken(token -> "<![CDATA[" + token + "]]>"));
        all.put("half CDATA", inToken(token -> token.substring(0, 9) + "<![CDATA[" + token.substring(9) + "]]>"));
        all.put("empty CDATA", inToken(token -> token.substring(0, 9) + "<![CDATA[]]>" + token.substring(9)));
        all.put("decimal reference", inToken(token -> token.replace(".", "&#46;")));
        all.put("hexadecimal reference", inToken(token -> token.replace("e", "&#x65;")));
        all.put("white space by reference", inToken(token -> "&#32;&#13;" + token + "&#9;&#10;"));
        all.put("white space that XML has not", inToken(token -> token + "&#160;\u2003\u0085"));
        all.put("white space", inToken(token -> "\r\n\t " + token + " \r\n"));
        all.put("white space inside", inToken(token -> token.substring(0, 9) + "\r\n" + token.substring(9)));
        all.put("entity", inToken(token -> token + "&amp;"));
        all.put("unknown entity", inToken(token -> token + "&nbsp;"));
        all.put("comment", inToken(token -> token.substring(0, 9) + "<!-- x -->" + token.substring(9)));
        all.put("comment behind", inToken(token -> token + "<!---->"));
        all.put("instruction", inToken(token -> token.substring(0, 9) + "<?x y?>" + token.substring(9)));
        all.put("element", inToken(token -> token + "<x/>"));
        all.put("element around", inToken(token -> "<x>" + token + "</x>"));
        all.put("second token inside", inToken(token -> token + "<SignedToken>a.b.c</SignedToken>"));
        all.put(
                "second token before",
                text -> text.replaceFirst("<(h:)?SignedToken", "<SignedToken>a.b.c</SignedToken>$0"));
        all.put(
                "token of another case",
                text -> text.replaceFirst("<(h:)?SignedToken", "<signedToken>a.b.c</signedToken>$0"));
        all.put("second body", text -> text.replace("</s:Envelope>", "<s:Body>" + QUESTION + "</s:Body></s:Envelope>"));
        all.put(
                "header behind",
                text -> text.replace("</s:Envelope>", "<s:Header>" + HEADER_TOKEN + "</s:Header></s:Envelope>"));
        all.put("attribute", text -> text.replaceFirst("SignedToken", "SignedToken a='1' xml:space='preserve'"));
        all.put("nil", text -> text.replaceFirst("SignedToken", "SignedToken i:nil='true' xmlns:i='" + XSI + "'"));
        all.put("href", text -> text.replaceFirst("SignedToken", "SignedToken href='#x' id='y'"));
        all.put("prefix", text -> text.replace("s:", "soapenv:").replace("xmlns:s=", "xmlns:soapenv="));
        all.put(
                "no prefix",
                text -> text.replace("s:Envelope xmlns:s", "Envelope xmlns").replace("s:", ""));
        all.put("namespace undeclared", text -> text.replaceFirst("<SignedToken", "<SignedToken xmlns=''"));
        all.put("namespace by reference", text -> text.replace("urn:x", "urn:&#120;"));
        all.put("namespace with white space", text -> text.replace("urn:x", " urn:x"));
        all.put("prefix bound anew", text -> text.replaceFirst("SignedToken", "SignedToken xmlns:s='urn:other'"));
        all.put("double quotes", text -> text.replace('\'', '"'));
        all.put("SOAP 1.2", text -> text.replace(SOAP_11, SOAP_12));
        all.put("unknown SOAP", text -> text.replace(SOAP_11, "urn:soap"));
        all.put("must be understood", text -> text.replace("<s:Body>", "<s:Body s:mustUnderstand='1'>"));
        all.put("document type", text -> "<!DOCTYPE x>" + text);
        all.put("document type with an entity", text -> "<!DOCTYPE x [<!ENTITY amp2 'x'>]>" + text);
        all.put("comments around", text -> "<!-- a -->" + text.replace("><", "><!-- b --><") + "<!-- c -->");
        all.put("something behind", text -> text + "<more/>");
        all.put("stand-alone", text -> "<?xml version='1.0' standalone='yes'?>" + text);
        all.put("XML 1.1", text -> "<?xml version='1.1'?>" + text);
        return all;
    }

    private static final List<String> ENCODINGS = List.of(
            "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "US-ASCII", "UTF-32", "IBM037", "Shift_JIS");

    private static UnaryOperator<String> inToken(UnaryOperator<String> change) {
        return text -> text.replace(TOKEN, change.apply(TOKEN));
    }

    @Test
    void seeTheTokenThatWeSeeInEveryPairOfMutations() {
        List<UnaryOperator<String>> mutations = List.copyOf(mutations().values());
        List<byte[]> accepted = SHAPES.stream()
                .flatMap(shape -> IntStream.range(0, mutations.size())
                        .boxed()
                        .flatMap(first -> mutations.subList(first, mutations.size()).stream()
                                .map(second -> second.apply(mutations.get(first).apply(shape)))))
                .distinct()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .filter(OtherReadersTest::judge)
                .toList();
        assertThat(accepted).hasSizeGreaterThan(200).allMatch(OtherReadersTest::othersRead);
    }

    @Test
    void seeTheTokenThatWeSeeInEveryEncodingWhateverIsDeclared() {
        List<byte[]> accepted = SHAPES.stream()
                .flatMap(shape -> ENCODINGS.stream()
                        .flatMap(actual -> Stream.concat(
                                        Stream.of(shape),
                                        ENCODINGS.stream().map(declared -> declaration(declared) + shape))
                                .flatMap(text -> Stream.of("", "\uFEFF")
                                        .map(mark -> (mark + text).getBytes(Charset.forName(actual))))))
                .filter(OtherReadersTest::judge)
                .toList();
        // Not all: SAAJ takes no byte order mark in UTF-8, DOM none of UTF-16 where the declaration says in which
        // order.
        assertThat(accepted.stream().filter(OtherReadersTest::othersRead)).hasSizeGreaterThan(20);
    }

    private static String declaration(String encoding) {
        return "<?xml version='1.0' encoding='" + encoding + "'?>";
    }

    /** True if it is accepted; another reader may refuse it, but never see another token. */
    private static boolean judge(byte[] body) {
        Inspection reading = read(false, MEDIA_TYPE, body);
        String text = new String(body, StandardCharsets.UTF_8);
        Optional<DomReading> dom = DomReading.of(body);
        if (reading instanceof Inspection.NotOurs) {
            assertThat(dom.filter(other -> other.asks() && !other.tokens().isEmpty()))
                    .as(text)
                    .isEmpty();
        }
        if (!(reading instanceof HandshakeRequest asked) || asked.token().isEmpty()) {
            return false;
        }
        List<String> ours = List.of(asked.token());
        dom.ifPresent(other -> assertThat(other.tokens()).as(text).isEqualTo(ours));
        SaajReading.of(MEDIA_TYPE, body)
                .ifPresent(other -> assertThat(other.tokens()).as(text).isEqualTo(ours));
        return true;
    }

    private static boolean othersRead(byte[] body) {
        return DomReading.of(body).isPresent()
                && SaajReading.of(MEDIA_TYPE, body).isPresent();
    }
}
