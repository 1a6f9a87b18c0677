package org.erpconnector.auth.simulator;

import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;

/**
 * What may be printed. Words of the other side lose their control characters (they could steer the terminal) and their
 * length; tokens, nonces and thumbprints are shown by their ends only, so that a printed walk can be mailed around.
 */
final class Shown {

    private static final int LONGEST = 300;

    private Shown() {}

    /** Text of somebody else's, fit for one line. */
    static String text(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().map(c -> isFit(c) ? c : ' ').limit(LONGEST).forEach(line::appendCodePoint);
        if (text.length() > LONGEST) {
            line.append("...");
        }
        return line.toString().strip();
    }

    /** No control character, none that turns the line round, and none that XML does not have. */
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

    /** Both ends of a secret, or nothing of a short one. */
    static String ends(String secret) {
        if (secret.length() < 16) {
            return "(" + secret.length() + " characters)";
        }
        return text(secret.substring(0, 4) + "..." + secret.substring(secret.length() - 4));
    }

    /** A token by the ends of its parts: {@code eyJh...CJ9.eyJz...In0.R5lF...mwg}. */
    static String token(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return ends(token);
        }
        List<String> shown = new ArrayList<>();
        for (String part : parts) {
            // the minute of an application token is no secret, and the first thing to look at when clocks differ
            shown.add(part.matches("[0-9]{1,14}") ? part : ends(part));
        }
        return String.join(".", shown);
    }

    /** An element as one would write it. */
    static String element(QName name) {
        return text("<" + name.getLocalPart() + " xmlns=\"" + name.getNamespaceURI() + "\">");
    }

    /** The words of an exception, or its kind when it has none. */
    static String cause(Throwable fault) {
        String message = fault.getMessage();
        if (fault instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return message == null ? fault.getClass().getSimpleName() : text(message);
    }
}
