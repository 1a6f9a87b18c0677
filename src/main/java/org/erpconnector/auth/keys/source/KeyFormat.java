package org.erpconnector.auth.keys.source;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.erpconnector.auth.config.ConfigurationException;

/**
 * Tells the format of a key file by its content, never by its name: PKCS12 (RFC 7292), JKS, JCEKS, PEM (RFC 7468), DER
 * certificates and private keys, RSA XML. Only a type that a JNDI resource names goes before the content.
 */
public final class KeyFormat {
    private static final int JKS = 0xFEEDFEED;
    private static final int JCEKS = 0xCECECECE;
    private static final String PKCS7 = "2a864886f70d010702";
    private static final int PFX_VERSION = 3;
    private static final String KNOWN =
            "Give a PKCS12, JKS, PEM, DER or RSAKeyValue XML file; a keystore of another security provider, such as BCFKS, needs"
                    + " a JNDI resource with the property type";

    /** Of an entry in JKS and JCEKS. */
    private static final int KEY_ENTRY = 1;

    private static final int CERTIFICATE_ENTRY = 2;
    /** SHA-1, behind the entries. */
    private static final int CHECKSUM = 20;

    private KeyFormat() {}

    /** Decodes the bytes of a file, at least one. */
    static KeyContent decode(KeySourceContext context, byte[] bytes) throws ConfigurationException {
        int magic = magic(bytes);
        boolean javas = magic == JKS || magic == JCEKS;
        if (javas || context.storeType().isPresent()) {
            String type = context.storeType().orElse(magic == JKS ? "JKS" : "JCEKS");
            int end = javas ? javasEnd(bytes) : bytes.length;
            if (!DerHeader.blank(bytes, end)) {
                throw more(context, bytes.length - end, "the " + type + " keystore");
            }
            return KeyStores.load(context, type, bytes);
        }
        String text = text(bytes);
        if (text.contains("-----BEGIN ")) {
            return Pem.decode(context, text);
        }
        if (text.stripLeading().startsWith("<")) {
            return RsaXml.decode(context, text);
        }
        if (bytes[0] == DerHeader.SEQUENCE && !printable(text)) {
            return der(context, bytes);
        }
        throw context.refuse(
                printable(text)
                        ? "a text file, but neither PEM (no -----BEGIN line) nor RSAKeyValue XML"
                        : "none of the formats that are read, or damaged",
                KNOWN);
    }

    /** Where a JKS or JCEKS keystore ends: Java reads no further, and does not say whether anything follows. */
    private static int javasEnd(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.skipNBytes(Integer.BYTES);
            boolean typed = in.readInt() > 1;
            for (int entries = in.readInt(); entries > 0; entries--) {
                int tag = in.readInt();
                if (tag > CERTIFICATE_ENTRY) {
                    // A secret key, a serialised object that only Java can skip.
                    return bytes.length;
                }
                in.readUTF();
                in.readLong();
                int certificates = 1;
                if (tag == KEY_ENTRY) {
                    in.skipNBytes(in.readInt());
                    certificates = in.readInt();
                }
                for (; certificates > 0; certificates--) {
                    if (typed) {
                        in.readUTF();
                    }
                    in.skipNBytes(in.readInt());
                }
            }
            return bytes.length - Math.max(0, in.available() - CHECKSUM);
        } catch (IOException e) {
            // Truncated or damaged: its reader says so.
            return bytes.length;
        }
    }

    /** One certificate from its DER bytes. Nothing of it is judged here: the pinned ones are X.509 v1 with SHA-1. */
    static X509Certificate certificate(byte[] der) throws CertificateException {
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        // The JDK reads the first of what it is given, and PEM as well.
        if (certificate.getEncoded().length < der.length && !DerHeader.blank(der, certificate.getEncoded().length)) {
            throw new CertificateException("more than a certificate");
        }
        return certificate;
    }

    private static KeyContent der(KeySourceContext context, byte[] bytes) throws ConfigurationException {
        DerHeader outer = DerHeader.read(bytes, 0);
        if (outer.end() > bytes.length) {
            throw context.refuse(
                    "truncated: " + bytes.length + " of " + outer.end() + " bytes are there", "Copy the file again");
        }
        DerHeader inner = DerHeader.read(bytes, outer.content());
        if (inner.tag() == DerHeader.INTEGER
                && inner.content() < bytes.length
                && bytes[inner.content()] == PFX_VERSION) {
            // Where the length is indefinite (BER), only the keystore's own reader knows its end.
            if (outer.end() > outer.content() && !DerHeader.blank(bytes, outer.end())) {
                throw more(context, bytes.length - outer.end(), "the PKCS12 keystore");
            }
            return KeyStores.load(context, "PKCS12", bytes);
        }
        if (inner.tag() == DerHeader.OID && inner.hex(bytes).equals(PKCS7)) {
            throw context.refuse(
                    "a PKCS#7 file (.p7b), which holds a whole chain of certificates",
                    "Convert it and leave the certificates that are meant: openssl pkcs7 -inform DER -print_certs -in"
                            + " <file> -out certificates.pem");
        }
        if (!PrivateKeys.is(bytes) && inner.tag() != DerHeader.INTEGER) {
            return new KeyContent.Parts("DER certificate file", List.of(), certificates(context, bytes));
        }
        if (!context.wantsPrivateKey()) {
            throw context.refuse(
                    "a private key in DER form",
                    "Put SuperOffice's certificates, and nothing else, into a file of their own");
        }
        return new KeyContent.Parts("DER private key file", List.of(PrivateKeys.decode(context, bytes)), List.of());
    }

    /** One after the other, as cat makes a file of several. */
    private static List<X509Certificate> certificates(KeySourceContext context, byte[] bytes)
            throws ConfigurationException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (int at = 0; !DerHeader.blank(bytes, at); ) {
            int end = DerHeader.read(bytes, at).end();
            try {
                certificates.add(certificate(Arrays.copyOfRange(bytes, at, Math.min(end, bytes.length))));
            } catch (GeneralSecurityException | RuntimeException e) {
                if (certificates.isEmpty()) {
                    throw context.refuse(
                            "a DER file, but not a certificate, or one that is damaged or whose key Java refuses",
                            KNOWN,
                            e);
                }
                throw more(context, bytes.length - at, "certificate number " + certificates.size());
            }
            at = end;
        }
        return certificates;
    }

    private static ConfigurationException more(KeySourceContext context, int bytes, String what) {
        return context.refuse(
                what + " is followed by " + bytes + " bytes that do not belong to it and are no certificate",
                "Copy the file again; put each keystore, key or certificate into a file of its own, or make PEM of all");
    }

    private static int magic(byte[] bytes) {
        int magic = 0;
        for (int i = 0; i < 4 && bytes.length >= 4; i++) {
            magic = (magic << 8) | (bytes[i] & 0xFF);
        }
        return magic;
    }

    /** UTF-8, or what a byte order mark says: Windows editors and .NET write one. */
    private static String text(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        if (mark == 0xFEFF || mark == 0xFFFE) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean printable(String text) {
        return text.chars().noneMatch(c -> c == 0xFFFD || (c < ' ' && c != '\n' && c != '\r' && c != '\t'));
    }
}
