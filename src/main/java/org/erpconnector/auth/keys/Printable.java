package org.erpconnector.auth.keys;

/** Makes text of the other side, or of a file, harmless in a log: no line breaks, no terminal controls, not long (CWE-117). */
final class Printable {
    private static final int LONGEST = 120;

    private Printable() {}

    static String of(String text) {
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            clean.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return text.length() <= LONGEST ? clean.toString() : clean.append("...").toString();
    }
}
