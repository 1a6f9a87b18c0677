package org.erpconnector.auth.message;

import java.util.Optional;
import org.erpconnector.auth.reason.Reason;

/**
 * What came as the token. SuperOffice sends a SAML assertion instead of a JWT if an app is registered so: an operator who
 * meets it needs that sentence, not one about a broken token.
 *
 * @param token without white space around it; empty if there is none, or a SAML assertion in its place
 * @param saml true if there is one, as elements or as escaped text
 */
public record TokenText(String token, boolean saml) {
    private static final String SAML_NAMESPACES = "urn:oasis:names:tc:SAML:";

    /**
     * Reads a SignedToken element, where there is one.
     *
     * @throws MalformedMessageException if it holds more than text, or text although it says that it is nil
     */
    static TokenText of(Optional<XmlElement> found) throws MalformedMessageException {
        if (found.isEmpty()) {
            return new TokenText("", false);
        }
        XmlElement element = found.get();
        if (element.children().stream().anyMatch(child -> child.namespace().startsWith(SAML_NAMESPACES))) {
            return new TokenText("", true);
        }
        if (!element.onlyText() || SoapEnvelope.nilWithContent(element)) {
            throw new MalformedMessageException(Reason.TOKEN_NOT_TEXT);
        }
        return of(element.text());
    }

    /** A token that came without an element. */
    static TokenText of(String text) {
        String trimmed = XmlSpace.trim(text);
        return new TokenText(trimmed, trimmed.startsWith("<") && trimmed.contains(SAML_NAMESPACES));
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "TokenText[" + token.length() + " characters, saml=" + saml + "]";
    }
}
