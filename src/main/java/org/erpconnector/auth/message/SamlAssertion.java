package org.erpconnector.auth.message;

/**
 * SuperOffice can send a SAML assertion instead of a JWT where an app is registered so. We do not support it; an operator who
 * meets it needs that sentence, not one about a broken token.
 */
final class SamlAssertion {
    private static final String NAMESPACES = "urn:oasis:names:tc:SAML:";

    private SamlAssertion() {}

    /** As an element of the envelope. */
    static boolean insideOf(XmlElement token) {
        return token.children().stream().anyMatch(child -> child.namespace().startsWith(NAMESPACES));
    }

    /** As escaped text. */
    static boolean is(String token) {
        return token.startsWith("<") && token.contains(NAMESPACES);
    }
}
