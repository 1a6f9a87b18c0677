package org.erpconnector.auth.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A SOAP message as another parser sees it, from its bytes: what a connector behind the filter could read in it.
 *
 * @param asks true if a body in it has a child that asks to authenticate
 * @param tokens the text of each SignedToken, wherever it is
 * @param headerTokens of those the ones that are header blocks
 */
public record DomReading(boolean asks, List<String> tokens, List<String> headerTokens) {
    private static final Set<String> QUESTIONS = Set.of("Authenticate", "AuthenticateRequest", "AuthenticationRequest");
    private static final String TOKEN = "SignedToken";

    /** Empty if this parser cannot read it. */
    public static Optional<DomReading> of(byte[] message) {
        try {
            Document document = builder().parse(new InputSource(new ByteArrayInputStream(message)));
            return Optional.of(of(document.getDocumentElement()));
        } catch (SAXException | IOException unreadable) {
            return Optional.empty();
        }
    }

    private static DomReading of(Element root) {
        return new DomReading(
                root.getLocalName().equals("Envelope")
                        && grandchildren(root, "Body").anyMatch(asked -> QUESTIONS.contains(asked.getLocalName())),
                texts(elements(root.getOwnerDocument().getElementsByTagNameNS("*", TOKEN))),
                texts(grandchildren(root, "Header")
                        .filter(header -> header.getLocalName().equals(TOKEN))));
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Element> grandchildren(Element root, String parent) {
        return elements(root.getChildNodes())
                .filter(child -> child.getLocalName().equals(parent))
                .flatMap(child -> elements(child.getChildNodes()));
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    private static List<String> texts(Stream<Element> elements) {
        return elements.map(Node::getTextContent)
                .map(text -> text.replaceAll("^[ \\t\\r\\n]+|[ \\t\\r\\n]+$", ""))
                .toList();
    }

    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException ignored) {}

        @Override
        public void error(SAXParseException e) throws SAXParseException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXParseException {
            throw e;
        }
    }
}
