package org.erpconnector.auth.message;

/** Order of the members of a message-style answer, since WCF silently drops what comes out of order. */
public enum MemberOrder {
    STATUS_FIRST,
    ALPHABETICAL
}
