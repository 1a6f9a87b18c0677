package org.erpconnector.auth.message;

import java.util.ArrayList;
import java.util.List;

/**
 * An element of a parsed message, whole and immutable.
 *
 * @param namespace its namespace; empty for none
 * @param name its local name
 * @param attributes its attributes without namespace declarations
 * @param children its child elements
 * @param text all text directly inside it
 * @param onlyText true if it holds neither elements nor comments nor processing instructions
 */
record XmlElement(
        String namespace,
        String name,
        List<Attribute> attributes,
        List<XmlElement> children,
        String text,
        boolean onlyText) {
    record Attribute(String namespace, String name, String value) {}

    boolean is(String otherNamespace, String otherName) {
        return namespace.equals(otherNamespace) && name.equals(otherName);
    }

    boolean attributeTrue(String attributeNamespace, String attributeName) {
        return attributes.stream()
                .filter(attribute -> attribute.namespace().equals(attributeNamespace))
                .filter(attribute -> attribute.name().equals(attributeName))
                .map(attribute -> attribute.value().strip())
                .anyMatch(value -> value.equals("1") || value.equals("true"));
    }

    /** Every element of this local name, at any depth, this one included. */
    List<XmlElement> all(String localName) {
        List<XmlElement> found = new ArrayList<>();
        collect(localName, found);
        return found;
    }

    private void collect(String localName, List<XmlElement> found) {
        if (name.equals(localName)) {
            found.add(this);
        }
        children.forEach(child -> child.collect(localName, found));
    }
}
