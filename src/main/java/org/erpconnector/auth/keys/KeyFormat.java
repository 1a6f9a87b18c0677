package org.erpconnector.auth.keys;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.erpconnector.auth.config.ConfigurationException;

/**
 * Tells the format of a key file by its content, never by its name: PKCS12 (RFC 7292), JKS, JCEKS, PEM (RFC 7468), DER
 * certificate, RSA XML.
 */
final class KeyFormat {
    private static final int JKS = 0xFEEDFEED;
    private static final int JCEKS = 0xCECECECE;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int PFX_VERSION = 3;
    private static final String KNOWN = "Give a PKCS12, JKS, PEM, DER certificate or RSAKeyValue XML file";

    private KeyFormat() {}

    /** Decodes the bytes of a file, at least one. */
    static KeyContent decode(KeyQuery query, byte[] bytes) throws ConfigurationException {
        int magic = magic(bytes);
        if (magic == JKS || magic == JCEKS) {
            return KeyStores.load(query, magic == JKS ? "JKS" : "JCEKS", bytes);
        }
        String text = text(bytes);
        if (text.contains("-----BEGIN ")) {
            return Pem.decode(query, text);
        }
        if (text.stripLeading().startsWith("<")) {
            return RsaXml.decode(query, text);
        }
        if (bytes[0] == SEQUENCE && !printable(text)) {
            return der(query, bytes);
        }
        if (query.storeType().isPresent()) {
            return KeyStores.load(query, query.storeType().get(), bytes);
        }
        throw query.refuse(
                printable(text)
                        ? "a text file, but neither PEM (no -----BEGIN line) nor RSAKeyValue XML"
                        : "none of the formats that are read, or damaged",
                KNOWN);
    }

    /** One certificate from its DER bytes. Nothing of it is judged here: the pinned ones are X.509 v1 with SHA-1. */
    static X509Certificate certificate(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** What a person calls the format of a file without a keystore, once it has been decoded. */
    static String name(byte[] bytes) {
        String text = text(bytes);
        if (text.contains("-----BEGIN ")) {
            return "PEM file";
        }
        return text.stripLeading().startsWith("<") ? "RSAKeyValue XML file" : "DER certificate file";
    }

    private static KeyContent der(KeyQuery query, byte[] bytes) throws ConfigurationException {
        DerHeader outer = DerHeader.read(bytes, 0);
        if (outer.end() > bytes.length) {
            throw query.refuse(
                    "truncated: " + bytes.length + " of " + outer.end() + " bytes are there", "Copy the file again");
        }
        DerHeader inner = DerHeader.read(bytes, outer.content());
        if (inner.tag() == INTEGER && inner.content() < bytes.length && bytes[inner.content()] == PFX_VERSION) {
            return KeyStores.load(query, "PKCS12", bytes);
        }
        if (inner.tag() == INTEGER) {
            throw query.refuse(
                    "a private key in DER form",
                    "Make a PEM file of it: openssl pkey -inform DER -in <file> -out key.pem");
        }
        try {
            return new KeyContent.Parts(List.of(), List.of(certificate(bytes)));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw query.refuse(
                    "a DER file, but not a certificate, or one that is damaged or whose key Java refuses", KNOWN, e);
        }
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
