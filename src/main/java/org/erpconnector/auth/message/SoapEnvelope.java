package org.erpconnector.auth.message;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.reason.Reason;

/**
 * An envelope that asks to authenticate, judged by strict structure: an optional Header, one Body with one child, one
 * SignedToken at one of the known places. Anything looser lets two readers of one message see two different tokens.
 *
 * @param version the envelope's version
 * @param action what came beside it; empty: none
 * @param headers the header blocks
 * @param question the body's one child
 */
record SoapEnvelope(SoapVersion version, String action, List<XmlElement> headers, XmlElement question) implements Form {
    /** Database mirroring 0.1, from the published WSDL. */
    static final String MIRRORING = "http://www.superoffice.com/online/mirroring/0.1";

    static final String TOKEN = "SignedToken";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final Set<String> QUESTIONS = Set.of("Authenticate", "AuthenticateRequest", "AuthenticationRequest");
    private static final Set<String> ADDRESSING =
            Set.of("http://www.w3.org/2005/08/addressing", "http://schemas.xmlsoap.org/ws/2004/08/addressing");
    private static final Set<String> ADDRESSING_UNDERSTOOD = Set.of("Action", "To", "MessageID", "ReplyTo");

    /** Whether any body of this document has a child that asks to authenticate, however broken the rest may be. */
    static boolean asksToAuthenticate(XmlElement root) {
        if (!root.name().equals("Envelope")) {
            return false;
        }
        for (XmlElement child : root.children()) {
            if (child.name().equals("Body") && asks(child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean asks(XmlElement body) {
        for (XmlElement child : body.children()) {
            if (QUESTIONS.contains(child.name())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Checks the structure of the whole.
     *
     * @param version of SOAP that the head has named
     * @param action that came beside it
     * @throws MalformedMessageException if this is not exactly one question in an envelope of that version
     */
    static SoapEnvelope of(XmlElement root, SoapVersion version, String action) throws MalformedMessageException {
        List<XmlElement> headers = headers(root, version);
        XmlElement body = last(root);
        if (!XmlSpace.blank(body.text()) || body.children().size() != 1) {
            throw new MalformedMessageException(Reason.ENVELOPE_STRUCTURE);
        }
        SoapEnvelope envelope =
                new SoapEnvelope(version, action, headers, body.children().get(0));
        for (XmlElement header : headers) {
            envelope.checkHeader(header);
        }
        if (root.count(TOKEN) > 1) {
            throw new MalformedMessageException(Reason.TOKEN_AMBIGUOUS);
        }
        return envelope;
    }

    /**
     * Checks that an envelope is an optional Header and a Body, and nothing else.
     *
     * @return the header blocks
     */
    static List<XmlElement> headers(XmlElement root, SoapVersion version) throws MalformedMessageException {
        if (!root.is(version.namespace(), "Envelope")) {
            throw new MalformedMessageException(
                    root.name().equals("Envelope") ? Reason.SOAP_VERSION_MISMATCH : Reason.ENVELOPE_STRUCTURE);
        }
        List<XmlElement> parts = root.children();
        boolean withHeader = parts.size() == 2
                && parts.get(0).is(version.namespace(), "Header")
                && XmlSpace.blank(parts.get(0).text());
        if (!(parts.size() == 1 || withHeader)
                || !last(root).is(version.namespace(), "Body")
                || !XmlSpace.blank(root.text())) {
            throw new MalformedMessageException(Reason.ENVELOPE_STRUCTURE);
        }
        return withHeader ? parts.get(0).children() : List.of();
    }

    private static XmlElement last(XmlElement root) {
        return root.children().get(root.children().size() - 1);
    }

    /** Which contract this is of: mirroring by its namespace alone, since its callers read the published answer only. */
    Contract contract() {
        if (question.namespace().equals(MIRRORING)) {
            return Contract.MIRRORING;
        }
        boolean wrapped = question.name().equals("Authenticate")
                && question.children().size() == 1
                && !question.children().get(0).name().equals(TOKEN)
                && tokenIn(headers).isEmpty();
        return wrapped ? Contract.CONNECTOR_PARAMETER : Contract.CONNECTOR_MESSAGE;
    }

    /** The first SignedToken among these elements. */
    static Optional<XmlElement> tokenIn(List<XmlElement> elements) {
        for (XmlElement element : elements) {
            if (element.name().equals(TOKEN)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    @Override
    public long print() {
        long print = Form.mix(Form.mix(0, version.namespace()), action);
        for (int i = 0; i < headers.size(); i++) {
            print = headers.get(i).print(print);
        }
        return question.print(Form.mix(print, "Body"));
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder(version == SoapVersion.SOAP_1_1 ? "SOAP 1.1" : "SOAP 1.2");
        text.append(" action=");
        Form.append(text, action.isEmpty() ? "(none)" : action);
        text.append(" header");
        XmlElement.names(headers, text);
        text.append(" body");
        XmlElement.names(List.of(question), text);
        return text.toString();
    }

    /** Without the token, which the elements hold. */
    @Override
    public String toString() {
        return text();
    }

    /** {@code xsi:nil} says that there is no content: text in such an element is a contradiction. */
    static boolean nilWithContent(XmlElement token) {
        return token.attributeTrue(XSI, "nil") && !XmlSpace.blank(token.text());
    }

    /** SOAP 1.1 section 4.2.3: a header block that must be understood, and is not, is a fault. */
    private void checkHeader(XmlElement header) throws MalformedMessageException {
        boolean addressing = ADDRESSING.contains(header.namespace());
        if (addressing && header.name().equals("Action")) {
            if (!Recognizer.namesAuthenticate(XmlSpace.trim(header.text()))) {
                throw new MalformedMessageException(Reason.ACTION_MISMATCH);
            }
        }
        boolean understood =
                header.name().equals(TOKEN) || (addressing && ADDRESSING_UNDERSTOOD.contains(header.name()));
        if (!understood && header.attributeTrue(version.namespace(), "mustUnderstand")) {
            throw new MalformedMessageException(Reason.HEADER_NOT_UNDERSTOOD);
        }
    }
}
