package org.erpconnector.auth.erp;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Reads a reply as WCF does: in order and greedily. A member that comes behind a later one is skipped in silence, as is
 * what is not known; a wrapper of another name cannot be read at all.
 */
final class WcfReader {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    private final List<String> skipped = new ArrayList<>();

    private WcfReader() {}

    static ErpReply read(ErpContract.Operation operation, String envelope) {
        Element root = parse(envelope);
        mustBe(root, SOAP, "Envelope");
        List<Element> parts = children(root);
        Element body = parts.get(parts.size() - 1);
        mustBe(body, SOAP, "Body");
        Element wrapper = children(body).get(0);
        mustBe(wrapper, ErpContract.NAMESPACE, operation.reply());
        WcfReader reader = new WcfReader();
        return new ErpReply(reader.structure(wrapper, operation.replyMembers()), reader.skipped);
    }

    private static Element parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not XML: " + xml, e);
        }
    }

    private static void mustBe(Element element, String namespace, String name) {
        if (!is(element, namespace, name)) {
            throw new AssertionError("WCF looks for {" + namespace + "}" + name + " and finds {"
                    + element.getNamespaceURI() + "}" + element.getLocalName() + ": " + element.getTextContent());
        }
    }

    private static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    private Map<String, Object> structure(Element element, List<String> members) {
        Map<String, Object> seen = new LinkedHashMap<>();
        int next = 0;
        for (Element child : children(element)) {
            int found = next;
            while (found < members.size() && !is(child, ErpContract.NAMESPACE, members.get(found))) {
                found++;
            }
            if (found == members.size()) {
                skipped.add(child.getNodeName());
            } else {
                seen.put(members.get(found), value(child));
                next = found + 1;
            }
        }
        return seen;
    }

    private Object value(Element element) {
        if ("true".equals(element.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil"))) {
            return null;
        }
        return switch (element.getLocalName()) {
            case "Items" ->
                items(element, ErpContract.ARRAYS, "string").stream()
                        .map(Element::getTextContent)
                        .toList();
            case "Actors" ->
                items(element, ErpContract.NAMESPACE, "ErpActorWS").stream()
                        .map(actor -> structure(actor, ErpContract.ACTOR))
                        .toList();
            case "FieldMetaDataObjects" ->
                items(element, ErpContract.NAMESPACE, "FieldMetadataInfoWS").stream()
                        .map(field -> structure(field, ErpContract.FIELD))
                        .toList();
            case "Actor" -> structure(element, ErpContract.ACTOR);
            case "ListItems", "FieldValues" -> dictionary(element);
            default -> element.getTextContent();
        };
    }

    private static Map<String, String> dictionary(Element element) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (Element entry : items(element, ErpContract.ARRAYS, "KeyValueOfstringstring")) {
            List<Element> pair = children(entry);
            mustBe(pair.get(0), ErpContract.ARRAYS, "Key");
            mustBe(pair.get(1), ErpContract.ARRAYS, "Value");
            entries.put(pair.get(0).getTextContent(), pair.get(1).getTextContent());
        }
        return entries;
    }

    private static List<Element> items(Element array, String namespace, String name) {
        List<Element> items = children(array);
        items.forEach(item -> mustBe(item, namespace, name));
        return items;
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
