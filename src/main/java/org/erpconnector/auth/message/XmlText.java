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
        return raw("<" + name + ">").text(content).raw("</" + name + ">");
    }

    XmlText text(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                // A reader would turn these into other white space: XML 1.0 sections 2.11 and 3.3.3.
                case '\r', '\n', '\t' -> out.append("&#").append((int) c).append(';');
                default -> out.append(c);
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
