package org.erpconnector.auth.message;

/**
 * A handshake that could be read. Nothing in it is proven.
 *
 * @param shape how the answer has to look
 * @param token the text of SignedToken without white space at its ends; empty if there is none
 * @param saml true if a SAML assertion stands where the JWT belongs
 * @param form the names in it
 */
public record HandshakeRequest(Shape shape, String token, boolean saml, Form form) implements Inspection {
    /** Never shows the token: its reader could use it. */
    @Override
    public String toString() {
        return "HandshakeRequest[" + shape.contract().label() + ", token of " + token.length() + " characters]";
    }
}
