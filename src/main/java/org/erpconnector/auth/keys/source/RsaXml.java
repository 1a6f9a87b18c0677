package org.erpconnector.auth.keys.source;

import java.io.StringReader;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Printable;
import org.erpconnector.auth.jdk.JdkXml;

/**
 * The {@code RSAKeyValue} XML in which SuperOffice's Developer Portal hands out application keys: what .NET's
 * {@code RSA.ToXmlString(true)} writes. Numbers are Base64 of unsigned big-endian bytes (XML Signature section 4.5.2.2).
 */
final class RsaXml {
    private static final String ROOT = "RSAKeyValue";
    private static final String AGAIN =
            "Give the file as the Developer Portal or .NET's ToXmlString(true) wrote it, unchanged";

    private enum Part {
        Modulus,
        Exponent,
        P,
        Q,
        DP,
        DQ,
        InverseQ,
        D
    }

    private RsaXml() {}

    static KeyContent decode(KeySourceContext context, String text) throws ConfigurationException {
        if (!context.wantsPrivateKey()) {
            throw context.refuse("an XML file, but certificates are expected", "Name SuperOffice's certificate files");
        }
        // An XML declaration of another encoding, as .NET writes into strings, counts no more: the text is decoded.
        Map<Part, BigInteger> parts = parts(context, text.strip());
        for (Part needed : List.of(Part.Modulus, Part.Exponent, Part.D)) {
            if (!parts.containsKey(needed)) {
                throw context.refuse(
                        needed == Part.D
                                ? "the XML holds only the public half of the key (no D)"
                                : "the XML lacks " + needed,
                        needed == Part.D
                                ? "Give the private key's XML, which the portal showed once; look for it in backups and on the machine it was saved on"
                                : AGAIN);
            }
        }
        return new KeyContent.Parts("RSAKeyValue XML file", List.of(key(context, parts)), List.of());
    }

    private static Map<Part, BigInteger> parts(KeySourceContext context, String text) throws ConfigurationException {
        try {
            XMLStreamReader xml = JdkXml.factory().createXMLStreamReader(new StringReader(text));
            Map<Part, BigInteger> parts = new EnumMap<>(Part.class);
            boolean inside = false;
            while (xml.hasNext()) {
                int event = xml.next();
                // Entities could read files or the network (XXE), or multiply until memory ends (billion laughs).
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw context.refuse("the XML holds a DOCTYPE or an entity", AGAIN);
                }
                if (event == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()) {
                    throw context.refuse("the XML holds text between its elements", AGAIN);
                }
                if (event == XMLStreamConstants.START_ELEMENT && inside) {
                    add(context, parts, xml.getLocalName(), xml.getElementText());
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    requireRoot(context, xml.getLocalName());
                    inside = true;
                }
            }
            return parts;
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's parser reports some malformed input by unchecked exceptions.
            throw context.refuse("not well-formed XML, truncated, or with elements inside a number", AGAIN, e);
        }
    }

    private static void requireRoot(KeySourceContext context, String name) throws ConfigurationException {
        if (!name.equals(ROOT)) {
            throw context.refuse("the XML's root is " + Printable.of(name) + ", not " + ROOT, AGAIN);
        }
    }

    private static void add(KeySourceContext context, Map<Part, BigInteger> parts, String name, String text)
            throws ConfigurationException {
        Optional<Part> part =
                Stream.of(Part.values()).filter(p -> p.name().equals(name)).findAny();
        if (part.isEmpty()) {
            throw context.refuse("the XML holds an element " + Printable.of(name) + " that no RSAKeyValue has", AGAIN);
        }
        // The last of two would win silently, and the reader of the file would believe the first.
        if (parts.put(part.get(), number(context, part.get(), text)) != null) {
            throw context.refuse("the XML holds " + name + " twice", AGAIN);
        }
    }

    private static BigInteger number(KeySourceContext context, Part part, String text) throws ConfigurationException {
        try {
            // Sign 1: .NET writes the bytes unsigned, and a modulus always has its top bit set.
            BigInteger number = new BigInteger(1, Base64.getDecoder().decode(text.replaceAll("\\s", "")));
            if (number.signum() > 0) {
                return number;
            }
        } catch (IllegalArgumentException e) {
            throw context.refuse(part + " in the XML is not Base64", AGAIN, e);
        }
        throw context.refuse(part + " in the XML is empty or zero", AGAIN);
    }

    private static PrivateKey key(KeySourceContext context, Map<Part, BigInteger> parts) throws ConfigurationException {
        RsaNumbers numbers = new RsaNumbers(
                context,
                parts.getOrDefault(Part.Modulus, BigInteger.ZERO),
                parts.getOrDefault(Part.Exponent, BigInteger.ZERO),
                parts.getOrDefault(Part.D, BigInteger.ZERO));
        return numbers.key(
                Optional.ofNullable(parts.get(Part.P)),
                Optional.ofNullable(parts.get(Part.Q)),
                Optional.ofNullable(parts.get(Part.DP)),
                Optional.ofNullable(parts.get(Part.DQ)),
                Optional.ofNullable(parts.get(Part.InverseQ)));
    }
}
