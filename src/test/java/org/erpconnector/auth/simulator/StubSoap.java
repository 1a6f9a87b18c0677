package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.erpconnector.auth.simulator.FakeConnector.Response;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The SOAP half of {@link StubConnector}: which token a message holds, and how an answer is written. */
final class StubSoap {

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String MIRRORING = "http://www.superoffice.com/online/mirroring/0.1";
    private static final Set<String> QUESTIONS = Set.of("Authenticate", "AuthenticationRequest", "AuthenticateRequest");
    private static final Set<String> MIRRORED = Set.of("TableSchema", "RowData", "ReplicationCompleted", "Wipe");

    private final StubToken tokens;
    private final Set<Fault> faults;

    StubSoap(StubToken tokens, Set<Fault> faults) {
        this.tokens = tokens;
        this.faults = faults;
    }

    /** What is no handshake that can be read. */
    private static final class NoMessage extends Exception {
        NoMessage(String message) {
            super(message);
        }
    }

    static Response fault(String code, String text) {
        return Response.of(
                500,
                "text/xml; charset=utf-8",
                Response.envelope("<s:Fault><faultcode>s:" + code + "</faultcode><faultstring>" + text
                        + "</faultstring></s:Fault>"));
    }

    static boolean isWellFormed(String xml) {
        try {
            parse(xml, false);
            return true;
        } catch (NoMessage e) {
            return false;
        }
    }

    private static Element parse(String xml, boolean documentType) throws NoMessage {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", !documentType);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (SAXException e) {
            throw new NoMessage("no XML");
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    Response handshake(String xml, String operation) {
        try {
            Element envelope = parse(xml, faults.contains(Fault.ALLOWS_DTD));
            Element question = question(envelope);
            if (MIRRORED.contains(operation) && MIRRORING.equals(question.getNamespaceURI())) {
                return mirrored(envelope, question, operation);
            }
            if (!operation.isEmpty() && !operation.equals("Authenticate")) {
                throw new NoMessage("another action");
            }
            if (!QUESTIONS.contains(question.getLocalName())) {
                throw new NoMessage("another question");
            }
            return answer(question, token(envelope, question));
        } catch (NoMessage e) {
            return fault("Client", e.getMessage());
        }
    }

    private Element question(Element envelope) throws NoMessage {
        if (!(SOAP.equals(envelope.getNamespaceURI()) || faults.contains(Fault.ANY_ENVELOPE))
                || !"Envelope".equals(envelope.getLocalName())) {
            throw new NoMessage("no envelope of SOAP 1.1");
        }
        List<Element> parts = children(envelope);
        Element body = parts.get(parts.size() - 1);
        if (!body.getLocalName().equals("Body") || parts.size() > 2) {
            throw new NoMessage("no body, or two");
        }
        if (parts.size() == 2) {
            for (Element block : children(parts.get(0))) {
                boolean must = block.getAttributeNS(envelope.getNamespaceURI(), "mustUnderstand")
                        .equals("1");
                if (must && !block.getLocalName().equals("SignedToken") && !faults.contains(Fault.UNDERSTANDS_ALL)) {
                    throw new NoMessage("not understood");
                }
            }
        }
        List<Element> questions = children(body);
        if (questions.size() != 1 && !(faults.contains(Fault.FIRST_QUESTION) && !questions.isEmpty())) {
            throw new NoMessage("not one question");
        }
        return questions.get(0);
    }

    private String token(Element envelope, Element question) throws NoMessage {
        NodeList found = envelope.getElementsByTagNameNS("*", "SignedToken");
        if (found.getLength() != 1 && !(faults.contains(Fault.FIRST_TOKEN) && found.getLength() > 1)) {
            throw new NoMessage("not one token");
        }
        Node token = found.item(0);
        Node above = token.getParentNode();
        if (!"Header".equals(above.getLocalName()) && above != question && above.getParentNode() != question) {
            throw new NoMessage("a token in a strange place");
        }
        if (faults.contains(Fault.READS_FIRST_TEXT)) {
            return token.getFirstChild() == null
                    ? ""
                    : token.getFirstChild().getNodeValue().strip();
        }
        for (Node node = token.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() != Node.TEXT_NODE && node.getNodeType() != Node.CDATA_SECTION_NODE) {
                throw new NoMessage("no text");
            }
        }
        return faults.contains(Fault.NO_TRIM)
                ? token.getTextContent()
                : token.getTextContent().strip();
    }

