package org.erpconnector.auth.simulator;

/** Writes XML. */
final class Xml {

    private Xml() {}

    /** For element content and for attribute values in double quotes (XML 1.0, section 2.4). */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** An element with text. */
    static String element(String name, String text) {
        return "<" + name + ">" + escaped(text) + "</" + name + ">";
    }
}
