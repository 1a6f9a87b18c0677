package org.erpconnector.auth.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.reason.Reason;

/** Reads the body of a request that may be a handshake. Immutable and safe for use by several threads. */
public final class MessageReader {
    /** The bytes of {@value SoapEnvelope#TOKEN} in every EBCDIC code page, one character each. */
    private static final String TOKEN_ELEMENT_IN_EBCDIC =
            "\u00E2\u0089\u0087\u0095\u0085\u0084\u00E3\u0096\u0092\u0085\u0095";

    private final JsonBody json = new JsonBody();

    /**
     * Reads a body that is known to be whole.
     *
     * @param head what the head said
     * @param body every byte of the body
     * @return never {@link Inspection.Unread}
     */
    public Inspection read(Inspection.Unread head, byte[] body) {
        return head.dialect().either(version -> soap(head, version, body), http -> http(head, http, body));
    }

    private Inspection http(Inspection.Unread head, Shape.Http http, byte[] body) {
        try {
            DecodedText text = DecodedText.of(body, head.mediaType().charset());
            // RFC 8259 section 8.1: UTF-8 without a byte order mark.
            if (text.marked()) {
                throw new MalformedMessageException(Reason.ENVELOPE_UNREADABLE);
            }
            // An expression, so that a contract that is not read does not compile.
            return switch (http.contract()) {
                case HTTP_JWT -> asked(http, TokenText.of(text.text()), Form.TOKEN);
                case HTTP_JSON -> {
                    JsonBody.Content content = json.read(text.text());
                    yield asked(http, TokenText.of(content.token()), content);
                }
                case CONNECTOR_PARAMETER, CONNECTOR_MESSAGE, MIRRORING ->
                    throw new IllegalArgumentException("comes in an envelope: " + http.contract());
            };
        } catch (MalformedMessageException e) {
            Reason unreadable = http.contract() == Contract.HTTP_JWT ? Reason.TOKEN_NOT_TEXT : Reason.JSON_UNREADABLE;
            return new Inspection.Refused(http, e.problem() == Reason.ENVELOPE_UNREADABLE ? unreadable : e.problem());
        }
    }

    private static Inspection soap(Inspection.Unread head, SoapVersion version, byte[] body) {
        try {
            XmlElement root =
                    XmlParser.parse(DecodedText.of(body, head.mediaType().charset()));
            if (SoapEnvelope.asksToAuthenticate(root)) {
                return question(root, SoapEnvelope.of(root, version, head.action()));
            }
            if (!head.certain()) {
                return Inspection.NotOurs.INSTANCE;
            }
            boolean otherVersion =
                    root.name().equals("Envelope") && !root.namespace().equals(version.namespace());
            throw new MalformedMessageException(otherVersion ? Reason.SOAP_VERSION_MISMATCH : Reason.ACTION_MISMATCH);
        } catch (MalformedMessageException e) {
            // Without an action only the body tells whose it is. One that cannot be read but mentions the token is a
            // broken handshake; any other is the connector's to refuse.
            boolean ours = head.certain() || e.problem() == Reason.DTD_FORBIDDEN || mentionsToken(body);
            return ours ? new Inspection.Refused(version, e.problem()) : Inspection.NotOurs.INSTANCE;
        }
    }

    /**
     * In any encoding that a parser behind us might guess: a relative of ASCII, UTF-16 or UTF-32 in either order, EBCDIC.
     * Else a handshake in one that we do not read would reach a connector that answers it unjudged.
     */
    private static boolean mentionsToken(byte[] body) {
        String bytes = new String(body, StandardCharsets.ISO_8859_1);
        return bytes.replace("\0", "").contains(SoapEnvelope.TOKEN) || bytes.contains(TOKEN_ELEMENT_IN_EBCDIC);
    }

    /** Where each contract has its token, and which namespace the answer's members go by. */
    private static Inspection question(XmlElement root, SoapEnvelope envelope) throws MalformedMessageException {
        XmlElement question = envelope.question();
        List<XmlElement> parts = question.children();
        Optional<XmlElement> inHeader = SoapEnvelope.tokenIn(envelope.headers());
        // An expression, so that a contract that is not read does not compile.
        return switch (envelope.contract()) {
            case MIRRORING -> {
                // SignedToken anywhere else is none: every call has it in the header.
                Optional<XmlElement> token =
                        inHeader.filter(header -> header.is(SoapEnvelope.MIRRORING, SoapEnvelope.TOKEN));
                yield asked(shape(envelope, question), TokenText.of(token), envelope);
            }
            case CONNECTOR_PARAMETER -> {
                List<XmlElement> members = parts.get(0).children();
                Optional<XmlElement> token = known(root, SoapEnvelope.tokenIn(members));
                XmlElement member = token.or(() -> members.stream().findFirst()).orElse(parts.get(0));
                yield asked(shape(envelope, member), TokenText.of(token), envelope);
            }
            case CONNECTOR_MESSAGE -> {
                Optional<XmlElement> inBody = SoapEnvelope.tokenIn(parts);
                Optional<XmlElement> token = known(root, inHeader.or(() -> inBody));
                yield asked(shape(envelope, inBody.orElse(question)), TokenText.of(token), envelope);
            }
            case HTTP_JWT, HTTP_JSON ->
                throw new IllegalArgumentException("comes in no envelope: " + envelope.contract());
        };
    }

    /** A token at a place that is none of the contract's might be found there by another reader. */
    private static Optional<XmlElement> known(XmlElement root, Optional<XmlElement> token)
            throws MalformedMessageException {
        if (token.isEmpty() && root.count(SoapEnvelope.TOKEN) > 0) {
            throw new MalformedMessageException(Reason.ENVELOPE_STRUCTURE);
        }
        return token;
    }

    private static Shape shape(SoapEnvelope envelope, XmlElement member) {
        XmlElement question = envelope.question();
        return new Shape.Soap(
                envelope.contract(), envelope.version(), question.name(), question.namespace(), member.namespace());
    }

    private static Inspection asked(Shape shape, TokenText text, Form form) {
        return new HandshakeRequest(shape, text.token(), text.saml(), form);
    }
}
