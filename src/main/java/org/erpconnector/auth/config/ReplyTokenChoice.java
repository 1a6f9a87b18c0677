package org.erpconnector.auth.config;

/** Which reply token is made: what the contract's callers can verify, or always the one named. */
public enum ReplyTokenChoice {
    AUTO,
    APPLICATION_TOKEN,
    JWT
}
