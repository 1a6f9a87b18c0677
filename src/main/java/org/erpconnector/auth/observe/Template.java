package org.erpconnector.auth.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A template, filled from a tree: a subset of Mustache. {@code {{name}}} is a value, always escaped, so that no text
 * from outside becomes markup (CWE-79). {@code {{#name}}...{{/name}}} is written once for each element of an array, and
 * once for an object, a number, a text that is not empty, or true; {@code {{^name}}...{{/name}}} otherwise. A name is
 * resolved in the innermost context first. Immutable.
 */
final class Template {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final List<Part> parts;

    /** A part of the template; {@link Deque#peek()} is the innermost context. */
    private interface Part {
        void write(Deque<JsonNode> trees, StringBuilder out);
    }

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /** @throws IllegalArgumentException if a section does not end, or ends another one */
    static Template of(String text) {
        Reader reader = new Reader(text);
        Template whole = new Template(reader.until(""));
        if (!reader.ended()) {
            throw new IllegalArgumentException("a section ends that has not begun");
        }
        return whole;
    }

    String fill(JsonNode tree) {
        StringBuilder out = new StringBuilder(32_768);
        Deque<JsonNode> trees = new ArrayDeque<>();
        trees.push(tree);
        write(parts, trees, out);
        return out.toString();
    }

    private static void write(List<Part> parts, Deque<JsonNode> trees, StringBuilder out) {
        parts.forEach(part -> part.write(trees, out));
    }

    private static JsonNode find(Deque<JsonNode> trees, String name) {
        for (JsonNode tree : trees) {
            if (tree.has(name)) {
                return tree.get(name);
            }
        }
        throw new IllegalArgumentException("the template names what is not told: " + name);
    }

    private static boolean something(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isObject() || !value.isEmpty();
        }
        return value.isTextual()
                ? !value.textValue().isEmpty()
                : !value.isNull() && !(value.isBoolean() && !value.booleanValue());
    }

    private static void section(List<Part> inner, JsonNode value, Deque<JsonNode> trees, StringBuilder out) {
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            trees.push(each);
            write(inner, trees, out);
            trees.pop();
        }
    }

    /** Escapes for element content and for quoted attribute values. */
    static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        boolean ended() {
            return at == text.length();
        }

        /** Parses to the end of a section, or of the text. */
        List<Part> until(String section) {
            List<Part> read = new ArrayList<>();
            while (!ended()) {
                int open = text.indexOf(OPEN, at);
                String fixed = text.substring(at, open < 0 ? text.length() : open);
                read.add((trees, out) -> out.append(fixed));
                if (open < 0) {
                    at = text.length();
                    break;
                }
                int close = text.indexOf(CLOSE, open);
                String tag = text.substring(open + OPEN.length(), close);
                at = close + CLOSE.length();
                if (tag.equals("/" + section)) {
                    return read;
                }
                read.add(part(tag));
            }
            if (!section.isEmpty()) {
                throw new IllegalArgumentException("a section does not end: " + section);
            }
            return read;
        }

        private Part part(String tag) {
            String name = tag.substring(1);
            return switch (tag.charAt(0)) {
                case '#' -> {
                    List<Part> inner = until(name);
                    yield (trees, out) -> {
                        JsonNode value = find(trees, name);
                        if (something(value)) {
                            section(inner, value, trees, out);
                        }
                    };
                }
                case '^' -> {
                    List<Part> inner = until(name);
                    yield (trees, out) -> {
                        if (!something(find(trees, name))) {
                            write(inner, trees, out);
                        }
                    };
                }
                case '/' -> throw new IllegalArgumentException("a section ends that has not begun: " + name);
                default -> (trees, out) -> escape(find(trees, tag).asText(""), out);
            };
        }
    }
}
