package org.erpconnector.auth.simulator;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML element, parsed without document type declarations and so without entities (XXE). Text between child elements
 * is kept in {@code text}, white space included, as WCF's string reader does.
 */
record XmlElement(QName qname, Map<QName, String> attributes, List<XmlElement> children, String text) {

    private static final int DEEPEST = 100;
    private static final QName NIL = new QName("http://www.w3.org/2001/XMLSchema-instance", "nil");

    XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    String name() {
        return qname.getLocalPart();
    }

    String namespace() {
        return qname.getNamespaceURI();
    }

    boolean isNil() {
        return isTrue(NIL);
    }

    boolean isTrue(QName attribute) {
        String value = attributes.getOrDefault(attribute, "").strip();
        return value.equals("true") || value.equals("1");
    }

    Optional<XmlElement> child(QName wanted) {
        return children.stream().filter(e -> e.qname.equals(wanted)).findFirst();
    }

    /** The first child with this local name, in any namespace. */
    Optional<XmlElement> child(String localName) {
        return children.stream().filter(e -> e.name().equals(localName)).findFirst();
    }

    /** The text of the first child with this local name; empty if there is none. */
    String textOf(String localName) {
        return child(localName).map(XmlElement::text).orElse("");
    }

    static XmlElement parse(byte[] xml) throws MalformedException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return parse(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new MalformedException("it is not well-formed XML", e);
        }
    }

    private static XmlElement parse(XMLStreamReader reader) throws XMLStreamException, MalformedException {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(new QName(""), Map.of()));
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() > DEEPEST) {
                        throw new MalformedException("its elements are nested more than " + DEEPEST + " deep");
                    }
                    open.push(new Open(reader.getName(), attributesOf(reader)));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement closed = open.pop().close();
                    open.element().children.add(closed);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    open.element().text.append(reader.getText());
                case XMLStreamConstants.DTD -> throw new MalformedException("it has a document type declaration");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new MalformedException("it refers to an entity");
                default -> {
                    // Comments and processing instructions are ignored.
                }
            }
        }
        return open.pop().children.get(0);
    }

    private static Map<QName, String> attributesOf(XMLStreamReader reader) {
        Map<QName, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** An element whose end tag has not been read yet. */
    private static final class Open {
        final QName name;
        final Map<QName, String> attributes;
        final List<XmlElement> children = new ArrayList<>();
        final StringBuilder text = new StringBuilder();

        Open(QName name, Map<QName, String> attributes) {
            this.name = name;
            this.attributes = attributes;
        }

        XmlElement close() {
            return new XmlElement(name, attributes, children, text.toString());
        }
    }
}
