package org.erpconnector.auth.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Our filters in a web.xml, with their init-params. */
final class WebXml {
    private static final String OURS = "org.erpconnector.auth.ConnectorAuthFilter";

    private WebXml() {}

    private record Declared(String name, String type, Map<String, String> initParams) {}

    /** The init-params of the filter of this name; without a name, of the only one. */
    static Map<String, String> initParams(Path file, Optional<String> name) throws UsageException {
        List<Declared> ours = read(file).stream()
                .filter(filter -> filter.type().equals(OURS))
                .filter(filter -> name.isEmpty() || name.get().equals(filter.name()))
                .toList();
        if (ours.isEmpty()) {
            throw new UsageException(file + " declares no filter"
                    + name.map(n -> " [" + Shown.text(n) + "]").orElse("") + " of the class " + OURS);
        }
        if (ours.size() > 1) {
            throw new UsageException(file + " declares several of our filters; name one with --filter: "
                    + ours.stream().map(filter -> Shown.text(filter.name())).collect(Collectors.joining(", ")));
        }
        return ours.get(0).initParams();
    }

    private static List<Declared> read(Path file) throws UsageException {
        List<Declared> filters = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new UsageException(file + " holds a DOCTYPE, which no Jakarta web.xml has: take it out");
                }
                if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("filter")) {
                    filters.add(filter(xml));
                }
            }
            return filters;
        } catch (IOException e) {
            throw new UsageException("the file of --web-xml cannot be read: " + file + ", " + Shown.cause(e), e);
        } catch (XMLStreamException e) {
            throw new UsageException(
                    file + " is not well-formed XML, line " + e.getLocation().getLineNumber(), e);
        }
    }

    private static Declared filter(XMLStreamReader xml) throws XMLStreamException {
        String name = "";
        String type = "";
        String parameter = "";
        Map<String, String> initParams = new LinkedHashMap<>();
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals("filter"))) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "filter-name" -> name = xml.getElementText().strip();
                    case "filter-class" -> type = xml.getElementText().strip();
                    case "param-name" -> parameter = xml.getElementText().strip();
                    case "param-value" ->
                        initParams.put(parameter, xml.getElementText().strip());
                    default -> {}
                }
            }
        }
        return new Declared(name, type, initParams);
    }

    /** The JDK's own parser, without anything that could read another file or the network (CWE-611). */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }
}
