package org.erpconnector.auth.erp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a WSDL says on the wire, whatever its prefixes, its layout and the names of its messages. */
public final class ErpWsdl {
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final String SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

    private final Map<String, List<String>> facts = new TreeMap<>();
    private final Map<String, String> elementOfMessage = new TreeMap<>();

    private ErpWsdl(Document document) {
        elements(document, WSDL, "message")
                .forEach(message -> elementOfMessage.put(
                        message.getAttribute("name"),
                        elements(message, WSDL, "part")
                                .map(part -> name(part, part.getAttribute("element")))
                                .findFirst()
                                .orElse("nothing")));
        elements(document, WSDL, "portType").forEach(this::portType);
        elements(document, WSDL, "binding").forEach(this::binding);
        elements(document, WSDL, "port").forEach(port -> facts.put("port " + port.getAttribute("name"), List.of()));
        elements(document, SCHEMA, "sequence").forEach(this::sequence);
        elements(document, SCHEMA, "simpleType")
                .forEach(type -> facts.put(
                        named(type),
                        elements(type, SCHEMA, "enumeration")
                                .map(e -> e.getAttribute("value"))
                                .toList()));
    }

    /** Facts by what they are about; the order of members and of values is one of them. */
    public static Map<String, List<String>> facts(String wsdl) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return new ErpWsdl(factory.newDocumentBuilder()
                            .parse(new ByteArrayInputStream(wsdl.getBytes(StandardCharsets.UTF_8))))
                    .facts;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not a WSDL: " + wsdl, e);
        }
    }

    private void portType(Element portType) {
        elements(portType, WSDL, "operation")
                .forEach(operation -> facts.put(
                        portType.getAttribute("name") + " " + operation.getAttribute("name"),
                        List.of(message(operation, "input"), message(operation, "output"))));
    }

    private String message(Element operation, String direction) {
        String message =
                elements(operation, WSDL, direction).findFirst().orElseThrow().getAttribute("message");
        return elementOfMessage.get(message.substring(message.indexOf(':') + 1));
    }

    private void binding(Element binding) {
        elements(binding, WSDL, "operation").forEach(operation -> {
            List<String> said = new ArrayList<>();
            elements(operation, SOAP, "operation")
                    .forEach(soap -> said.add(soap.getAttribute("style") + " " + soap.getAttribute("soapAction")));
            elements(operation, SOAP, "body").forEach(body -> said.add(body.getAttribute("use")));
            facts.put("binding " + binding.getAttribute("name") + " " + operation.getAttribute("name"), said);
        });
    }

    private void sequence(Element sequence) {
        facts.put(
                named((Element) sequence.getParentNode()),
                elements(sequence, SCHEMA, "element")
                        .filter(element -> element.getParentNode() == sequence)
                        .map(ErpWsdl::member)
                        .toList());
    }

    /** A type without a name of its own is known by that of its element. */
    private static String named(Element type) {
        Element named = type.hasAttribute("name") ? type : (Element) type.getParentNode();
        return named.getLocalName() + " " + named.getAttribute("name");
    }

    private static String member(Element member) {
        return String.join(
                " ",
                member.getAttribute("name"),
                member.hasAttribute("type") ? name(member, member.getAttribute("type")) : "of its own",
                member.getAttribute("minOccurs"),
                member.getAttribute("maxOccurs"),
                member.getAttribute("nillable"));
    }

    private static String name(Element context, String prefixed) {
        int colon = prefixed.indexOf(':');
        return "{" + context.lookupNamespaceURI(prefixed.substring(0, colon)) + "}" + prefixed.substring(colon + 1);
    }

    private static Stream<Element> elements(Document document, String namespace, String name) {
        return elements(document.getElementsByTagNameNS(namespace, name));
    }

    private static Stream<Element> elements(Element parent, String namespace, String name) {
        return elements(parent.getElementsByTagNameNS(namespace, name));
    }

    private static Stream<Element> elements(NodeList list) {
        return IntStream.range(0, list.getLength()).mapToObj(i -> (Element) list.item(i));
    }
}
