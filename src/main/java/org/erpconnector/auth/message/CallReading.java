package org.erpconnector.auth.message;

import org.erpconnector.auth.reason.Reason;

/** What a call that is no handshake carries in its SOAP header. */
public sealed interface CallReading {
    /**
     * A token, to be judged.
     *
     * @param token its text; empty if the header has none
     * @param saml true if a SAML assertion stands in its place
     */
    record Carried(String token, boolean saml) implements CallReading {
        /** Never shows the token. */
        @Override
        public String toString() {
            return "Carried[" + token.length() + " characters, saml=" + saml + "]";
        }
    }

    /**
     * A call that cannot be read as far as it has to be.
     *
     * @param problem why
     */
    record Unreadable(Reason problem) implements CallReading {}
}
