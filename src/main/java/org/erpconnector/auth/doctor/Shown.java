package org.erpconnector.auth.doctor;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** What may be printed: texts of tokens and files lose what could steer the terminal, and their length. */
final class Shown {
    private static final int LONGEST = 400;

    private Shown() {}

    /** Text of somebody else's, fit for one line. */
    static String text(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(line::appendCodePoint);
        return text.length() > LONGEST ? line.append("...").toString() : line.toString();
    }

    /** A sentence of our own, which is as long as it is, from a place that somebody else may have written to. */
    static String sentence(String text) {
        StringBuilder line = new StringBuilder();
        for (int start = 0; start < text.length(); start += LONGEST) {
            line.append(text(text.substring(start, Math.min(text.length(), start + LONGEST))));
        }
        return line.toString();
    }

    /** Why a file could not be used. The exception's own words would only repeat its path. */
    static String cause(Exception fault) {
        if (fault instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (fault instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        return fault instanceof AccessDeniedException
                ? "this user may not"
                : fault.getClass().getSimpleName();
    }
}
