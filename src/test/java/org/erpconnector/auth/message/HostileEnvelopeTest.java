package org.erpconnector.auth.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.erpconnector.auth.message.Messages.HEADER_TOKEN;
import static org.erpconnector.auth.message.Messages.QUESTION;
import static org.erpconnector.auth.message.Messages.SOAP_11;
import static org.erpconnector.auth.message.Messages.SOAP_12;
import static org.erpconnector.auth.message.Messages.TOKEN;
import static org.erpconnector.auth.message.Messages.asked;
import static org.erpconnector.auth.message.Messages.envelope;
import static org.erpconnector.auth.message.Messages.problem;
import static org.erpconnector.auth.message.Messages.read;
import static org.erpconnector.auth.message.Messages.withToken;
import static org.erpconnector.auth.message.Messages.withoutAction;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.erpconnector.auth.reason.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes that two parsers could read differently, that cost more than they should, or that are none. */
class HostileEnvelopeTest {
    private static final String VALID = envelope("", QUESTION);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x>",
                "<!-- x --><!DOCTYPE s:Envelope>",
                "<!DOCTYPE x SYSTEM 'file:///etc/hostname'>",
                "<!DOCTYPE x PUBLIC 'p' 'http://127.0.0.1:1/x.dtd'>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p;]>",
                "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>",
                "<!DOCTYPE x [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>"
            })
    void refusesEveryDocumentTypeWithAndWithoutAction(String doctype) {
        assertThat(problem(read(doctype + VALID))).isEqualTo(Reason.DTD_FORBIDDEN);
        assertThat(problem(read(doctype + VALID.replace(TOKEN, "&e;")))).isEqualTo(Reason.DTD_FORBIDDEN);
        // SOAP forbids a DTD in any of its messages, so this is no call that the connector would have to get.
        assertThat(problem(withoutAction(doctype + envelope("", "<WSGetConfigData/>"))))
                .isEqualTo(Reason.DTD_FORBIDDEN);
    }

    @Test
    void connectsToNobodyForAnEntityASchemaOrAStyleSheet() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(200);
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            read("<!DOCTYPE x SYSTEM '" + url + "'>" + VALID);
            read("<!DOCTYPE x [<!ENTITY e SYSTEM '" + url + "'>]>" + VALID.replace(TOKEN, "&e;"));
            read("<!DOCTYPE x [<!ENTITY % e SYSTEM '" + url + "'> %e;]>" + VALID);
            Inspection styled = read("<?xml-stylesheet href='" + url + "'?>"
                    + VALID.replace(
                            "<s:Body>",
                            "<s:Body xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='urn:x " + url
                                    + "'>"));
            assertThat(asked(styled).token()).isEqualTo(TOKEN);
            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a<!--x-->.b.c",
                "<!--x-->a.b.c",
                "a.b.c<!--x-->",
                "a<?x?>.b.c",
                "a<b/>.b.c",
                "<b>a.b.c</b>",
                "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/hostname' parse='text'/>",
                "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:1'/>"
            })
    void refusesATokenThatIsNotPlainText(String content) {
        assertThat(problem(read(withToken(content)))).isEqualTo(Reason.TOKEN_NOT_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&e;", "&nbsp;", "&#0;", "&#1;", "\u0001", "&", "<", "]]>", "\uFFFE"})
    void refusesATokenWithWhatIsNoCharacterOfXml(String content) {
        assertThat(problem(read(withToken(content)))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
    }

    @Test
    void refusesEverySecondToken() {
        String[] messages = {
            envelope(HEADER_TOKEN, QUESTION),
            envelope(HEADER_TOKEN + HEADER_TOKEN, "<Authenticate/>"),
            envelope("", QUESTION.replace("</SignedToken>", "</SignedToken><SignedToken>x</SignedToken>")),
            envelope("", QUESTION.replace("</SignedToken>", "</SignedToken><y><z><SignedToken/></z></y>")),
            envelope("", QUESTION.replace("</SignedToken>", "</SignedToken><q:SignedToken xmlns:q='urn:other'/>")),
            envelope("<h><SignedToken/></h>", QUESTION),
            withToken("<SignedToken>" + TOKEN + "</SignedToken>"),
            withToken("one<SignedToken>two</SignedToken>"),
        };
        for (String message : messages) {
            assertThat(problem(read(message))).as(message).isEqualTo(Reason.TOKEN_AMBIGUOUS);
        }
    }

    @Test
    void refusesATokenAtAPlaceThatNoContractHas() {
        String[] messages = {
            envelope("<h>" + HEADER_TOKEN + "</h>", "<Authenticate/>"),
            envelope("", "<AuthenticationRequest><request><SignedToken/></request></AuthenticationRequest>"),
            envelope("", "<Authenticate><request><y><SignedToken/></y></request></Authenticate>"),
            envelope("", "<Authenticate><y/><request><SignedToken/></request></Authenticate>"),
        };
        for (String message : messages) {
            assertThat(problem(read(message))).as(message).isEqualTo(Reason.ENVELOPE_STRUCTURE);
        }
    }

    @Test
    void refusesEverythingButOneHeaderAndOneBodyWithOneQuestion() {
        String body = "<s:Body>" + QUESTION + "</s:Body>";
        String[] contents = {
            "<s:Body>" + QUESTION + "<WSDeleteConnection/></s:Body>",
            "<s:Body><WSDeleteConnection/>" + QUESTION + "</s:Body>",
            body + body,
            "<s:Body/>" + body,
            body + "<s:Header/>",
            "<s:Header/><s:Header/>" + body,
            body + "<more/>",
            "<s:Header xmlns:s='urn:other'/>" + body,
            "<s:Body xmlns:s='urn:other'>" + QUESTION + "</s:Body>",
            "text" + body,
            body + "text",
            "<s:Header>text</s:Header>" + body,
            "<s:Body>text" + QUESTION + "</s:Body>",
            "<s:Body>" + QUESTION + "&#160;</s:Body>",
        };
        for (String content : contents) {
            String message = "<s:Envelope xmlns:s='" + SOAP_11 + "'>" + content + "</s:Envelope>";
            assertThat(problem(read(message))).as(content).isEqualTo(Reason.ENVELOPE_STRUCTURE);
            assertThat(problem(withoutAction(message))).as(content).isEqualTo(Reason.ENVELOPE_STRUCTURE);
        }
        assertThat(problem(read("<s:Envelope xmlns:s='" + SOAP_11 + "'>" + VALID + "</s:Envelope>")))
                .isEqualTo(Reason.ACTION_MISMATCH);
    }

    @Test
    void allowsWhiteSpaceAndCommentsBetweenElements() {
        String loose = VALID.replace("><", "> \r\n\t<!-- x --><").replace("<!-- x --></SignedToken>", "</SignedToken>");
        assertThat(asked(read(loose)).token()).isEqualTo(TOKEN);
        assertThat(asked(read("\n" + VALID + "\n<!-- end -->\n")).token()).isEqualTo(TOKEN);
    }

    @Test
    void refusesAnEnvelopeOfAnotherVersionThanItsMediaType() {
        byte[] soap11 = VALID.getBytes(StandardCharsets.UTF_8);
        byte[] soap12 = envelope(SOAP_12, "", QUESTION).getBytes(StandardCharsets.UTF_8);
        byte[] unknown = envelope("urn:soap", "", QUESTION).getBytes(StandardCharsets.UTF_8);
        assertThat(problem(read("application/soap+xml", soap11))).isEqualTo(Reason.SOAP_VERSION_MISMATCH);
        assertThat(problem(read("text/xml", soap12))).isEqualTo(Reason.SOAP_VERSION_MISMATCH);
        assertThat(problem(read("text/xml", unknown))).isEqualTo(Reason.SOAP_VERSION_MISMATCH);
        byte[] other = envelope(SOAP_12, "", "<Other/>").getBytes(StandardCharsets.UTF_8);
        assertThat(problem(read("text/xml", other))).isEqualTo(Reason.SOAP_VERSION_MISMATCH);
    }

    @Test
    void refusesAHeaderThatMustBeUnderstoodAndIsNot() {
        for (String value : new String[] {"1", "true", " 1 "}) {
            assertThat(problem(read(envelope("<x s:mustUnderstand='" + value + "'/>", QUESTION))))
                    .isEqualTo(Reason.HEADER_NOT_UNDERSTOOD);
        }
        assertThat(problem(read(
                        "application/soap+xml",
                        envelope(SOAP_12, "<x s:mustUnderstand='true'/>", QUESTION)
                                .getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Reason.HEADER_NOT_UNDERSTOOD);
        for (String header : new String[] {
            "<x s:mustUnderstand='0'/>", "<x/>", "<x mustUnderstand='1'/>", "<x q:mustUnderstand='1' xmlns:q='urn:q'/>"
        }) {
            assertThat(asked(read(envelope(header, QUESTION))).token()).isEqualTo(TOKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://www.w3.org/2005/08/addressing", "http://schemas.xmlsoap.org/ws/2004/08/addressing"})
    void holdsAnActionOfAddressingToTheBody(String addressing) {
        String header = "<w:Action s:mustUnderstand='1' xmlns:w='" + addressing + "'>%s</w:Action>";
        for (String action : new String[] {" urn:x/Authenticate\n", "urn:Authenticate", "urn:x#authenticate"}) {
            assertThat(asked(read(envelope(header.formatted(action), QUESTION))).token())
                    .isEqualTo(TOKEN);
        }
        for (String action : new String[] {"urn:x/WSDeleteConnection", "", "urn:x/Authenticate/x"}) {
            assertThat(problem(read(envelope(header.formatted(action), QUESTION))))
                    .isEqualTo(Reason.ACTION_MISMATCH);
        }
        String others = "<w:To s:mustUnderstand='1' xmlns:w='" + addressing + "'>http://127.0.0.1:1/</w:To>"
                + "<w:ReplyTo s:mustUnderstand='1' xmlns:w='" + addressing + "'><w:Address>http://127.0.0.1:1/"
                + "</w:Address></w:ReplyTo>";
        assertThat(asked(read(envelope(others, QUESTION))).token()).isEqualTo(TOKEN);
        assertThat(problem(read(envelope("<w:FaultTo s:mustUnderstand='1' xmlns:w='" + addressing + "'/>", QUESTION))))
                .isEqualTo(Reason.HEADER_NOT_UNDERSTOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s<more/>",
                "%s text",
                "%s%1$s",
                "x%s",
                "<?xml version='1.1'?>%s",
                " <?xml version='1.0'?>%s",
                "<?xml version='1.0'?><?xml version='1.0'?>%s",
                "<?xml version='1.1'?><?xml version='1.0'?>%s",
                "<?xml version='1.1'?><?xml\nversion='1.0' standalone='yes'?>%s",
                "<?xml version='1.1'?> <?xml version='1.0'?>%s",
                "%s<",
                "%s\0",
                "\uFEFF\uFEFF%s"
            })
    void refusesWhatIsNotExactlyOneDocument(String message) {
        assertThat(problem(read(message.formatted(VALID)))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
        assertThat(problem(withoutAction(message.formatted(VALID)))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
    }

    @Test
    void refusesADocumentThatBreaksOffAnywhere() {
        for (int length = 0; length < VALID.length(); length++) {
            assertThat(problem(read(VALID.substring(0, length)))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<x a='1' a='2'/>", "<q:x/>", "<x q:a='1'/>", "<x xmlns:a='u' xmlns:b='u' a:c='' b:c=''/>"})
    void refusesWhatIsNotWellFormed(String header) {
        assertThat(problem(read(envelope(header, QUESTION)))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
    }

    /** The prefix xml is bound without a declaration, but an answer that echoed its namespace would not be well-formed. */
    @Test
    void refusesElementsInTheNamespaceOfXmlItself() {
        String[] messages = {
            withToken("x").replace("SignedToken>", "xml:SignedToken>"),
            envelope("", "<xml:Authenticate/>"),
            envelope("", "<Authenticate><request><xml:y/></request></Authenticate>"),
        };
        for (String message : messages) {
            assertThat(problem(read(message))).as(message).isEqualTo(Reason.ENVELOPE_UNREADABLE);
        }
    }

    @Test
    void refusesMoreThanSixtyFourLevels() {
        assertThat(asked(read(envelope(nested(62), QUESTION))).token()).isEqualTo(TOKEN);
        assertThat(problem(read(envelope(nested(63), QUESTION)))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
        assertThat(problem(read(envelope(nested(9000), QUESTION)))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
        assertThat(withoutAction(envelope("", nested(9000)))).isInstanceOf(Inspection.NotOurs.class);
    }

    @Test
    void refusesMoreThanSixtyFourAttributesAndDeclarationsOfOneElement() {
        assertThat(asked(read(envelope(attributes(32, 32), QUESTION))).token()).isEqualTo(TOKEN);
        assertThat(problem(read(envelope(attributes(65, 0), QUESTION)))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
        assertThat(problem(read(envelope(attributes(0, 65), QUESTION)))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
        assertThat(problem(read(envelope(attributes(33, 32), QUESTION)))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
    }

    @Test
    void ignoresAttributesOfTheTokenButNilWithContent() {
        String xsi = " xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:d='http://www.w3.org/2001/XMLSchema'";
        for (String attribute : new String[] {
            "xml:id='a'", "xml:base='http://127.0.0.1/'", "xml:space='preserve'", "i:type='d:int'", "i:nil='false'"
        }) {
            assertThat(asked(read(withAttribute(attribute + xsi, TOKEN))).token())
                    .isEqualTo(TOKEN);
        }
        assertThat(problem(read(withAttribute("i:nil='true'" + xsi, TOKEN)))).isEqualTo(Reason.TOKEN_NOT_TEXT);
        assertThat(problem(read(withAttribute("i:nil='1'" + xsi, TOKEN)))).isEqualTo(Reason.TOKEN_NOT_TEXT);
        assertThat(asked(read(withAttribute("i:nil='true'" + xsi, " "))).token())
                .isEmpty();
    }

    @Test
    void leavesBrokenXmlOfOtherOperationsToTheConnector() {
        for (String text : new String[] {"<not xml", "", "{}", "<s:Envelope><s:Body><WSGetConfigData></s:Body>"}) {
            assertThat(withoutAction(text)).as(text).isInstanceOf(Inspection.NotOurs.class);
            assertThat(problem(read(text))).as(text).isEqualTo(Reason.ENVELOPE_UNREADABLE);
        }
    }

    @Test
    void refusesBrokenXmlWithoutActionThatMentionsTheToken() {
        assertThat(problem(withoutAction("<s><SignedToken>"))).isEqualTo(Reason.ENVELOPE_UNREADABLE);
        assertThat(problem(withoutAction("{\"SignedToken\":\"" + TOKEN + "\"}")))
                .isEqualTo(Reason.ENVELOPE_UNREADABLE);
    }

    private static String withAttribute(String attribute, String token) {
        return withToken(token).replace("<SignedToken>", "<SignedToken " + attribute + ">");
    }

    private static String nested(int levels) {
        return "<x>".repeat(levels) + "</x>".repeat(levels);
    }

    private static String attributes(int plain, int declarations) {
        return "<x"
                + IntStream.range(0, plain).mapToObj(i -> " a" + i + "=''").collect(Collectors.joining())
                + IntStream.range(0, declarations)
                        .mapToObj(i -> " xmlns:n" + i + "='urn:" + i + "'")
                        .collect(Collectors.joining())
                + "/>";
    }
}
