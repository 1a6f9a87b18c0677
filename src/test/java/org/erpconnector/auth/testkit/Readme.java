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
        return read(Path.of("README.md"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text under a heading, given with its marks, up to the next heading of its level or above. */
    public static String section(String heading) {
        return section(text(), heading);
    }

    /** The same in the recipes that README refers to. */
    public static String furtherRecipe(String heading) {
        Matcher link = Pattern.compile("\\[further recipes]\\((\\S+)\\)").matcher(text());
        if (!link.find()) {
            throw new IllegalStateException("README does not link the further recipes");
        }
        return section(read(Path.of(link.group(1))), heading);
    }

    private static String section(String document, String heading) {
        int start = document.indexOf("\n" + heading + "\n");
        if (start < 0) {
            throw new IllegalArgumentException("there is no heading " + heading);
        }
        int level = heading.indexOf(' ');
        Matcher next = Pattern.compile("(?m)^#{2," + level + "} ").matcher(document);
        int end = next.find(start + 1 + heading.length()) ? next.start() : document.length();
        return document.substring(start, end).strip();
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
