package org.erpconnector.auth.simulator;

import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;

/**
 * Texts for output. Text from the connector loses control characters, which could control the terminal, and is
 * truncated. Of tokens, nonces and thumbprints only the ends are shown, so that the output can be mailed.
 */
final class Shown {

    private static final int LONGEST = 300;

    private Shown() {}

    /** Untrusted text, made safe for one line. */
    static String text(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().map(c -> isFit(c) ? c : ' ').limit(LONGEST).forEach(line::appendCodePoint);
        if (text.length() > LONGEST) {
            line.append("...");
        }
        return line.toString().strip();
    }

    /** Not a control, format (bidirectional) or surrogate character, nor one that XML forbids. */
    private static boolean isFit(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Both ends of a secret; only the length of a short one. */
    static String ends(String secret) {
        if (secret.length() < 16) {
            return "(" + secret.length() + " characters)";
        }
        return text(secret.substring(0, 4) + "..." + secret.substring(secret.length() - 4));
    }

    /** The ends of each part of a token: {@code eyJh...CJ9.eyJz...In0.R5lF...mwg}. */
    static String token(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return ends(token);
        }
        List<String> shown = new ArrayList<>();
        for (String part : parts) {
            // The minute of an application token is not secret, and shows whether clocks differ.
            shown.add(part.matches("[0-9]{1,14}") ? part : ends(part));
        }
        return String.join(".", shown);
    }

    /** An element in XML notation. */
    static String element(QName name) {
        return text("<" + name.getLocalPart() + " xmlns=\"" + name.getNamespaceURI() + "\">");
    }

    /** The message of an exception, or its class if it has none. */
    static String cause(Throwable fault) {
        String message = fault.getMessage();
        if (fault instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return message == null ? fault.getClass().getSimpleName() : text(message);
    }
}
