package org.erpconnector.auth.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** README as its reader finds it, so that tests do what it says. */
public final class Readme {
    private Readme() {}

    /** Every line. */
    public static String text() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text under a heading, given with its marks, up to the next heading of its level or above. */
    public static String section(String heading) {
        String readme = text();
        int start = readme.indexOf("\n" + heading + "\n");
        if (start < 0) {
            throw new IllegalArgumentException("README has no heading " + heading);
        }
        int level = heading.indexOf(' ');
        Matcher next = Pattern.compile("(?m)^#{2," + level + "} ").matcher(readme);
        int end = next.find(start + 1 + heading.length()) ? next.start() : readme.length();
        return readme.substring(start, end).strip();
    }

    /** The first block of a language in a section; an empty language means none is named. */
    public static String block(String section, String language) {
        Matcher block = Pattern.compile("(?s)\n```" + language + "\n(.*?)\n```").matcher(section);
        if (!block.find()) {
            throw new IllegalArgumentException("no block [" + language + "] in: " + section);
        }
        return block.group(1);
    }
}
