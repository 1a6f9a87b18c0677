package org.erpconnector.auth.message;

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
        for (Attribute attribute : attributes) {
            if (attribute.namespace().equals(attributeNamespace)
                    && attribute.name().equals(attributeName)) {
                String value = attribute.value().strip();
                return value.equals("1") || value.equals("true");
            }
        }
        return false;
    }

    /** A hash of its name and of all names in it: see {@link Form#print()}. */
    long print(long before) {
        long print = Form.mix(Form.mix(before, namespace), name);
        // By index: an iterator would be made for each.
        for (int i = 0; i < children.size(); i++) {
            print = children.get(i).print(print);
        }
        return Form.mix(print, ")");
    }

    /** Adds its name and those of the elements in it, as far as there is room. */
    void names(StringBuilder text) {
        if (text.length() > Form.LONGEST) {
            return;
        }
        text.append('{');
        Form.append(text, namespace);
        text.append('}');
        Form.append(text, name);
        if (!children.isEmpty()) {
            names(children, text);
        }
    }

    static void names(List<XmlElement> elements, StringBuilder text) {
        text.append('(');
        String before = "";
        for (XmlElement element : elements) {
            text.append(before);
            element.names(text);
            before = " ";
        }
        text.append(')');
    }

    /** How many elements have this local name, at any depth, this one included. */
    int count(String localName) {
        int count = name.equals(localName) ? 1 : 0;
        for (XmlElement child : children) {
            count += child.count(localName);
        }
        return count;
    }
}
