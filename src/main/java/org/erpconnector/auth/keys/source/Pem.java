package org.erpconnector.auth.keys.source;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Printable;

/**
 * PEM files (RFC 7468): certificates and at most one private key, in any order, with text for people between them.
 * Refuses by name what it does not read.
 */
public final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    /** A line of Base64 as RFC 7468 writes it. */
    private static final Pattern BODY = Pattern.compile("[A-Za-z0-9+/]{64}");
    /** Line ends, tabs, and what old editors put at the end of a file. */
    private static final String TEXT = "\t\n\f\r\u001A\u0000";

    private Pem() {}

    static KeyContent decode(KeySourceContext context, String text) throws ConfigurationException {
        List<PrivateKey> keys = new ArrayList<>();
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(context, text)) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                certificates.add(certificate(context, block));
            } else {
                keys.add(key(context, block));
            }
        }
        return new KeyContent.Parts("PEM file", keys, certificates);
    }

    /** What stands between two lines; its body may be a key. */
    record Block(String label, String body) {
        @Override
        public String toString() {
            return "Block[" + label + "]";
        }
    }

    private static List<Block> blocks(KeySourceContext context, String text) throws ConfigurationException {
        List<Block> blocks = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        requireText(context, text.substring(0, Math.max(begin, 0)));
        while (begin >= 0) {
            int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
            String label = labelEnd < 0 ? "" : text.substring(begin + BEGIN.length(), labelEnd);
            String last = END + label + DASHES;
            // Behind the label: its dashes may be those of the END line, where a line break is missing.
            int end = text.indexOf(last, labelEnd + DASHES.length());
            int next = text.indexOf(BEGIN, begin + BEGIN.length());
            // Nor may an END line share its dashes with the next BEGIN line, where the break between them is missing.
            if (labelEnd < 0 || end < 0 || (next >= 0 && next < end + last.length())) {
                throw context.refuse(
                        "truncated: a -----BEGIN line without its -----END line", "Copy the whole PEM file again");
            }
            blocks.add(new Block(label, text.substring(labelEnd + DASHES.length(), end)));
            requireText(context, text.substring(end + last.length(), next < 0 ? text.length() : next));
            begin = next;
        }
        return blocks;
    }

    /** Text around the blocks is ignored, so a block with a mistyped BEGIN line would be lost silently: refuse it. */
    private static void requireText(KeySourceContext context, String around) throws ConfigurationException {
        List<String> lines = around.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean mark = line.startsWith("--") && (line.contains("BEGIN") || line.contains("END"));
            boolean body = BODY.matcher(line).matches()
                    && i + 1 < lines.size()
                    && BODY.matcher(lines.get(i + 1)).matches();
            if (mark || body) {
                throw context.refuse(
                        "outside of its blocks the PEM file holds "
                                + (mark ? "a broken BEGIN or END line" : "lines of Base64"),
                        "Copy the whole PEM file again, or take that part out");
            }
        }
        if (around.chars().anyMatch(c -> c < ' ' && TEXT.indexOf(c) < 0)) {
            throw context.refuse(
                    "outside of its blocks the PEM file holds bytes that are no text",
                    "Put each key or certificate into a file of its own, or make PEM of all of them");
        }
    }

    private static X509Certificate certificate(KeySourceContext context, Block block) throws ConfigurationException {
        try {
            return KeyFormat.certificate(bytes(context, block));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw context.refuse(
                    "the PEM file holds a CERTIFICATE that is damaged, or whose key Java refuses",
                    "Copy or download the file again",
                    e);
        }
    }

    private static PrivateKey key(KeySourceContext context, Block block) throws ConfigurationException {
        if (!context.wantsPrivateKey() && block.label().endsWith("PRIVATE KEY")) {
            throw context.refuse(
                    "the PEM file holds a private key (" + Printable.of(block.label()) + ")",
                    "Put SuperOffice's certificates, and nothing else, into a file of their own");
        }
        if (block.body().contains("Proc-Type: 4,ENCRYPTED")) {
            throw context.refuse(
                    "a key in OpenSSL's old encrypted form (Proc-Type: 4,ENCRYPTED)",
                    "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in <file> -out key.pem");
        }
        return switch (block.label()) {
            case "OPENSSH PRIVATE KEY" ->
                throw context.refuse(
                        "a key in OpenSSH's own form, which openssl cannot read either",
                        "Convert a copy: ssh-keygen -p -m PKCS8 -f <copy>");
            case "TRUSTED CERTIFICATE" ->
                throw context.refuse(
                        "a TRUSTED CERTIFICATE, which only OpenSSL reads",
                        "Convert it: openssl x509 -in <file> -out certificate.pem");
            case "PKCS7", "CMS" ->
                throw context.refuse(
                        "a PKCS#7 file, which holds a whole chain of certificates",
                        "Convert it and leave the certificates that are meant: openssl pkcs7 -print_certs -in <file>"
                                + " -out certificates.pem");
            case "PUBLIC KEY", "RSA PUBLIC KEY" ->
                throw context.refuse(
                        "a bare public key",
                        context.wantsPrivateKey() ? "Name the file of the private key" : "Name the certificate's file");
            default -> {
                // Of every label, such as RSA PRIVATE KEY: which form it really is stands in the DER.
                if (block.label().endsWith("PRIVATE KEY")) {
                    yield PrivateKeys.decode(context, bytes(context, block));
                }
                throw context.refuse(
                        "the PEM file holds a block of another kind (" + Printable.of(block.label()) + ")",
                        "Keep CERTIFICATE, PRIVATE KEY, RSA PRIVATE KEY or ENCRYPTED PRIVATE KEY blocks only");
            }
        };
    }

    /** Strict Base64: a lenient decoder would skip a damaged character and give another key. */
    private static byte[] bytes(KeySourceContext context, Block block) throws ConfigurationException {
        try {
            return Base64.getDecoder().decode(block.body().replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException e) {
            throw context.refuse(
                    "the " + block.label() + " block of the PEM file is not Base64",
                    "Copy the whole PEM file again",
                    e);
        }
    }
}
