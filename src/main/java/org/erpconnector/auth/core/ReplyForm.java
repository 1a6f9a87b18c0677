package org.erpconnector.auth.core;

/** The two forms of a reply token. */
public enum ReplyForm {
    /**
     * {@code nonce.minute.signature}, as SuperOffice's published signer and verifier of the SOAP contracts have it: the
     * minute as {@code yyyyMMddHHmm} in UTC, the signature RSASSA-PKCS1-v1_5 with SHA-256 over {@code nonce.minute} in
     * standard base64 with padding.
     */
    APPLICATION_TOKEN,
    /** A JWT signed with RS256 (RFC 7519, RFC 7515), valid for five minutes, which names the caller's nonce. */
    JWT
}
