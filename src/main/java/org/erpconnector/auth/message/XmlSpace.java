package org.erpconnector.auth.message;

/** White space as XML 1.0 section 2.3 defines it: space, tab, carriage return, line feed; nothing of Unicode's. */
final class XmlSpace {
    private XmlSpace() {}

    /** Published requests carry a line break before the closing tag of the token. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && is(text.charAt(start))) {
            start++;
        }
        while (end > start && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean blank(String text) {
        return trim(text).isEmpty();
    }

    private static boolean is(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
