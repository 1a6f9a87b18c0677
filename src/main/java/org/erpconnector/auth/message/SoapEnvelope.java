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
     * Checks the structure.
     *
     * @param recognition what the head said
     * @throws MalformedMessageException if this is not exactly one question in an envelope of the expected version
     */
    static SoapEnvelope of(XmlElement root, Recognition.Soap recognition) throws MalformedMessageException {
        SoapVersion expected = recognition.version();
        if (!root.is(expected.namespace(), "Envelope")) {
            throw new MalformedMessageException(Reason.SOAP_VERSION_MISMATCH);
        }
        List<XmlElement> parts = root.children();
        boolean withHeader =
                parts.size() == 2 && parts.get(0).is(expected.namespace(), "Header") && blankAround(parts.get(0));
        XmlElement body = parts.get(parts.size() - 1);
        boolean wellFormed = (parts.size() == 1 || withHeader)
                && body.is(expected.namespace(), "Body")
                && blankAround(root)
                && blankAround(body)
                && body.children().size() == 1;
        if (!wellFormed) {
            throw new MalformedMessageException(Reason.ENVELOPE_STRUCTURE);
        }
        List<XmlElement> headers = withHeader ? parts.get(0).children() : List.of();
        SoapEnvelope envelope = new SoapEnvelope(
                expected, recognition.action(), headers, body.children().get(0));
        for (XmlElement header : headers) {
            envelope.checkHeader(header);
        }
        int tokens = root.count(TOKEN);
        if (tokens > 1) {
            throw new MalformedMessageException(Reason.TOKEN_AMBIGUOUS);
        }
        if (tokens == 1 && envelope.token().isEmpty() && !envelope.mirroring()) {
            throw new MalformedMessageException(Reason.ENVELOPE_STRUCTURE);
        }
        return envelope;
    }

    /** The one SignedToken, at the place where this contract has it; empty if it is not there. */
    Optional<XmlElement> token() {
        if (mirroring()) {
            // The only one, wherever it is: of() has refused several.
            return first(headers).filter(header -> header.is(MIRRORING, TOKEN));
        }
        Optional<XmlElement> inHeader = first(headers);
        Optional<XmlElement> inBody = first(question.children());
        return inHeader.or(() -> inBody).or(() -> parameter().flatMap(parameter -> first(parameter.children())));
    }

    /** How the answer has to look, given where the token was. */
    Shape shape(Optional<XmlElement> token) {
        if (mirroring()) {
            return new Shape.Soap(Contract.MIRRORING, version, question.name(), MIRRORING, MIRRORING);
        }
        boolean inHeader = first(headers).isPresent();
        Optional<XmlElement> parameter =
                parameter().filter(element -> !inHeader && !element.name().equals(TOKEN));
        if (parameter.isPresent()) {
            String members = token.or(() -> parameter.get().children().stream().findFirst())
                    .orElse(parameter.get())
                    .namespace();
            return soap(Contract.CONNECTOR_PARAMETER, members);
        }
        String members =
                inHeader ? question.namespace() : token.orElse(question).namespace();
        return soap(Contract.CONNECTOR_MESSAGE, members);
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

    private Shape soap(Contract contract, String memberNamespace) {
        return new Shape.Soap(contract, version, question.name(), question.namespace(), memberNamespace);
    }

    /** By its namespace alone: who asks in it reads the published answer and no other. */
    private boolean mirroring() {
        return question.namespace().equals(MIRRORING);
    }

    /** The one element that a wrapped operation holds its parameter in. */
    private Optional<XmlElement> parameter() {
        boolean wrapped =
                question.name().equals("Authenticate") && question.children().size() == 1;
        return wrapped ? Optional.of(question.children().get(0)) : Optional.empty();
    }

    private static Optional<XmlElement> first(List<XmlElement> elements) {
        for (XmlElement element : elements) {
            if (element.name().equals(TOKEN)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    private static boolean blankAround(XmlElement element) {
        return XmlSpace.blank(element.text());
    }

    /** SOAP 1.1 section 4.2.3: a header block that must be understood and is not, is a fault. */
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
