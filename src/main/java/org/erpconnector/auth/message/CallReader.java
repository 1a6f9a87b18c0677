package org.erpconnector.auth.message;

import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.reason.Reason;

/**
 * The token of a call of the mirroring contract, each of which carries one of its own in the SOAP header. Only the
 * beginning of the message is read: its body may be megabytes of rows, and is the connector's. Immutable and safe for
 * use by several threads.
 */
public final class CallReader {
    /** The SOAP version of a call that can be read; empty if its media type or its coding says that it is none. */
    public Optional<SoapVersion> version(RequestHead head) {
        return Recognizer.encoded(head)
                ? Optional.empty()
                : SoapVersion.ofMediaType(mediaType(head).type());
    }

    /**
     * Reads a call.
     *
     * @param head its method, path and headers
     * @param version what {@link #version} says of it
     * @param beginning the first bytes of its body
     * @param whole true if those are all
     */
    public CallReading read(RequestHead head, SoapVersion version, byte[] beginning, boolean whole) {
        try {
            Optional<String> charset = mediaType(head).charset();
            DecodedText text = whole ? DecodedText.of(beginning, charset) : DecodedText.beginning(beginning, charset);
            return token(version, XmlParser.parseToBody(text));
        } catch (MalformedMessageException e) {
            return new CallReading.Unreadable(e.problem());
        }
    }

    private static MediaType mediaType(RequestHead head) {
        String contentType = head.contentType();
        return MediaType.parse(contentType == null ? "" : contentType);
    }

    /** As strict as with handshakes: one Header, one token, text only, so that every reader sees the same one. */
    private static CallReading token(SoapVersion version, XmlElement envelope) throws MalformedMessageException {
        List<XmlElement> parts = envelope.children();
        if (!envelope.is(version.namespace(), "Envelope")) {
            throw new MalformedMessageException(
                    envelope.name().equals("Envelope") ? Reason.SOAP_VERSION_MISMATCH : Reason.ENVELOPE_STRUCTURE);
        }
        boolean withHeader = parts.size() == 2 && parts.get(0).is(version.namespace(), "Header");
        boolean wellFormed = (parts.size() == 1 || withHeader)
                && parts.get(parts.size() - 1).is(version.namespace(), "Body")
                && XmlSpace.blank(envelope.text())
                && (!withHeader || XmlSpace.blank(parts.get(0).text()));
        if (!wellFormed) {
            throw new MalformedMessageException(Reason.ENVELOPE_STRUCTURE);
        }
        if (envelope.count(SoapEnvelope.TOKEN) > 1) {
            throw new MalformedMessageException(Reason.TOKEN_AMBIGUOUS);
        }
        Optional<XmlElement> token = parts.get(0).children().stream()
                .filter(header -> header.is(SoapEnvelope.MIRRORING, SoapEnvelope.TOKEN))
                .findFirst();
        TokenText text = token.isEmpty() ? TokenText.NONE : TokenText.of(token.get());
        return new CallReading.Carried(text.token(), text.saml());
    }
}