    private static List<Element> children(Element parent) throws NoMessage {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            } else if (node.getNodeType() == Node.TEXT_NODE
                    && !node.getNodeValue().isBlank()) {
                throw new NoMessage("text between elements");
            }
        }
        return children;
    }

    private Response mirrored(Element envelope, Element question, String operation) throws NoMessage {
        String reason = "";
        try {
            if (!faults.contains(Fault.MIRRORS_FOR_ALL)) {
                tokens.verify(token(envelope, question));
            }
        } catch (StubToken.Refused e) {
            reason = e.getMessage();
        }
        String name = operation + "Response";
        return Response.soap("<" + name + " xmlns=\"" + MIRRORING + "\"><IsSuccessful>" + reason.isEmpty()
                + "</IsSuccessful><ErrorMessage>" + reason + "</ErrorMessage></" + name + ">");
    }

    private Response answer(Element question, String token) {
        String namespace = question.getNamespaceURI();
        boolean parameter = question.getLocalName().equals("Authenticate");
        boolean mirror = namespace.equals(MIRRORING);
        String success = mirror ? "IsSuccessful" : "Succeeded";
        String reason = mirror ? "ErrorMessage" : "Reason";
        try {
            String reply = tokens.reply(tokens.verify(token));
            String yes = element(success, faults.contains(Fault.YES_IN_CAPITALS) ? "True" : "true");
            String signed =
                    element("SignedApplicationToken", faults.contains(Fault.INDENTED_TOKEN) ? "\n  " + reply : reply);
            boolean tokenFirst = parameter != faults.contains(Fault.OTHER_ORDER);
            return yes(namespace, parameter, mirror, tokenFirst ? signed + yes : yes + signed);
        } catch (StubToken.Refused e) {
            if (faults.contains(Fault.FAULT_FOR_NO)) {
                return fault("Client", e.getMessage());
            }
            String why = faults.contains(Fault.NO_REASON)
                    ? ""
                    : element(
                            reason,
                            e.getMessage()
                                    + (faults.contains(Fault.STACK_TRACE)
                                            ? " at com.acme.Tokens.verify(Tokens.java:12)"
                                            : "")
                                    + (faults.contains(Fault.REPEATS_TOKEN) ? ": " + token : ""));
            String no = element(success, "false");
            return Response.soap(wrapped(namespace, parameter, mirror, parameter ? why + no : no + why));
        }
    }

    private Response yes(String namespace, boolean parameter, boolean mirror, String members) {
        String ns = faults.contains(Fault.OTHER_NAMESPACE) ? "urn:other" : namespace;
        String text = wrapped(ns, parameter, mirror, members);
        if (faults.contains(Fault.OTHER_MEMBER_NAMESPACE)) {
            text = text.replace(HandshakeMessages.PARAMETER_MEMBERS, "urn:other");
        }
        if (faults.contains(Fault.OTHER_WRAPPER)) {
            text = text.replace("AuthenticateResponse", "LogonResponse");
        }
        if (faults.contains(Fault.OTHER_RESULT)) {
            text = text.replace("AuthenticateResult", "LogonResult");
        }
        String envelope = Response.envelope(text);
        if (faults.contains(Fault.DEMANDING_HEADER)) {
            envelope = envelope.replace(
                    "<s:Body>", "<s:Header><x xmlns=\"urn:x\" s:mustUnderstand=\"1\"/></s:Header><s:Body>");
        }
        return new Response(
                faults.contains(Fault.STATUS_201) ? 201 : 200,
                Map.of("Content-Type", faults.contains(Fault.HTML) ? "text/html" : "text/xml; charset=utf-8"),
                envelope);
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + text.replace("&", "&amp;").replace("<", "&lt;") + "</" + name + ">";
    }

    private static String wrapped(String namespace, boolean parameter, boolean mirror, String members) {
        if (parameter) {
            return "<AuthenticateResponse xmlns=\"" + namespace + "\"><AuthenticateResult xmlns:a=\""
                    + HandshakeMessages.PARAMETER_MEMBERS + "\">"
                    + members.replaceAll("<(/?)([A-Z])", "<$1a:$2") + "</AuthenticateResult></AuthenticateResponse>";
        }
        String name = mirror ? "AuthenticateResponse" : "AuthenticationResponse";
        return "<" + name + " xmlns=\"" + namespace + "\">" + members + "</" + name + ">";
    }
}
