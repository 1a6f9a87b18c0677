package org.erpconnector.auth.testkit;

import jakarta.xml.soap.MessageFactory;
import jakarta.xml.soap.MimeHeaders;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.soap.SOAPException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A SOAP message as Metro's SAAJ sees it, the SOAP stack of Payara.
 *
 * @param tokens the text of each SignedToken, wherever it is
 */
public record SaajReading(List<String> tokens) {
    /** Empty if it takes it for no message of the version that its media type names. */
    public static Optional<SaajReading> of(String contentType, byte[] message) {
        MimeHeaders headers = new MimeHeaders();
        headers.addHeader("Content-Type", contentType);
        try {
            NodeList tokens = MessageFactory.newInstance(SOAPConstants.DYNAMIC_SOAP_PROTOCOL)
                    .createMessage(headers, new ByteArrayInputStream(message))
                    .getSOAPPart()
                    .getEnvelope()
                    .getElementsByTagNameNS("*", "SignedToken");
            return Optional.of(new SaajReading(IntStream.range(0, tokens.getLength())
                    .mapToObj(tokens::item)
                    .map(Node::getTextContent)
                    .map(text -> text.replaceAll("^[ \\t\\r\\n]+|[ \\t\\r\\n]+$", ""))
                    .toList()));
        } catch (SOAPException | IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
