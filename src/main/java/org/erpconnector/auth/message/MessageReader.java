package org.erpconnector.auth.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/** The body of a recognised request to a handshake. Immutable and safe for use by several threads. */
public final class MessageReader {
    /** The bytes of {@value SoapEnvelope#TOKEN} in every EBCDIC code page, one character each. */
    private static final String TOKEN_ELEMENT_IN_EBCDIC =
            "\u00E2\u0089\u0087\u0095\u0085\u0084\u00E3\u0096\u0092\u0085\u0095";

    private final JsonBody json = new JsonBody();

    /**
     * Reads a body that is known to be whole.
     *
     * @param recognition what the head said
     * @param contentType the value of Content-Type, or null
     * @param body every byte of the body
     */
    public Reading read(Recognition recognition, @Nullable String contentType, byte[] body) {
        if (recognition instanceof Recognition.Soap soap) {
            return soap(soap, MediaType.parse(contentType == null ? "" : contentType), body);
        }
        if (recognition instanceof Recognition.Http http) {
            return http(http.contract(), MediaType.parse(contentType == null ? "" : contentType), body);
        }
        throw new IllegalArgumentException("nothing to read: " + recognition);
    }

    private Reading http(Contract contract, MediaType mediaType, byte[] body) {
        try {
            DecodedText text = DecodedText.of(body, mediaType.charset());
            // RFC 8259 section 8.1: UTF-8 without a byte order mark.
            if (text.marked()) {
                throw new MalformedMessageException(Reason.ENVELOPE_UNREADABLE);
            }
            Shape shape = new Shape.Http(contract);
            if (contract == Contract.HTTP_JWT) {
                return asked(shape, TokenText.of(text.text()), Form.TOKEN);
            }
            JsonBody.Content content = json.read(text.text());
            return asked(shape, TokenText.of(content.token()), content);
        } catch (MalformedMessageException e) {
            if (e.problem() != Reason.ENVELOPE_UNREADABLE) {
                return new Reading.Unreadable(e.problem());
            }
            return new Reading.Unreadable(
                    contract == Contract.HTTP_JWT ? Reason.TOKEN_NOT_TEXT : Reason.JSON_UNREADABLE);
        }
    }

    private static Reading soap(Recognition.Soap recognition, MediaType mediaType, byte[] body) {
        try {
            return envelope(recognition, XmlParser.parse(DecodedText.of(body, mediaType.charset())));
        } catch (MalformedMessageException e) {
            // Without an action only the body tells whose it is. One that cannot be read but mentions the token is a
            // broken handshake; any other is the connector's to refuse.
            boolean ours = recognition.authenticate() || e.problem() == Reason.DTD_FORBIDDEN || mentionsToken(body);
            return ours ? new Reading.Unreadable(e.problem()) : new Reading.NotOurs();
        }
    }

    /**
     * In whatever encoding a parser behind us might guess: a relative of ASCII, UTF-16 or UTF-32 in either order, EBCDIC.
     * Else a handshake in one that we do not read would reach a connector that answers it unjudged.
     */
    private static boolean mentionsToken(byte[] body) {
        String bytes = new String(body, StandardCharsets.ISO_8859_1);
        return bytes.replace("\0", "").contains(SoapEnvelope.TOKEN) || bytes.contains(TOKEN_ELEMENT_IN_EBCDIC);
    }

    private static Reading envelope(Recognition.Soap recognition, XmlElement root) throws MalformedMessageException {
        if (!SoapEnvelope.asksToAuthenticate(root)) {
            if (!recognition.authenticate()) {
                return new Reading.NotOurs();
            }
            boolean envelope = root.name().equals("Envelope")
                    && !root.namespace().equals(recognition.version().namespace());
            return new Reading.Unreadable(envelope ? Reason.SOAP_VERSION_MISMATCH : Reason.ACTION_MISMATCH);
        }
        SoapEnvelope envelope = SoapEnvelope.of(root, recognition);
        Optional<XmlElement> token = envelope.token();
        return asked(envelope.shape(token), token.isEmpty() ? TokenText.NONE : TokenText.of(token.get()), envelope);
    }

    private static Reading asked(Shape shape, TokenText text, Form form) {
        return new Reading.Asked(new HandshakeRequest(shape, text.token(), text.saml(), form));
    }
}
