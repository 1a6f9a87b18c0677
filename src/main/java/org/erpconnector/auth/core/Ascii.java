package org.erpconnector.auth.core;

/**
 * Comparison that ignores the case of A to Z and nothing else: Java's own ignores Unicode's case too, for which a long s
 * is an s and a Kelvin sign a k (RFC 8725 section 3.12 asks for one exact form).
 */
final class Ascii {
    private Ascii() {}

    static boolean equalsIgnoreCase(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        for (int i = 0; i < a.length(); i++) {
            if (lower(a.charAt(i)) != lower(b.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
