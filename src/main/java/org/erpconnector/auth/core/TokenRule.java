package org.erpconnector.auth.core;

/**
 * The rules that a caller token must keep, in the order in which they are judged: the first that fails is the reason of
 * the refusal, and none after it is looked at.
 */
public enum TokenRule {
    /** Three canonical base64url parts, of which the header is a JSON object. */
    FORM("form"),
    /** Known header members only, each a text, and a type that is JWT. */
    HEADER("header members"),
    /** RS256, exactly. */
    ALGORITHM("algorithm"),
    /** The hints of the header agree on one key of the caller. */
    KEY("key hints"),
    /** That key signed it. Nothing that the token says is proven before. */
    SIGNATURE("signature"),
    /** They are a JSON object. */
    CLAIMS("claims"),
    /** Who made it. */
    ISSUER("issuer"),
    /** Whom it is for. */
    AUDIENCE("audience"),
    /** From when until when it is valid. */
    TIMES("times"),
    /** What our key is asked to sign. */
    NONCE("nonce"),
    /** Which customer it is about. */
    TENANT("tenant");

    private final String label;

    TokenRule(String label) {
        this.label = label;
    }

    /** What a person calls it. */
    public String label() {
        return label;
    }
}
