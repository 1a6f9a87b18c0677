package org.erpconnector.auth.message;

import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.reason.Reason;

/**
 * The token of a call of the mirroring contract: each call carries one in its SOAP header. Reads the message up to its
 * body, which may be megabytes of rows, and is the connector's. Immutable and safe for use by several threads.
 */
public final class CallReader {
    /**
     * What the head of a call says.
     *
     * @param version the SOAP version
     * @param charset in lower case; empty: none is named
     */
    public record Head(SoapVersion version, Optional<String> charset) {}

    /**
     * Judges the head of a call.
     *
     * @throws MalformedMessageException if its media type or its coding is none of a SOAP message
     */
    public Head head(RequestHead head) throws MalformedMessageException {
        MediaType mediaType = MediaType.parse(head.contentType());
        Optional<SoapVersion> version = SoapVersion.ofMediaType(mediaType.type());
        if (version.isEmpty() || Recognizer.encoded(head)) {
            throw new MalformedMessageException(Reason.MEDIA_TYPE_UNSUPPORTED);
        }
        return new Head(version.get(), mediaType.charset());
    }

    /**
     * Reads a call, as strictly as a handshake: one Header, one token, text only, so that every reader sees the same one.
     *
     * @param head what {@link #head} says of it
     * @param beginning the first bytes of its body
     * @param whole true if those are all
     * @throws MalformedMessageException if it cannot be read as far as its token
     */
    public TokenText token(Head head, byte[] beginning, boolean whole) throws MalformedMessageException {
        DecodedText text =
                whole ? DecodedText.of(beginning, head.charset()) : DecodedText.beginning(beginning, head.charset());
        XmlElement envelope = XmlParser.parseToBody(text);
        List<XmlElement> headers = SoapEnvelope.headers(envelope, head.version());
        if (envelope.count(SoapEnvelope.TOKEN) > 1) {
            throw new MalformedMessageException(Reason.TOKEN_AMBIGUOUS);
        }
        return TokenText.of(headers.stream()
                .filter(header -> header.is(SoapEnvelope.MIRRORING, SoapEnvelope.TOKEN))
                .findFirst());
    }
}
