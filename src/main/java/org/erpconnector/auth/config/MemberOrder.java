package org.erpconnector.auth.config;

/**
 * The order of Succeeded and SignedApplicationToken in a message-style answer. WCF reads members in order and drops,
 * silently, what comes too early; the published material does not say which order this contract has.
 */
public enum MemberOrder {
    STATUS_FIRST,
    ALPHABETICAL
}
