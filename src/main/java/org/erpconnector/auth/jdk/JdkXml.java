package org.erpconnector.auth.jdk;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/** The JDK's own StAX parser, never one that the web application or its server happens to bring, closed to the outside. */
public final class JdkXml {
    /** Before the names of limits. The shorter names are not known to Java 8; these are known to all. */
    public static final String LIMIT = "http://www.oracle.com/xml/jaxp/properties/";

    /** Java 8 has no other way to ask for its own one. */
    private static final String JAVA_8 = "com.sun.xml.internal.stream.XMLInputFactoryImpl";

    private JdkXml() {}

    /** A new one each time: the JDK does not promise that reader creation is safe for several threads. */
    public static XMLInputFactory factory() {
        XMLInputFactory factory = own();
        // Entities could read files or the network (XXE), or multiply until memory ends (billion laughs).
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not resolved");
        });
        return factory;
    }

    private static XMLInputFactory own() {
        try {
            return XMLInputFactory.newDefaultFactory();
        } catch (NoSuchMethodError java8) {
            try {
                return Class.forName(JAVA_8, true, null)
                        .asSubclass(XMLInputFactory.class)
                        .getConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this Java has no StAX parser of its own: " + JAVA_8, e);
            }
        }
    }
}
