package org.erpconnector.auth.message;

/** A small document being written. Text is escaped; nothing is indented, because readers keep white space. */
final class XmlText {
    private final StringBuilder out = new StringBuilder(1024);

    XmlText raw(String markup) {
        out.append(markup);
        return this;
    }

    XmlText element(String name, String content) {
        if (content.isEmpty()) {
            return raw("<" + name + "/>");
        }
        return element(name, "", content);
    }

    /** @param declarations of namespaces, as markup */
    XmlText element(String name, String declarations, String content) {
        raw("<").raw(name).raw(declarations).raw(">");
        return text(content).raw("</").raw(name).raw(">");
    }

    /** Copies what needs no escape, such as a token, in one step. */
    XmlText text(String content) {
        int copied = 0;
        for (int i = 0; i < content.length(); i++) {
            String escape = escape(content.charAt(i));
            if (!escape.isEmpty()) {
                out.append(content, copied, i).append(escape);
                copied = i + 1;
            }
        }
        out.append(content, copied, content.length());
        return this;
    }

    private static String escape(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            // A reader would turn these into other white space: XML 1.0 sections 2.11 and 3.3.3.
            case '\r' -> "&#13;";
            case '\n' -> "&#10;";
            case '\t' -> "&#9;";
            default -> "";
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
