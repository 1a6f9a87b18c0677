package org.erpconnector.auth.keys;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.erpconnector.auth.config.ConfigurationException;

/**
 * PEM files (RFC 7468): certificates and at most one private key, in any order, with any text between them. Refuses by
 * name what it does not read.
 */
final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private Pem() {}

    static KeyContent decode(KeyQuery query, String text) throws ConfigurationException {
        List<PrivateKey> keys = new ArrayList<>();
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(query, text)) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                certificates.add(certificate(query, block));
            } else {
                keys.add(key(query, block));
            }
        }
        return new KeyContent.Parts(keys, certificates);
    }

    /** What stands between two lines; its body may be a key. */
    record Block(String label, String body) {
        @Override
        public String toString() {
            return "Block[" + label + "]";
        }
    }

    private static List<Block> blocks(KeyQuery query, String text) throws ConfigurationException {
        List<Block> blocks = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
            String label = labelEnd < 0 ? "" : text.substring(begin + BEGIN.length(), labelEnd);
            String last = END + label + DASHES;
            // Behind the label: its dashes may be those of the END line, where a line break is missing.
            int end = text.indexOf(last, labelEnd + DASHES.length());
            int next = text.indexOf(BEGIN, begin + BEGIN.length());
            if (labelEnd < 0 || end < 0 || (next >= 0 && next < end)) {
                throw query.refuse(
                        "truncated: a -----BEGIN line without its -----END line", "Copy the whole PEM file again");
            }
            blocks.add(new Block(label, text.substring(labelEnd + DASHES.length(), end)));
            begin = next;
        }
        return blocks;
    }

    private static X509Certificate certificate(KeyQuery query, Block block) throws ConfigurationException {
        try {
            return KeyFormat.certificate(bytes(query, block));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw query.refuse(
                    "the PEM file holds a CERTIFICATE that is damaged, or whose key Java refuses",
                    "Copy or download the file again",
                    e);
        }
    }

    private static PrivateKey key(KeyQuery query, Block block) throws ConfigurationException {
        if (!query.wantsPrivateKey() && block.label().endsWith("PRIVATE KEY")) {
            throw query.refuse(
                    "the PEM file holds a private key (" + Printable.of(block.label()) + ")",
                    "Put SuperOffice's certificates, and nothing else, into a file of their own");
        }
        if (block.body().contains("Proc-Type: 4,ENCRYPTED")) {
            throw query.refuse(
                    "a key in OpenSSL's old encrypted form (Proc-Type: 4,ENCRYPTED)",
                    "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in <file> -out key.pem");
        }
        return switch (block.label()) {
            case "PRIVATE KEY" -> PrivateKeys.pkcs8(query, bytes(query, block));
            case "RSA PRIVATE KEY" -> PrivateKeys.pkcs1(query, bytes(query, block));
            case "ENCRYPTED PRIVATE KEY" -> PrivateKeys.encrypted(query, bytes(query, block));
            case "OPENSSH PRIVATE KEY" ->
                throw query.refuse(
                        "a key in OpenSSH's own form, which openssl cannot read either",
                        "Convert a copy: ssh-keygen -p -m PKCS8 -f <copy>");
            case "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
                throw query.refuse(
                        "an " + block.label().substring(0, 3).strip() + " key, but SuperOffice registers RSA keys only",
                        "Make one: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem");
            case "TRUSTED CERTIFICATE" ->
                throw query.refuse(
                        "a TRUSTED CERTIFICATE, which only OpenSSL reads",
                        "Convert it: openssl x509 -in <file> -out certificate.pem");
            case "PUBLIC KEY", "RSA PUBLIC KEY" ->
                throw query.refuse(
                        "a bare public key",
                        query.wantsPrivateKey() ? "Name the file of the private key" : "Name the certificate's file");
            default ->
                throw query.refuse(
                        "the PEM file holds a block of another kind (" + Printable.of(block.label()) + ")",
                        "Keep CERTIFICATE, PRIVATE KEY, RSA PRIVATE KEY or ENCRYPTED PRIVATE KEY blocks only");
        };
    }

    /** Strict Base64: a lenient decoder would skip a damaged character and give another key. */
    private static byte[] bytes(KeyQuery query, Block block) throws ConfigurationException {
        try {
            return Base64.getDecoder().decode(block.body().replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException e) {
            throw query.refuse(
                    "the " + block.label() + " block of the PEM file is not Base64",
                    "Copy the whole PEM file again",
                    e);
        }
    }
}
