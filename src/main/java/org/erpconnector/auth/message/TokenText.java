package org.erpconnector.auth.message;

import org.erpconnector.auth.reason.Reason;

/**
 * What a SignedToken element holds, however it got into the envelope.
 *
 * @param token without white space around it; empty where a SAML assertion stands in its place
 * @param saml true if one does, or if the text is one
 */
record TokenText(String token, boolean saml) {
    /** No element at all. */
    static final TokenText NONE = new TokenText("", false);

    /**
     * Reads the element.
     *
     * @throws MalformedMessageException if it holds more than text, or text although it says that it is nil
     */
    static TokenText of(XmlElement element) throws MalformedMessageException {
        if (SamlAssertion.insideOf(element)) {
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
        return new TokenText(trimmed, SamlAssertion.is(trimmed));
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "TokenText[" + token.length() + " characters, saml=" + saml + "]";
    }
}
