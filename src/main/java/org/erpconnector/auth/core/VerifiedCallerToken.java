package org.erpconnector.auth.core;

import java.time.Instant;

/**
 * A caller token whose signature and claims are proven. Only {@link CallerTokenVerifier} makes one. It may have been used
 * before: see {@link FreshCallerToken}. Immutable.
 */
public final class VerifiedCallerToken {
    private final String nonce;
    private final String tenant;
    private final String issuer;
    private final String applicationId;
    private final String callerKeyId;
    private final String keyThumbprint;
    private final Instant nonceRetainedUntil;
    private final TokenTimes times;

    VerifiedCallerToken(
            String nonce,
            String tenant,
            String issuer,
            String applicationId,
            String callerKeyId,
            String keyThumbprint,
            Instant nonceRetainedUntil,
            TokenTimes times) {
        this.nonce = nonce;
        this.tenant = tenant;
        this.issuer = issuer;
        this.applicationId = applicationId;
        this.callerKeyId = callerKeyId;
        this.keyThumbprint = keyThumbprint;
        this.nonceRetainedUntil = nonceRetainedUntil;
        this.times = times;
    }

    /** The caller's challenge: letters, digits, {@code _} and {@code -} only. */
    public String nonce() {
        return nonce;
    }

    /** The customer's context identifier, such as {@code Cust12345}. */
    public String tenant() {
        return tenant;
    }

    /** The issuer that the token names. */
    public String issuer() {
        return issuer;
    }

    /** Which of our application ids it is for, as the settings spell it. */
    public String applicationId() {
        return applicationId;
    }

    /** What proved it: SHA-1 of the certificate in upper-case hexadecimal, or {@link CallerKey#id()} of a bare key. */
    public String callerKeyId() {
        return callerKeyId;
    }

    /** RFC 7638 thumbprint of the public key that proved it: the same whatever certificate or key set brought the key. */
    public String keyThumbprint() {
        return keyThumbprint;
    }

    /** The first instant at which it is refused as expired, skew included: until then its nonce must be remembered. */
    public Instant nonceRetainedUntil() {
        return nonceRetainedUntil;
    }

    /** From when until when it says that it is valid. */
    public TokenTimes times() {
        return times;
    }

    /** Never shows the nonce: with it and a signature of ours one could claim to be this connector. */
    @Override
    public String toString() {
        return "VerifiedCallerToken[tenant=" + tenant + ", nonceRetainedUntil=" + nonceRetainedUntil + "]";
    }
}
