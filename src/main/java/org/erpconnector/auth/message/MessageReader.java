package org.erpconnector.auth.message;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a recognised request to a handshake. Immutable and safe for use by several threads. */
public final class MessageReader {
    private static final String TOKEN_ELEMENT = "SignedToken";

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

    private static Reading http(Contract contract, MediaType mediaType, byte[] body) {
        try {
            DecodedText text = DecodedText.of(body, mediaType.charset());
            String token = contract == Contract.HTTP_JWT ? text.text() : JsonBody.signedToken(text.text());
            return asked(new Shape.Http(contract), token);
        } catch (MalformedMessageException e) {
            boolean unreadable = e.problem() == MessageProblem.ENVELOPE_UNREADABLE;
            return new Reading.Unreadable(unreadable ? MessageProblem.JSON_UNREADABLE : e.problem());
        }
    }

    private static Reading soap(Recognition.Soap recognition, MediaType mediaType, byte[] body) {
        Optional<DecodedText> text = Optional.empty();
        try {
            text = Optional.of(DecodedText.of(body, mediaType.charset()));
            return envelope(recognition, XmlParser.parse(text.get()));
        } catch (MalformedMessageException e) {
            // Without an action only the body tells whose it is. One that cannot be read but mentions the token is a
            // broken handshake; any other is the connector's to refuse.
            boolean ours = recognition.authenticate()
                    || e.problem() == MessageProblem.DTD_FORBIDDEN
                    || text.map(decoded -> decoded.text().contains(TOKEN_ELEMENT))
                            .orElse(false);
            return ours ? new Reading.Unreadable(e.problem()) : new Reading.NotOurs();
        }
    }

    private static Reading envelope(Recognition.Soap recognition, XmlElement root) throws MalformedMessageException {
        if (!SoapEnvelope.asksToAuthenticate(root)) {
            if (!recognition.authenticate()) {
                return new Reading.NotOurs();
            }
            boolean envelope = root.name().equals("Envelope")
                    && !root.namespace().equals(recognition.version().namespace());
            return new Reading.Unreadable(
                    envelope ? MessageProblem.SOAP_VERSION_MISMATCH : MessageProblem.ACTION_MISMATCH);
        }
        SoapEnvelope envelope = SoapEnvelope.of(root, recognition.version());
        Optional<XmlElement> token = envelope.token();
        if (token.isEmpty()) {
            return asked(envelope.shape(token), "");
        }
        if (SamlAssertion.insideOf(token.get())) {
            return new Reading.Asked(new HandshakeRequest(envelope.shape(token), "", true));
        }
        if (!token.get().onlyText() || SoapEnvelope.nilWithContent(token.get())) {
            throw new MalformedMessageException(MessageProblem.TOKEN_NOT_TEXT);
        }
        return asked(envelope.shape(token), token.get().text());
    }

    private static Reading asked(Shape shape, String token) {
        String trimmed = XmlSpace.trim(token);
        return new Reading.Asked(new HandshakeRequest(shape, trimmed, SamlAssertion.is(trimmed)));
    }
}
