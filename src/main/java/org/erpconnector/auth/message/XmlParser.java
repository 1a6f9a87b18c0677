package org.erpconnector.auth.message;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.erpconnector.auth.jdk.JdkXml;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A message's text to a tree of elements, to the very end of the document: stopping at the token would accept whatever
 * follows it. The limits below are known for the JDK's own parser.
 */
final class XmlParser {
    private static final int DEEPEST = 64;
    private static final int MOST_ATTRIBUTES = 64;
    /**
     * Tags, runs of text, comments, attributes and declarations in all; a handshake has some thirty. Each is an object or
     * more, whatever the number of its characters: an answer must not take twenty times the memory of its question.
     */
    private static final int MOST_PARTS = 2048;
    /**
     * Behind the declaration of XML 1.1 the JDK's parser reads one more, takes its version for the document's, and goes on
     * by the rules of 1.1.
     */
    private static final Pattern TWO_DECLARATIONS = Pattern.compile("<\\?xml\\s[^>]*\\?><\\?xml\\s");

    private static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

    private XmlParser() {}

    static XmlElement parse(DecodedText message) throws MalformedMessageException {
        return parse(message, false);
    }

    /** An envelope up to the start of its Body, which is the last child and empty; what follows is not looked at. */
    static XmlElement parseToBody(DecodedText message) throws MalformedMessageException {
        return parse(message, true);
    }

    private static XmlElement parse(DecodedText message, boolean toBody) throws MalformedMessageException {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(message.text()));
            checkDeclaration(reader, message);
            return document(reader, toBody);
        } catch (XMLStreamException | RuntimeException unreadable) {
            // The JDK's parser reports some malformed input by unchecked exceptions; its message would quote the input.
            throw new MalformedMessageException(Reason.ENVELOPE_UNREADABLE);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = JdkXml.factory();
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Else it collects ten thousand before it hands us the element.
        factory.setProperty(JdkXml.LIMIT + "elementAttributeLimit", MOST_ATTRIBUTES);
        factory.setProperty(JdkXml.LIMIT + "maxElementDepth", DEEPEST);
        return factory;
    }

    /** XML 1.1 admits control characters by reference; a declared encoding that is not the real one is a trick. */
    private static void checkDeclaration(XMLStreamReader reader, DecodedText message) throws MalformedMessageException {
        String version = reader.getVersion();
        String encoding = reader.getCharacterEncodingScheme();
        boolean foreign = encoding != null && !message.declaredAs(encoding);
        boolean two = TWO_DECLARATIONS.matcher(message.text()).lookingAt();
        if (two || foreign || !(version == null || version.equals("1.0"))) {
            throw new MalformedMessageException(Reason.ENVELOPE_UNREADABLE);
        }
    }

    private static XmlElement document(XMLStreamReader reader, boolean toBody)
            throws XMLStreamException, MalformedMessageException {
        Deque<Open> open = new ArrayDeque<>();
        XmlElement root = null;
        int parts = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            parts += event == XMLStreamConstants.START_ELEMENT ? 1 + attributes(reader) : 1;
            if (parts > MOST_PARTS) {
                throw new MalformedMessageException(Reason.ENVELOPE_UNREADABLE);
            }
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open.push(start(reader, open));
                    if (toBody && open.size() == 2 && reader.getLocalName().equals("Body")) {
                        close(open);
                        return close(open);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> root = close(open);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    append(open.peek(), reader.getText());
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> interrupt(open.peek());
                // SUPPORT_DTD=false skips the declaration in silence; the rule is to refuse it.
                case XMLStreamConstants.DTD -> throw new MalformedMessageException(Reason.DTD_FORBIDDEN);
                case XMLStreamConstants.END_DOCUMENT -> {}
                default -> throw new MalformedMessageException(Reason.ENVELOPE_UNREADABLE);
            }
        }
        if (root == null) {
            throw new MalformedMessageException(Reason.ENVELOPE_UNREADABLE);
        }
        return root;
    }

    private static int attributes(XMLStreamReader reader) {
        return reader.getAttributeCount() + reader.getNamespaceCount();
    }

    private static Open start(XMLStreamReader reader, Deque<Open> open) throws MalformedMessageException {
        // The JDK counts no namespace declarations although it searches them one by one.
        if (attributes(reader) > MOST_ATTRIBUTES) {
            throw new MalformedMessageException(Reason.ENVELOPE_UNREADABLE);
        }
        // No vocabulary has elements in it, and no answer could echo it: Namespaces in XML section 3 binds it to xml
        // alone.
        if (XML_NAMESPACE.equals(reader.getNamespaceURI())) {
            throw new MalformedMessageException(Reason.ENVELOPE_UNREADABLE);
        }
        Open element = new Open(orEmpty(reader.getNamespaceURI()), reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attribute(new XmlElement.Attribute(
                    orEmpty(reader.getAttributeNamespace(i)),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i)));
        }
        interrupt(open.peek());
        return element;
    }

    private static XmlElement close(Deque<Open> open) {
        XmlElement closed = open.pop().close();
        Open parent = open.peek();
        if (parent != null) {
            parent.child(closed);
        }
        return closed;
    }

    private static void append(@Nullable Open element, String text) {
        if (element != null) {
            element.text(text);
        }
    }

    private static void interrupt(@Nullable Open element) {
        if (element != null) {
            element.onlyText = false;
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** An element whose end tag has not come yet. Most have no attributes, no children, or no text but one run. */
    private static final class Open {
        private final String namespace;
        private final String name;
        private List<XmlElement.Attribute> attributes = List.of();
        private List<XmlElement> children = List.of();
        private String text = "";
        private @Nullable StringBuilder runs;
        private boolean onlyText = true;

        Open(String namespace, String name) {
            this.namespace = namespace;
            this.name = name;
        }

        void attribute(XmlElement.Attribute attribute) {
            attributes = attributes.isEmpty() ? new ArrayList<>() : attributes;
            attributes.add(attribute);
        }

        void child(XmlElement child) {
            children = children.isEmpty() ? new ArrayList<>() : children;
            children.add(child);
        }

        void text(String run) {
            if (text.isEmpty()) {
                text = run;
            } else {
                runs = runs == null ? new StringBuilder(text) : runs;
                runs.append(run);
            }
        }

        XmlElement close() {
            return new XmlElement(
                    namespace,
                    name,
                    List.copyOf(attributes),
                    List.copyOf(children),
                    runs == null ? text : runs.toString(),
                    onlyText);
        }
    }
}
