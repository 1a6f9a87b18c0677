package org.erpconnector.auth.config;

import java.util.regex.Pattern;

/** Text of others, made fit for a message: cut, and without what could break or hide a line of a log (CWE-117). */
public final class Printable {
    private static final int LONGEST = 120;
    /** Control, format, private, unassigned and half characters: they are invisible, and XML cannot carry most. */
    static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\u2028\\u2029]");

    private Printable() {}

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
