package org.erpconnector.auth.token;

import java.util.Locale;

/**
 * Why a caller token is refused. The name is the stable reason code of the log. While the signature is not proven the
 * caller hears the same sentence whatever the reason, so that nobody can feel a way towards an accepted token. Once it
 * is proven the caller is SuperOffice itself, and its operators pass the sentence on to the connector's owner.
 */
public enum Reason {
    TOKEN_MISSING(false, Reason.UNPROVEN),
    TOKEN_MALFORMED(false, Reason.UNPROVEN),
    ALGORITHM_NOT_ALLOWED(false, Reason.UNPROVEN),
    HEADER_NOT_ALLOWED(false, Reason.UNPROVEN),
    KEY_HINT_MISSING(false, Reason.UNPROVEN),
    KEY_HINTS_DISAGREE(false, Reason.UNPROVEN),
    KEY_UNKNOWN(false, Reason.UNPROVEN),
    SIGNATURE_INVALID(false, Reason.UNPROVEN),
    /** Depends on the form of the message alone, so saying it helps nobody to forge one. */
    SAML_NOT_SUPPORTED(false, "SAML tokens are not supported, the application must be registered to send a JWT"),

    CLAIMS_MALFORMED(true, "The claims of the token are malformed"),
    ISSUER_WRONG(true, "Wrong issuer"),
    AUDIENCE_WRONG(true, "Wrong audience, the token is meant for another application"),
    TOKEN_EXPIRED(true, "The token has expired"),
    TOKEN_NOT_YET_VALID(true, "The token is not yet valid"),
    LIFETIME_NOT_ALLOWED(true, "The lifetime of the token is not allowed"),
    NONCE_NOT_ALLOWED(true, "The nonce is missing or not allowed"),
    TENANT_NOT_ALLOWED(true, "The context identifier is missing or not allowed"),
    TOKEN_REPLAYED(true, "The token was used before");

    private static final String UNPROVEN = "Failed to validate authentication request";

    private final boolean proven;
    private final String sentence;

    Reason(boolean proven, String sentence) {
        this.proven = proven;
        this.sentence = sentence;
    }

    /** The code that the log names, such as {@code token-expired}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True if the signature was proven before this was found. */
    public boolean proven() {
        return proven;
    }

    /** The sentence for the caller; fixed, without quotes, and with nothing of the token in it. */
    public String sentence() {
        return sentence;
    }
}
