package org.erpconnector.auth.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * README, or a page of the manual, as its reader finds it, so that tests do what it says. Immutable.
 *
 * @param file its Markdown
 */
public record Page(Path file) {
    /** Where the manual's pages are. */
    public static final Path MANUAL = Path.of("src", "site", "markdown");

    private static final Pattern HEADING = Pattern.compile("(?m)^(#{1,6}) (.+)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```[^\n]*\n.*?^ *```$");
    private static final Pattern LINK =
            Pattern.compile("]\\((?<markdown>[^)\\s]+)\\)|(?:href|src(?:set)?)=\"(?<html>[^\"]+)\"");

    /**
     * A fenced block, or a table.
     *
     * @param heading the nearest one above it, with its marks
     * @param kind the language of a fence, {@code none} where it names none, or {@code table}
     * @param text what is in it
     */
    public record Block(String heading, String kind, String text) {}

    /** The page that a reader sees first. */
    public static Page readme() {
        return new Page(Path.of("README.md"));
    }

    /** One of the manual, by its name without an ending. */
    public static Page manual(String name) {
        return new Page(MANUAL.resolve(name + ".md"));
    }

    /** README and every page of the manual. */
    public static List<Page> all() {
        try (Stream<Path> files = Files.list(MANUAL)) {
            return Stream.concat(
                            Stream.of(readme()),
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .sorted()
                                    .map(Page::new))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name. */
    public String name() {
        return file.getFileName().toString();
    }

    /** Every line. */
    public String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text under a heading, given with its marks, up to the next heading of its level or above. */
    public String section(String heading) {
        String document = text();
        int start = document.indexOf("\n" + heading + "\n");
        if (start < 0) {
            throw new IllegalArgumentException("there is no heading " + heading + " in " + file);
        }
        int level = heading.indexOf(' ');
        Matcher next = Pattern.compile("(?m)^#{2," + level + "} ").matcher(document);
        int end = next.find(start + 1 + heading.length()) ? next.start() : document.length();
        return document.substring(start, end).strip();
    }

    /** The first block of a language under a heading; an empty language means none is named. */
    public String block(String heading, String language) {
        return firstBlock(section(heading), language);
    }

    /** The first block of a language in a section; an empty language means none is named. */
    public static String firstBlock(String section, String language) {
        Matcher block = Pattern.compile("(?s)\n```" + language + "\n(.*?)\n```").matcher(section);
        if (!block.find()) {
            throw new IllegalArgumentException("no block [" + language + "] in: " + section);
        }
        return block.group(1);
    }

    /** All its fenced blocks and tables, from the top. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        String heading = "";
        String kind = "";
        StringBuilder text = new StringBuilder();
        for (String line : (text() + "\n\n").lines().toList()) {
            boolean fence = line.strip().startsWith("```");
            if (kind.isEmpty() && fence) {
                String language = line.strip().substring(3);
                kind = language.isEmpty() ? "none" : language;
            } else if (kind.isEmpty() && line.startsWith("|")) {
                kind = "table";
                text.append(line).append('\n');
            } else if (kind.isEmpty()) {
                heading = HEADING.matcher(line).matches() ? line : heading;
            } else if (kind.equals("table") ? !line.startsWith("|") : fence) {
                blocks.add(new Block(heading, kind, text.toString()));
                kind = "";
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        if (!kind.isEmpty()) {
            throw new IllegalStateException("a block under " + heading + " in " + file + " does not end");
        }
        return blocks;
    }

    /** Where a link into this page can lead, as GitHub names its headings. */
    public Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (MatchResult heading : HEADING.matcher(prose()).results().toList()) {
            String slug = heading.group(2)
                    .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = seen.merge(slug, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? slug : slug + "-" + before);
        }
        return anchors;
    }

    /** The targets of its links and pictures, as they are written. */
    public List<String> links() {
        return LINK.matcher(prose().replaceAll("`[^`\n]*`", "``"))
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .toList();
    }

    /** Its links to files of this project that lead nowhere. */
    public List<String> brokenLinks() {
        return links().stream()
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !leadsSomewhere(link))
                .toList();
    }

    private boolean leadsSomewhere(String link) {
        String[] parts = link.split("#", 2);
        Page target = parts[0].isEmpty()
                ? this
                : new Page(file.resolveSibling(parts[0]).normalize());
        return Files.exists(target.file())
                && (parts.length == 1 || target.anchors().contains(parts[1]));
    }

    /** Without what stands in blocks. */
    private String prose() {
        return FENCE.matcher(text()).replaceAll("");
    }
}
