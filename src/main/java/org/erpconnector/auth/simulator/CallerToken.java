package org.erpconnector.auth.simulator;

import java.security.GeneralSecurityException;
import java.time.Instant;

/**
 * The JWT with which SuperOffice's authorization service speaks for a tenant.
 *
 * @param text the compact serialization (RFC 7515, section 7.1)
 */
record CallerToken(String text, String nonce, String issuer, String tenant, String thumbprint, Instant expires) {

    /** The issuer of SuperOffice's tokens. */
    static final String ISSUER = "SuperOffice AS";

    /** Audience, tenant, issuer and lifetime of a token. */
    record Terms(String applicationId, String tenant, String issuer, int lifetimeSeconds) {}

    static CallerToken issue(Terms terms, RsaIdentity signer, Instant now) throws GeneralSecurityException {
        return TokenDraft.of(terms, signer, now).sign();
    }

    /** Without the token and its nonce. */
    @Override
    public String toString() {
        return "CallerToken[tenant " + tenant + ", expires " + expires + "]";
    }
}
