package org.erpconnector.auth.config;

import java.util.regex.Pattern;

/** Text of others, made fit for a message: cut, and without what could break or hide a line of a log (CWE-117). */
public final class Printable {
    private static final int LONGEST = 120;
    /** Control, format, private, unassigned and half characters: they are invisible, and XML cannot carry most. */
    static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\u2028\\u2029]");

    /** How a key begins that somebody pasted in place of its path: a JWK, or DER in base64, without the lines of PEM. */
    private static final Pattern BARE_KEY = Pattern.compile("\\s*(\\{\\s*\"|MII[A-Za-z0-9+/=_-]{60})");

    private Printable() {}

    /** Whether a value is a key and not the place of one. Then nothing of it may reach a log or a page. */
    public static boolean holdsKey(String text) {
        return text.contains("-----BEGIN")
                || text.contains("<RSAKeyValue")
                || BARE_KEY.matcher(text).lookingAt();
    }

    /** The first 120 characters, each invisible one as a question mark. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** The first characters, likewise. */
    public static String of(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest) + "...";
        return INVISIBLE.matcher(cut).replaceAll("?");
    }
}
