package org.erpconnector.auth.core;

/**
 * What the caller gets: our signature for one fresh caller token. Only {@link ApplicationSigner} makes one, and only of
 * one of these a positive answer is written. Immutable.
 */
public final class ReplyToken {
    private final String text;
    private final VerifiedCallerToken caller;
    private final String signedBy;

    ReplyToken(String text, VerifiedCallerToken caller, String signedBy) {
        this.text = text;
        this.caller = caller;
        this.signedBy = signedBy;
    }

    /** The token itself: ASCII without white space. */
    public String text() {
        return text;
    }

    /** What it answers. */
    public VerifiedCallerToken caller() {
        return caller;
    }

    /** {@link Thumbprints#id} of the key that signed it. */
    public String signedBy() {
        return signedBy;
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "ReplyToken[" + text.length() + " characters]";
    }
}
